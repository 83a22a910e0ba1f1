/** From linear light to a picture: exposure, film curve, edges smoothed, glare, sensor noise, sRGB. */

import {
  FloatType,
  NearestFilter,
  type Texture,
  type TextureDataType,
  UnsignedByteType,
  Vector2,
  type WebGLRenderer,
  WebGLRenderTarget,
} from 'three';
import type { RenderRequest } from '#contracts/renderer';
import { EDGES_GLSL } from './edges-glsl.js';
import { IMAGER_GLSL, imagerUniforms, setImager } from './imager-glsl.js';
import { createScreenPass } from './screen-pass.js';
import { shared } from './truth-material.js';

export interface Finish {
  resize(width: number, height: number): void;
  run(linear: Texture, request: RenderRequest, exposure: number): void;
  /** The picture without exposure, film, lens or noise: linear 0..1 as sRGB. */
  bare(linear: Texture): void;
  /** Linear light as it is, cd/m^2, into `numbers`. */
  luminance(linear: Texture): void;
  /** The sensor's digital numbers, into `numbers`. */
  raw(linear: Texture, request: RenderRequest, exposure: number): void;
  /** RGBA32F. */
  numbers(): WebGLRenderTarget;
  /** RGBA8, bottom row first. */
  picture(): WebGLRenderTarget;
  /** Reads one pixel, which waits for the drawing to end. */
  touch(): void;
}

/** How far automatic exposure follows the meter by day; at night it stays where the light alone puts it, so that night looks like night. */
const FOLLOW = 0.7;

/**
 * Metering, as cameras do it: the mean of the logarithm over a grid of pixels, the lower part of the picture counting more, and how far
 * exposure follows it. One pixel: the exposure to use.
 */
const METER = `
  layout(location = 0) out highp vec4 exposureOut;
  uniform sampler2D uLinear; uniform vec2 uSize; uniform float uExposure; uniform float uFollow;
  const int COLUMNS = 24; const int ROWS = 16;
  void main() {
    float sum = 0.0, weight = 0.0;
    for (int j = 0; j < ROWS; j++) {
      float w = j * 3 < ROWS * 2 ? 1.0 : 0.35;
      for (int i = 0; i < COLUMNS; i++) {
        vec2 p = (vec2(i, j) + 0.5) / vec2(COLUMNS, ROWS) * uSize;
        vec3 c = texelFetch(uLinear, ivec2(p), 0).rgb * uExposure;
        sum += w * log(max(dot(c, vec3(0.2126, 0.7152, 0.0722)), 1e-3));
        weight += w;
      }
    }
    float level = exp(sum / weight);
    exposureOut = vec4(uExposure * clamp(pow(0.2 / level, uFollow), 0.75, 2.3));
  }
`;
/** Natural fall-off by the picture's radius in focal lengths. */
const VIGNETTE = `
  uniform vec4 uIntrinsics;
  float vignette() {
    vec2 r = (vec2(gl_FragCoord.x, uSize.y - gl_FragCoord.y) - uIntrinsics.zw) / uIntrinsics.xy;
    float c = 1.0 / (1.0 + dot(r, r));
    return mix(1.0, c * c, uOptics.z);
  }
`;
const LUMINANCE = `
  layout(location = 0) out highp vec4 luminanceOut;
  uniform sampler2D uLinear;
  void main() { luminanceOut = vec4(dot(texelFetch(uLinear, ivec2(gl_FragCoord.xy), 0).rgb, vec3(0.2126, 0.7152, 0.0722))); }
`;
const RAW = `
  layout(location = 0) out highp vec4 rawOut;
  uniform sampler2D uLinear; uniform sampler2D uMetered; uniform vec2 uSize;
  ${IMAGER_GLSL}
  ${VIGNETTE}
  void main() {
    float exposure = texelFetch(uMetered, ivec2(0), 0).r;
    rawOut = vec4(imaged(texelFetch(uLinear, ivec2(gl_FragCoord.xy), 0).rgb * exposure * vignette(), exposure), 1.0);
  }
`;

/** Exposure and film curve, once a pixel: the smoothing after it looks at many. */
const FILM = `
  layout(location = 0) out highp vec4 developedOut;
  uniform sampler2D uLinear; uniform sampler2D uMetered; uniform vec2 uSize; uniform vec3 uOptics;
  ${VIGNETTE}
  vec3 film(vec3 c) {
    c *= texelFetch(uMetered, ivec2(0), 0).r * vignette();
    c = mix(vec3(dot(c, vec3(0.2126, 0.7152, 0.0722))), c, 0.97);
    vec3 mapped = (c * (2.51 * c + 0.03)) / (c * (2.43 * c + 0.59) + 0.14);
    return pow(clamp(mapped, 0.0, 1.0), vec3(1.0 / 2.2));
  }
  void main() { developedOut = vec4(film(texelFetch(uLinear, ivec2(gl_FragCoord.xy), 0).rgb), 1.0); }
`;

/** IEC 61966-2-1. */
const BARE = `
  layout(location = 0) out highp vec4 bareOut;
  uniform sampler2D uLinear;
  void main() {
    vec3 c = clamp(texelFetch(uLinear, ivec2(gl_FragCoord.xy), 0).rgb, 0.0, 1.0);
    bareOut = vec4(mix(1.055 * pow(c, vec3(1.0 / 2.4)) - 0.055, 12.92 * c, vec3(lessThanEqual(c, vec3(0.0031308)))), 1.0);
  }
`;

