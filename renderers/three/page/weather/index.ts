/**
 * What triangles don't show, in linear light, before exposure: eyes in the headlights, and what the weather puts between a scene and the sensor: spray,
 * falling rain, snow and leaves, drops on the glass.
 */
import { HalfFloatType, NearestFilter, type Texture, Vector2, type WebGLRenderer, WebGLRenderTarget } from 'three';
import type { Bodies } from '#contracts/model';
import type { RenderRequest } from '#contracts/renderer';
import { createScreenPass } from '../screen-pass.js';
import { createEyeShine } from './eye-shine.js';
import { createGlass } from './glass.js';
import { createLeaves } from './leaves.js';
import { createPlumes, plumesFor } from './plumes.js';
import { createStreaks } from './streaks.js';

export interface WeatherPainter {
  /** Whether anything is in the way in this picture. */
  isThere(request: RenderRequest): boolean;
  /**
   * @param linear cd/m^2 @param truth its red is depth, m; undefined: nothing hides what is in the air
   * @param exposure what a luminance is multiplied by so that 1 is white @returns `linear` itself when there is nothing to add
   */
  add(linear: Texture, truth: Texture | undefined, request: RenderRequest, exposure: number): Texture;
}

const COPY = `
  layout(location = 0) out highp vec4 copyOut;
  uniform sampler2D uLinear;
  void main() { copyOut = vec4(texelFetch(uLinear, ivec2(gl_FragCoord.xy), 0).rgb, 1.0); }
`;

function hasWater(request: RenderRequest): boolean {
  const { rainMmPerH, snowMmPerH, wetness, banks } = request.frame.medium;
  return rainMmPerH > 0 || snowMmPerH > 0 || ((wetness > 0 || banks !== undefined) && plumesFor(request).length > 0);
}

/** @param assetOf what a look names */
export function createWeather(renderer: WebGLRenderer, assetOf: Bodies['get']): WeatherPainter {
  const uSize = { value: new Vector2() };
  const uniforms = { uLinear: { value: null as Texture | null } };
  const copy = createScreenPass(renderer, COPY, uniforms);
  const eyeShine = createEyeShine(renderer, uSize, assetOf);
  const plumes = createPlumes(renderer);
  const streaks = createStreaks(renderer, uSize);
  const leaves = createLeaves(renderer, uSize);
  const glass = createGlass(renderer, uSize);
  const targets = [0, 1].map(
    () =>
      new WebGLRenderTarget(1, 1, {
        type: HalfFloatType,
        minFilter: NearestFilter,
        magFilter: NearestFilter,
        depthBuffer: false,
      }),
  ) as [WebGLRenderTarget, WebGLRenderTarget];
  const copyInto = (target: WebGLRenderTarget, from: Texture): void => {
    target.setSize(uSize.value.x, uSize.value.y);
    uniforms.uLinear.value = from;
    copy.run(target);
  };
  const isThere = (request: RenderRequest): boolean =>
    hasWater(request) || leaves.isThere(request) || eyeShine.isThere(request);
  return {
    isThere,
    add(linear, truth, request, exposure) {
      if (!isThere(request)) return linear;
      const { width, height } = request.view.intrinsics;
      uSize.value.set(width, height);
      const [air, pane] = targets;
      copyInto(air, linear);
      if (eyeShine.isThere(request)) eyeShine.draw(air, request, truth);
      plumes.draw(air, request, truth);
      streaks.draw(air, request, truth, exposure);
      if (leaves.isThere(request)) leaves.draw(air, request, truth, exposure);
      if (request.view.glass === undefined) return air.texture;
      copyInto(pane, air.texture);
      glass.draw(pane, air.texture, request, exposure);
      return pane.texture;
    },
  };
}
