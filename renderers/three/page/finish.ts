/** From linear light to a picture: exposure, film curve, edges smoothed, rain and snow near the lens, sensor noise, sRGB. */

import { NearestFilter, type Texture, UnsignedByteType, Vector2, type WebGLRenderer, WebGLRenderTarget } from 'three';
import type { RenderRequest } from '#contracts/renderer';
import { createScreenPass } from './screen-pass.js';

export interface Finish {
  resize(width: number, height: number): void;
  run(linear: Texture, request: RenderRequest, exposure: number): void;
  /** RGBA8, bottom row first. */
  picture(): WebGLRenderTarget;
  /** Reads one pixel, which waits for the drawing to end. */
  touch(): void;
}

/** Exposure and film curve, once a pixel: the smoothing after it looks at five. */
const FILM = `
  layout(location = 0) out highp vec4 developedOut;
  uniform sampler2D uLinear; uniform float uExposure;
  vec3 film(vec3 c) {
    c *= uExposure;
    c = mix(vec3(dot(c, vec3(0.2126, 0.7152, 0.0722))), c, 0.97);
    vec3 mapped = (c * (2.51 * c + 0.03)) / (c * (2.43 * c + 0.59) + 0.14);
    return pow(clamp(mapped, 0.0, 1.0), vec3(1.0 / 2.2));
  }
  void main() { developedOut = vec4(film(texelFetch(uLinear, ivec2(gl_FragCoord.xy), 0).rgb), 1.0); }
`;

const FRAGMENT = `
  layout(location = 0) out highp vec4 pictureOut;
  uniform sampler2D uLinear; uniform sampler2D uDeveloped; uniform vec2 uSize; uniform float uExposure; uniform float uSeed; uniform float uNoise; uniform float uRain; uniform float uSnow; uniform float uGlare; uniform float uFlake;
  float hash(vec3 p) { p = fract(p * 0.1031); p += dot(p, p.zyx + 31.32); return fract((p.x + p.y) * p.z); }
  vec3 at(vec2 p) { return texelFetch(uDeveloped, ivec2(clamp(p, vec2(0.0), uSize - 1.0)), 0).rgb; }
  float luma(vec3 c) { return dot(c, vec3(0.299, 0.587, 0.114)); }
  void main() {
    vec2 p = floor(gl_FragCoord.xy);
    vec3 c = at(p), n = at(p + vec2(0, 1)), s = at(p - vec2(0, 1)), e = at(p + vec2(1, 0)), w = at(p - vec2(1, 0));
    float lc = luma(c), ln = luma(n), ls = luma(s), le = luma(e), lw = luma(w);
    float low = min(lc, min(min(ln, ls), min(le, lw))), high = max(lc, max(max(ln, ls), max(le, lw)));
    float edge = smoothstep(0.04, 0.22, high - low);
    vec3 across = abs(ln - ls) > abs(le - lw) ? 0.5 * (n + s) : 0.5 * (e + w);
    vec3 soft = mix(c, 0.36 * c + 0.34 * across + 0.075 * (n + s + e + w), edge);
    if (uGlare > 0.0) {
      vec3 glow = vec3(0.0);
      for (int i = 0; i < 12; i++) {
        float a = float(i) * 2.39996, r = 2.0 + float(i) * uSize.y / 260.0;
        vec3 l = texelFetch(uLinear, ivec2(clamp(p + r * vec2(cos(a), sin(a)), vec2(0.0), uSize - 1.0)), 0).rgb * uExposure;
        glow += min(max(l - 2.5, 0.0), 5.0) / (1.0 + 0.5 * float(i));
      }
      soft += (1.0 - soft) * (1.0 - exp(-glow * 0.012 * uGlare));
    }
    if (uRain > 0.0) {
      for (int layer = 0; layer < 3; layer++) {
        float k = 1.0 + float(layer) * 0.9;
        vec2 q = vec2(p.x + p.y * (0.05 + 0.03 * float(layer)), p.y) / (uSize.y / 720.0);
        float column = floor(q.x / (2.0 * k + 1.0));
        float lane = hash(vec3(column, float(layer), uSeed));
        float y = fract(q.y / (150.0 * k) + lane * 7.3 + hash(vec3(column, uSeed, 3.0)));
        float drop = step(1.0 - 0.035 * uRain, lane) * smoothstep(0.0, 0.05, y) * smoothstep(0.2 * k, 0.06, y);
        soft = mix(soft, soft * 0.7 + 0.22, drop * 0.42);
      }
    }
    if (uSnow > 0.0) {
      for (int layer = 0; layer < 3; layer++) {
        float cell = (26.0 - 7.0 * float(layer)) * uSize.y / 720.0;
        vec2 g = floor(p / cell);
        vec2 c2 = (g + vec2(hash(vec3(g, uSeed)), hash(vec3(g, uSeed + 9.0)))) * cell;
        float on = step(1.0 - 0.5 * uSnow, hash(vec3(g, uSeed + 5.0 + float(layer))));
        soft = mix(soft, vec3(uFlake), on * smoothstep(cell * 0.1, cell * 0.03, length(p - c2)) * 0.8);
      }
    }
    vec2 middle = (gl_FragCoord.xy / uSize - 0.5);
    soft *= 1.0 - 0.16 * dot(middle, middle) * 2.0;
    float g1 = hash(vec3(p, uSeed)) + hash(vec3(p + 17.3, uSeed + 1.7)) - 1.0;
    vec3 g3 = vec3(hash(vec3(p, uSeed + 3.1)), hash(vec3(p, uSeed + 5.3)), hash(vec3(p, uSeed + 7.7))) - 0.5;
    soft += uNoise * (g1 + 0.6 * g3) * (0.55 + 0.9 * sqrt(max(luma(soft), 0.0)));
    pictureOut = vec4(clamp(soft, 0.0, 1.0), 1.0);
  }
`;