const FRAGMENT = `
  layout(location = 0) out highp vec4 pictureOut;
  uniform sampler2D uLinear; uniform sampler2D uDeveloped; uniform sampler2D uMetered; uniform vec2 uSize; uniform float uGlare;
  vec3 at(vec2 p) { return texelFetch(uDeveloped, ivec2(clamp(p, vec2(0.0), uSize - 1.0)), 0).rgb; }
  ${EDGES_GLSL}
  ${IMAGER_GLSL}
  /** Film exposure that is developed to this, and back. */
  vec3 exposureThat(vec3 developed) {
    vec3 y = pow(developed, vec3(2.2));
    vec3 a = 2.51 - 2.43 * y, b = 0.03 - 0.59 * y;
    return (sqrt(b * b + 0.56 * a * y) - b) / (2.0 * a);
  }
  vec3 developed(vec3 c) {
    vec3 mapped = (c * (2.51 * c + 0.03)) / (c * (2.43 * c + 0.59) + 0.14);
    return pow(clamp(mapped, 0.0, 1.0), vec3(1.0 / 2.2));
  }
  void main() {
    vec2 p = floor(gl_FragCoord.xy);
    vec3 soft = smoothed(p);
    if (uGlare > 0.0) {
      vec3 glow = vec3(0.0);
      float exposure = texelFetch(uMetered, ivec2(0), 0).r;
      for (int i = 0; i < 12; i++) {
        float a = float(i) * 2.39996, r = 2.0 + float(i) * uSize.y / 260.0;
        vec3 l = texelFetch(uLinear, ivec2(clamp(p + r * vec2(cos(a), sin(a)), vec2(0.0), uSize - 1.0)), 0).rgb * exposure;
        glow += min(max(l - 2.5, 0.0), 5.0) / (1.0 + 0.5 * float(i));
      }
      soft += (1.0 - soft) * (1.0 - exp(-glow * 0.012 * uGlare));
    }
    float metered = texelFetch(uMetered, ivec2(0), 0).r;
    vec3 numbers = imaged(exposureThat(clamp(soft, 0.0, 1.0)), metered);
    pictureOut = vec4(developed(exposedBy(numbers, metered)), 1.0);
  }
`;

export function createFinish(renderer: WebGLRenderer): Finish {
  const uniforms = {
    uLinear: { value: null as Texture | null },
    uDeveloped: { value: null as Texture | null },
    uMetered: { value: null as Texture | null },
    uFollow: { value: 0 },
    uSize: { value: new Vector2() },
    uExposure: { value: 1 },
    uIntrinsics: shared.uIntrinsics,
    ...imagerUniforms(),
    uGlare: { value: 0 },
  };
  const meter = createScreenPass(renderer, METER, uniforms);
  const metered = target(1, 1, FloatType);
  const film = createScreenPass(renderer, FILM, uniforms);
  const pass = createScreenPass(renderer, FRAGMENT, uniforms);
  const barePass = createScreenPass(renderer, BARE, uniforms);
  const luminancePass = createScreenPass(renderer, LUMINANCE, uniforms);
  const rawPass = createScreenPass(renderer, RAW, uniforms);
  const numbers = target(1, 1, FloatType);
  const measure = (linear: Texture, { view, frame: { medium } }: RenderRequest, exposure: number): void => {
    uniforms.uLinear.value = linear;
    uniforms.uExposure.value = exposure;
    setImager(uniforms, view.imager, view.seed);
    uniforms.uFollow.value = view.exposure === 'auto' ? FOLLOW * (1 - darkness(medium)) : 0;
    meter.run(metered);
    uniforms.uMetered.value = metered.texture;
  };
  let developed: WebGLRenderTarget | undefined;
  let picture: WebGLRenderTarget | undefined;
  return {
    resize(width, height) {
      developed?.dispose();
      picture?.dispose();
      developed = target(width, height, UnsignedByteType);
      picture = target(width, height, UnsignedByteType);
      uniforms.uSize.value.set(width, height);
    },
    run(linear, request, exposure) {
      measure(linear, request, exposure);
      uniforms.uGlare.value = request.frame.medium.lampsOn ? 1 : 0;
      film.run(developed as WebGLRenderTarget);
      uniforms.uDeveloped.value = (developed as WebGLRenderTarget).texture;
      pass.run(picture as WebGLRenderTarget);
    },
    luminance(linear) {
      uniforms.uLinear.value = linear;
      numbers.setSize(uniforms.uSize.value.x, uniforms.uSize.value.y);
      luminancePass.run(numbers);
    },
    raw(linear, request, exposure) {
      measure(linear, request, exposure);
      numbers.setSize(uniforms.uSize.value.x, uniforms.uSize.value.y);
      rawPass.run(numbers);
    },
    numbers: () => numbers,
    bare(linear) {
      uniforms.uLinear.value = linear;
      barePass.run(picture as WebGLRenderTarget);
    },
    picture: () => picture as WebGLRenderTarget,
    touch: () => renderer.readRenderTargetPixels(picture as WebGLRenderTarget, 0, 0, 1, 1, new Uint8Array(4)),
  };
}

/** 0 by day, 1 in the darkest night. */
function darkness({ sunIlluminanceLx, sunDirection, skyIlluminanceLx }: RenderRequest['frame']['medium']): number {
  const ambient = sunIlluminanceLx * Math.max(0, sunDirection[2]) + skyIlluminanceLx;
  return Math.max(0, Math.min(1, 1 - Math.log10(ambient + 1) / 3.6));
}

function target(width: number, height: number, type: TextureDataType): WebGLRenderTarget {
  return new WebGLRenderTarget(width, height, {
    type,
    minFilter: NearestFilter,
    magFilter: NearestFilter,
    depthBuffer: false,
  });
}
