/**
 * Pictures that aren't taken at once: slice after slice of rows, truth at the middle of its exposure, light as the mean of the instants it is
 * gathered at, before exposure and film.
 */
import {
  AdditiveBlending,
  HalfFloatType,
  NearestFilter,
  RGBAFormat,
  type Texture,
  type WebGLRenderer,
  WebGLRenderTarget,
} from 'three';
import type { RenderRequest, ShutterSlice } from '#contracts/renderer';
import { createScreenPass } from './screen-pass.js';

export interface ShutterPainter<T> {
  /**
   * @param into where truth goes, and light where an exposure is one instant
   * @param drawWhole draws a picture that is taken at once @returns what the last one returned, and where the gathered light is
   */
  draw(
    into: WebGLRenderTarget,
    request: RenderRequest & { readonly slices: readonly ShutterSlice[] },
    drawWhole: (into: WebGLRenderTarget, request: RenderRequest) => T,
  ): { readonly last: T; readonly linear: Texture };
}

const ADD = `
  layout(location = 0) out highp vec4 sumOut;
  uniform sampler2D uSample; uniform float uShare;
  void main() { sumOut = vec4(texelFetch(uSample, ivec2(gl_FragCoord.xy), 0).rgb * uShare, 1.0); }
`;

export function createShutterPainter<T>(renderer: WebGLRenderer): ShutterPainter<T> {
  const uniforms = { uSample: { value: null as Texture | null }, uShare: { value: 1 } };
  const add = createScreenPass(renderer, ADD, uniforms, AdditiveBlending);
  let sample: WebGLRenderTarget | undefined;
  let sum: WebGLRenderTarget | undefined;
  const sized = (known: WebGLRenderTarget | undefined, like: WebGLRenderTarget, depthBuffer: boolean): WebGLRenderTarget => {
    if (known?.width === like.width && known.height === like.height) return known;
    known?.dispose();
    return new WebGLRenderTarget(like.width, like.height, {
      format: RGBAFormat,
      type: HalfFloatType,
      minFilter: NearestFilter,
      magFilter: NearestFilter,
      generateMipmaps: false,
      depthBuffer,
    });
  };
  const gather = (rows: ShutterSlice['rows'], share: number, from: WebGLRenderTarget, into: WebGLRenderTarget): void => {
    uniforms.uSample.value = from.textures[0] as Texture;
    uniforms.uShare.value = share;
    onRows(into, rows);
    renderer.autoClear = false;
    add.run(into);
    renderer.autoClear = true;
    into.scissorTest = false;
  };
  return {
    draw(into, request, drawWhole) {
      const { slices, scene, layers } = request;
      const blurs = slices.some(({ exposures }) => exposures.length > 1);
      if (blurs) {
        sample = sized(sample, into, true);
        sum = sized(sum, into, false);
        renderer.setRenderTarget(sum);
        renderer.clear();
        renderer.setRenderTarget(null);
      }
      let last: T | undefined;
      for (const { rows, look, next, exposures } of slices) {
        onRows(into, rows);
        last = drawWhole(into, { scene, layers, ...look, next });
        into.scissorTest = false;
        for (const instant of blurs ? exposures : []) {
          onRows(sample as WebGLRenderTarget, rows);
          drawWhole(sample as WebGLRenderTarget, { scene, layers, ...instant, next: instant });
          (sample as WebGLRenderTarget).scissorTest = false;
          gather(rows, 1 / exposures.length, sample as WebGLRenderTarget, sum as WebGLRenderTarget);
        }
      }
      return { last: last as T, linear: (blurs ? sum?.textures[0] : into.textures[0]) as Texture };
    },
  };
}

/** Only these rows of a target are drawn; GL counts them from the bottom. */
function onRows(target: WebGLRenderTarget, [from, to]: ShutterSlice['rows']): void {
  target.scissor.set(0, target.height - to, target.width, to - from);
  target.scissorTest = true;
}
