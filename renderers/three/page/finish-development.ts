/** A picture's development as shaders: what the lens does before the sensor, and what is done to the finished numbers. */
import {
  HalfFloatType,
  LinearFilter,
  type Texture,
  Vector2,
  Vector3,
  Vector4,
  type WebGLRenderer,
  WebGLRenderTarget,
} from 'three';
import type { Development } from '#contracts/development';
import { filmScale } from '#core/film';
import { createScreenPass } from './screen-pass.js';

export const developmentUniforms = () => ({
  /** Factor on exposure; share of the mean light that the lens spreads; factor on the sensor's noise. */
  uCompensation: { value: 1 },
  uVeil: { value: 0 },
  uNoise: { value: 1 },
  uWhite: { value: new Vector3(1, 1, 1) },
  uFilmScale: { value: 1 },
});

export function setDevelopment(uniforms: ReturnType<typeof developmentUniforms>, development: Development = {}): void {
  uniforms.uCompensation.value = 2 ** (development.exposureEv ?? 0);
  uniforms.uVeil.value = development.veilingGlare ?? 0;
  uniforms.uNoise.value = development.noise ?? 1;
  uniforms.uFilmScale.value = filmScale(development.headroomEv);
  uniforms.uWhite.value.set(...(development.whiteBalance ?? [1, 1, 1]));
}

/** One direction of a Gaussian blur of linear light, out to three standard deviations. */
const BLUR = `
  layout(location = 0) out highp vec4 blurredOut;
  uniform sampler2D uSource; uniform vec2 uStep; uniform float uSigma; uniform vec2 uEnd;
  void main() {
    int reach = int(ceil(3.0 * uSigma));
    vec4 sum = vec4(0.0);
    float weights = 0.0;
    for (int i = -reach; i <= reach; i++) {
      float w = exp(-0.5 * float(i * i) / (uSigma * uSigma));
      sum += w * texelFetch(uSource, ivec2(clamp(floor(gl_FragCoord.xy) + float(i) * uStep, vec2(0.0), uEnd)), 0);
      weights += w;
    }
    blurredOut = sum / weights;
  }
`;

/** Numbers as written: unsharp mask over the eight neighbours, colourfulness, contrast about mid grey, what black becomes. */
const TONE = `
  layout(location = 0) out highp vec4 tonedOut;
  uniform sampler2D uSource; uniform vec2 uEnd; uniform vec4 uTone;
  vec3 at(vec2 p) { return texelFetch(uSource, ivec2(clamp(p, vec2(0.0), uEnd)), 0).rgb; }
  void main() {
    vec2 p = floor(gl_FragCoord.xy);
    vec3 c = at(p);
    if (uTone.x > 0.0) {
      vec3 near = at(p + vec2(1, 0)) + at(p - vec2(1, 0)) + at(p + vec2(0, 1)) + at(p - vec2(0, 1));
      vec3 corners = at(p + vec2(1, 1)) + at(p + vec2(-1, 1)) + at(p + vec2(1, -1)) + at(p - vec2(1, 1));
      c += uTone.x * (c - (4.0 * c + 2.0 * near + corners) / 16.0);
    }
    c = mix(vec3(dot(c, vec3(0.299, 0.587, 0.114))), c, uTone.y);
    c = mix(vec3(0.5), c, uTone.z);
    tonedOut = vec4(clamp(uTone.w + (1.0 - uTone.w) * c, 0.0, 1.0), 1.0);
  }
`;

export interface Developer {
  resize(width: number, height: number): void;
  /** Linear light out of focus; the light itself where nothing is blurred. */
  blurred(linear: Texture, development: Development | undefined): Texture;
  /** Whether numbers as written are changed at all. */
  tones(development: Development | undefined): boolean;
  toned(picture: Texture, development: Development | undefined, into: WebGLRenderTarget): void;
}

export function createDeveloper(renderer: WebGLRenderer): Developer {
  const uniforms = {
    uSource: { value: null as Texture | null },
    uStep: { value: new Vector2() },
    uEnd: { value: new Vector2() },
    uSigma: { value: 1 },
    uTone: { value: new Vector4(0, 1, 1, 0) },
  };
  const blur = createScreenPass(renderer, BLUR, uniforms);
  const tone = createScreenPass(renderer, TONE, uniforms);
  const light = (): WebGLRenderTarget =>
    new WebGLRenderTarget(1, 1, { type: HalfFloatType, minFilter: LinearFilter, magFilter: LinearFilter, depthBuffer: false });
  const [across, both] = [light(), light()];
  let size: readonly [number, number] = [1, 1];
  return {
    resize(width, height) {
      size = [width, height];
      uniforms.uEnd.value.set(width - 1, height - 1);
    },
    blurred(linear, development) {
      const sigma = development?.blurPx ?? 0;
      if (sigma === 0) return linear;
      for (const each of [across, both]) each.setSize(...size);
      uniforms.uSigma.value = sigma;
      uniforms.uSource.value = linear;
      uniforms.uStep.value.set(1, 0);
      blur.run(across);
      uniforms.uSource.value = across.texture;
      uniforms.uStep.value.set(0, 1);
      blur.run(both);
      return both.texture;
    },
    tones: (development) =>
      development !== undefined &&
      (['sharpening', 'saturation', 'contrast', 'blackLift'] as const).some((name) => development[name] !== undefined),
    toned(picture, development = {}, into) {
      const { sharpening = 0, saturation = 1, contrast = 1, blackLift = 0 } = development;
      uniforms.uTone.value.set(sharpening, saturation, contrast, blackLift);
      uniforms.uSource.value = picture;
      tone.run(into);
    },
  };
}
