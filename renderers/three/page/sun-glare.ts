/** What a camera's lens makes of a sun in or near its picture: a veil that thins out with the angle, and faint ghosts of the aperture. */
import {
  FloatType,
  NearestFilter,
  type Texture,
  type Vector2,
  Vector3,
  Vector4,
  type WebGLRenderer,
  WebGLRenderTarget,
} from 'three';
import type { RenderRequest } from '#contracts/renderer';
import { lensOf, project } from '#core/lens';
import { invert, rotate, type Vec3 } from '#core/pose';
import { SECTORS } from './roofline.js';
import { createScreenPass } from './screen-pass.js';
import { shared } from './truth-material.js';

/**
 * Veiling luminance of a glare source: CIE 146:2002 gives 10 E / angle^2 (degrees) for a young eye; a clean coated lens behind a windscreen scatters about a
 * fifth of that (flare of automotive cameras: veiling glare index 1 to 3 %, ISO 9358).
 */
export const SUN_GLARE = `
  uniform vec4 uSunAt; uniform vec3 uSunRay; uniform sampler2D uSunSeen;
  vec3 sunGlare() {
    if (uSunAt.z <= 0.0) return vec3(0.0);
    float lux = uSunAt.z * texelFetch(uSunSeen, ivec2(0), 0).r;
    vec2 here = vec2(gl_FragCoord.x, uSize.y - gl_FragCoord.y);
    vec3 ray = normalize(vec3((here - uIntrinsics.zw) / uIntrinsics.xy, 1.0));
    float degrees = acos(clamp(dot(ray, uSunRay), -1.0, 1.0)) * 57.29578;
    float veil = 2.0 / (degrees * degrees + 3.0) + 4e-4;
    float ghosts = 0.0;
    if (uSunAt.w > 0.5) {
      vec2 middle = uIntrinsics.zw, towards = uSunAt.xy - middle;
      for (int k = 0; k < 3; k++) {
        float along = k == 0 ? 0.42 : k == 1 ? -0.38 : -0.85;
        float radius = uSize.y * (k == 0 ? 0.02 : k == 1 ? 0.035 : 0.055);
        float d = length(here - middle - towards * along) / radius;
        ghosts += (1.0 - smoothstep(0.9, 1.0, d)) * (0.6 + 0.4 * smoothstep(0.6, 0.95, d)) * 0.003;
      }
    }
    return lux * (vec3(1.0, 0.95, 0.86) * veil + vec3(0.7, 1.0, 0.8) * ghosts);
  }
`;

/** Share of the sun's disc that nothing hides: where it is in the picture, its pixels are far brighter than anything else. */
const SEEN = `
  layout(location = 0) out highp vec4 seenOut;
  uniform sampler2D uLinear; uniform vec2 uSize; uniform vec4 uSunAt; uniform float uBright; uniform float uOutside;
  void main() {
    if (uSunAt.w < 0.5) { seenOut = vec4(uOutside); return; }
    float sum = 0.0, count = 0.0;
    for (int i = -2; i <= 2; i++) for (int j = -2; j <= 2; j++) {
      vec2 p = vec2(uSunAt.x + float(i), uSize.y - uSunAt.y + float(j));
      if (any(lessThan(p, vec2(0.0))) || any(greaterThanEqual(p, uSize))) continue;
      count += 1.0;
      sum += step(uBright, texelFetch(uLinear, ivec2(p), 0).g);
    }
    seenOut = vec4(count > 0.0 ? min(1.0, 1.6 * sum / count) : 0.0);
  }
`;

export function sunGlareUniforms() {
  return {
    /** Pixel, light on the lens (lx, 0: none), 1 in the picture. */
    uSunAt: { value: new Vector4() },
    uSunRay: { value: new Vector3(0, 0, 1) },
    uSunSeen: { value: null as Texture | null },
  };
}

export interface SunGlare {
  measure(linear: Texture, request: RenderRequest): void;
}

export function createSunGlare(
  renderer: WebGLRenderer,
  uniforms: ReturnType<typeof sunGlareUniforms>,
  uSize: { value: Vector2 },
): SunGlare {
  const own = { ...uniforms, uLinear: { value: null as Texture | null }, uSize, uBright: { value: 0 }, uOutside: { value: 0 } };
  const pass = createScreenPass(renderer, SEEN, own);
  const seen = new WebGLRenderTarget(1, 1, {
    type: FloatType,
    minFilter: NearestFilter,
    magFilter: NearestFilter,
    depthBuffer: false,
  });
  uniforms.uSunSeen.value = seen.texture;
  return {
    measure(linear, { view, frame: { medium } }) {
      const ray = rotate(invert(view.worldFromCamera).orientation, medium.sunDirection);
      const through = medium.sunIlluminanceLx * Math.max(0, ray[2]);
      uniforms.uSunAt.value.set(0, 0, 0, 0);
      if (through < 500 || medium.sunDirection[2] <= 0) return;
      uniforms.uSunRay.value.set(...ray);
      const pixel = project(lensOf(view.intrinsics), ray);
      const { width, height } = view.intrinsics;
      const inside = pixel !== undefined && pixel[0] >= 0 && pixel[0] < width && pixel[1] >= 0 && pixel[1] < height;
      uniforms.uSunAt.value.set(pixel?.[0] ?? 0, pixel?.[1] ?? 0, through, inside ? 1 : 0);
      own.uLinear.value = linear;
      own.uBright.value = 4 * Math.max(medium.skyIlluminanceLx, 500);
      own.uOutside.value = overRoofs(medium.sunDirection) ? 1 : 0;
      pass.run(seen);
    },
  };
}

/** Whether the sun stands above the roofs in its direction. */
function overRoofs([x, y, z]: Vec3): boolean {
  const sector = Math.floor((Math.atan2(y, x) / (2 * Math.PI)) * SECTORS + SECTORS) % SECTORS;
  return z > (shared.uRoofline.value[sector] as number);
}