export function createFinish(renderer: WebGLRenderer): Finish {
  const uniforms = {
    uLinear: { value: null as Texture | null },
    uDeveloped: { value: null as Texture | null },
    uSize: { value: new Vector2() },
    uExposure: { value: 1 },
    uSeed: { value: 0 },
    uNoise: { value: 0 },
    uRain: { value: 0 },
    uSnow: { value: 0 },
    uGlare: { value: 0 },
    uFlake: { value: 0.9 },
  };
  const film = createScreenPass(renderer, FILM, uniforms);
  const pass = createScreenPass(renderer, FRAGMENT, uniforms);
  let developed: WebGLRenderTarget | undefined;
  let target: WebGLRenderTarget | undefined;
  return {
    resize(width, height) {
      developed?.dispose();
      target?.dispose();
      developed = pictureTarget(width, height);
      target = pictureTarget(width, height);
      uniforms.uSize.value.set(width, height);
    },
    run(linear, { view, frame: { medium } }, exposure) {
      uniforms.uLinear.value = linear;
      uniforms.uExposure.value = exposure;
      uniforms.uSeed.value = (view.seed % 9973) / 7.31;
      const ambient = medium.sunIlluminanceLx * Math.max(0, medium.sunDirection[2]) + medium.skyIlluminanceLx;
      const dark = Math.max(0, Math.min(1, 1 - Math.log10(ambient + 1) / 3.6));
      uniforms.uNoise.value = 0.01 + 0.022 * dark;
      uniforms.uRain.value = Math.min(1, Math.sqrt(medium.rainMmPerH / 40));
      uniforms.uSnow.value = Math.min(1, Math.sqrt(medium.snowMmPerH / 3));
      uniforms.uFlake.value = 0.35 + 0.55 * (1 - dark);
      uniforms.uGlare.value = medium.lampsOn ? 1 : 0;
      film.run(developed as WebGLRenderTarget);
      uniforms.uDeveloped.value = (developed as WebGLRenderTarget).texture;
      pass.run(target as WebGLRenderTarget);
    },
    picture: () => target as WebGLRenderTarget,
    touch: () => renderer.readRenderTargetPixels(target as WebGLRenderTarget, 0, 0, 1, 1, new Uint8Array(4)),
  };
}

function pictureTarget(width: number, height: number): WebGLRenderTarget {
  return new WebGLRenderTarget(width, height, {
    type: UnsignedByteType,
    minFilter: NearestFilter,
    magFilter: NearestFilter,
    depthBuffer: false,
  });
}
