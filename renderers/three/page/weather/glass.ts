/** Drops on the glass before the lens: each a small wide-angle picture of the scene upside down, far out of focus. */
import { HalfFloatType, LinearFilter, type Texture, type Vector2, type WebGLRenderer, WebGLRenderTarget } from 'three';
import type { RenderRequest } from '#contracts/renderer';
import { type Lens, project } from '#core/lens';
import { randomRoot } from '#core/random';
import { dropsOnGlass, type GlassDrop } from '#sensors/glass';
import { createQuads } from '../quads.js';
import { createScreenPass } from '../screen-pass.js';
import { weatherCamera } from './camera.js';

/** How far to the other side a drop's rim looks, in focal lengths: the tangent of 25 degrees. */
const RIM = 0.47;
/** A small picture's pixel is so many of the whole one's. */
const SMALL = 16;
const SHRINK = `
  layout(location = 0) out highp vec4 meanOut;
  uniform sampler2D uLinear; uniform vec2 uSize;
  void main() {
    vec2 from = floor(gl_FragCoord.xy) * ${SMALL}.0;
    vec3 sum = vec3(0.0);
    for (int j = 0; j < 4; j++) for (int i = 0; i < 4; i++)
      sum += min(texelFetch(uLinear, ivec2(min(from + (vec2(i, j) + 0.5) * ${SMALL / 4}.0, uSize - 1.0)), 0).rgb, vec3(6e4));
    meanOut = vec4(sum / 16.0, 1.0);
  }
`;
const VERTEX = `
  in vec4 drop;
  uniform vec2 uSize;
  out vec2 vOff; flat out vec4 vDrop;
  void main() {
    vec2 pixel = drop.xy + position.xy * (drop.z + drop.w);
    vOff = position.xy * (drop.z + drop.w); vDrop = drop;
    gl_Position = vec4(2.0 * pixel.x / uSize.x - 1.0, 1.0 - 2.0 * pixel.y / uSize.y, 0.0, 1.0);
  }
`;
/**
 * A cap of 60 degrees is a lens of focal length 3.5 radii, so its rim looks some 25 degrees to the other side; the pupil, out of focus, takes
 * the mean over what it covers of the drop. Light is lost at the steep rim.
 */
const FRAGMENT = `
  layout(location = 0) out highp vec4 lightOut;
  in vec2 vOff; flat in vec4 vDrop;
  uniform sampler2D uSmall; uniform vec2 uSize; uniform float uField;
  void main() {
    float radius = vDrop.z, blur = vDrop.w, off = length(vOff);
    float whole = min(1.0, radius * radius / (blur * blur));
    float cover = whole * (1.0 - smoothstep(abs(radius - blur), radius + blur, off));
    if (cover < 0.004) discard;
    vec2 through = vDrop.xy - vOff / (radius + blur) * uField * radius / (radius + blur);
    float spread = 0.7 * uField * min(1.0, blur / radius);
    vec3 light = vec3(0.0);
    for (int i = 0; i < 12; i++) {
      float turn = float(i) * 2.39996;
      vec2 tap = through + spread * sqrt((float(i) + 0.5) / 12.0) * vec2(cos(turn), sin(turn));
      light += textureLod(uSmall, clamp(vec2(tap.x, uSize.y - tap.y) / uSize, 0.03, 0.97), 0.0).rgb;
    }
    float r = off / (radius + blur);
    lightOut = vec4(light / 12.0 * (0.96 - 0.45 * r * r * r * r) * cover, cover);
  }
`;

export interface GlassPainter {
  /** @param linear the light without them */
  draw(into: WebGLRenderTarget, linear: Texture, request: RenderRequest, exposure: number): void;
}

export function createGlass(renderer: WebGLRenderer, uSize: { value: Vector2 }): GlassPainter {
  const small = new WebGLRenderTarget(1, 1, {
    type: HalfFloatType,
    minFilter: LinearFilter,
    magFilter: LinearFilter,
    depthBuffer: false,
  });
  const uniforms = {
    uSize,
    uLinear: { value: null as Texture | null },
    uSmall: { value: small.texture },
    uField: { value: 0 },
  };
  const shrink = createScreenPass(renderer, SHRINK, uniforms);
  const quads = createQuads(renderer, ['drop'], { vertexShader: VERTEX, fragmentShader: FRAGMENT }, uniforms);
  return {
    draw(into, linear, request, exposure) {
      const { glass, sensor } = request.view;
      if (glass === undefined) return;
      const camera = weatherCamera(request, exposure);
      const seed = randomRoot(request.scene.id).child('glass').child(sensor).uint32();
      const drops = dropsOnGlass(glass, camera, request.frame.medium, seed, request.frame.timeNs * 1e-9);
      if (drops.length === 0) return;
      const { width, height } = request.view.intrinsics;
      small.setSize(Math.ceil(width / SMALL), Math.ceil(height / SMALL));
      uniforms.uLinear.value = linear;
      shrink.run(small);
      uniforms.uField.value = RIM * camera.lens.fx;
      quads.draw(into, packed(drops, glass.distanceM, camera.lens, camera.apertureM));
    },
  };
}

function packed(drops: readonly GlassDrop[], distance: number, lens: Lens, apertureM: number): Float32Array {
  const perM = lens.fx / distance;
  const numbers = drops.flatMap(({ at, radius }) => {
    const pixel = project(lens, at);
    if (pixel === undefined) return [];
    return [pixel[0], pixel[1], radius * perM, Math.max(1, 0.5 * apertureM * perM)];
  });
  return new Float32Array(numbers);
}
