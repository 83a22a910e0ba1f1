/** From linear light to a picture: lens, exposure, white balance, film curve, edges smoothed, glare, sensor noise, sRGB, tones. */

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
import { createDeveloper, developmentUniforms, setDevelopment } from './finish-development.js';
import { BARE, FILM, FRAGMENT, LUMINANCE, METER, RAW } from './finish-glsl.js';
import { imagerUniforms, setImager } from './imager-glsl.js';
import { createScreenPass } from './screen-pass.js';
import { createSunGlare, sunGlareUniforms } from './sun-glare.js';
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
const FOLLOW = 0.85;

export function createFinish(renderer: WebGLRenderer): Finish {
  const uniforms = {
    uLinear: { value: null as Texture | null },
    uDeveloped: { value: null as Texture | null },
    uMetered: { value: null as Texture | null },
    uFollow: { value: 0 },
    uSize: { value: new Vector2() },
    uExposure: { value: 1 },
    uIntrinsics: shared.uIntrinsics,
    uFisheye: { value: 0 },
    ...imagerUniforms(),
    ...developmentUniforms(),
    ...sunGlareUniforms(),
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
  const developer = createDeveloper(renderer);
  const sunGlare = createSunGlare(renderer, uniforms, uniforms.uSize);
  const measure = (linear: Texture, request: RenderRequest, exposure: number): void => {
    const { view, frame } = request;
    sunGlare.measure(linear, request);
    uniforms.uLinear.value = developer.blurred(linear, view.development);
    uniforms.uExposure.value = exposure;
    setImager(uniforms, view.imager, view.seed, view.development?.vignetting);
    setDevelopment(uniforms, view.development);
    uniforms.uFisheye.value = view.intrinsics.lens?.model === 'fisheye' ? 1 : 0;
    uniforms.uFollow.value = view.exposure === 'auto' ? FOLLOW * (1 - darkness(frame.medium)) : 0;
    meter.run(metered);
    uniforms.uMetered.value = metered.texture;
  };
  let developed: WebGLRenderTarget | undefined;
  let picture: WebGLRenderTarget | undefined;
  let toned: WebGLRenderTarget | undefined;
  let finished: WebGLRenderTarget | undefined;
  return {
    resize(width, height) {
      for (const each of [developed, picture, toned]) each?.dispose();
      toned = undefined;
      finished = undefined;
      developer.resize(width, height);
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
      finished = picture;
      const { development } = request.view;
      if (!developer.tones(development)) return;
      toned ??= target(uniforms.uSize.value.x, uniforms.uSize.value.y, UnsignedByteType);
      developer.toned((picture as WebGLRenderTarget).texture, development, toned);
      finished = toned;
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
      finished = picture;
    },
    picture: () => (finished ?? picture) as WebGLRenderTarget,
    touch: () => renderer.readRenderTargetPixels((finished ?? picture) as WebGLRenderTarget, 0, 0, 1, 1, new Uint8Array(4)),
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
