/** From the graphics side into memory: what was drawn, as it lies there. */
import type { WebGLRenderer, WebGLRenderTarget } from 'three';
import type { LayerName } from '#contracts/layers';
import type { Raw } from './pack.js';

/** Targets of one finished drawing. */
export interface Drawn {
  readonly width: number;
  readonly height: number;
  /** RGBA8: the finished picture. */
  readonly picture: WebGLRenderTarget;
  /** RGBA32F: linear light or the sensor's numbers, where they were asked for. */
  numbers(): WebGLRenderTarget;
  /** Texture 1, RGBA32F: depth m, instance + 65536 * semantic, flow px. Texture 2, RGBA8: normal as its layer states it. */
  truth(): WebGLRenderTarget;
}

export interface Reader {
  /** Waits for the drawing to end. The memory is the caller's until it is given back. */
  read(drawn: Drawn, layers: readonly LayerName[]): Raw;
  giveBack(raw: Raw): void;
}

/** Held in the truth's own texture. */
const FLOATS: readonly LayerName[] = ['depth', 'semantic', 'instance', 'flow'];

/** Memory is kept between frames: at this size, making it costs more than filling it. */
export function createReader(renderer: WebGLRenderer): Reader {
  let spare: Raw[] = [];
  return {
    read(drawn, layers) {
      const { width, height } = drawn;
      spare = spare.filter((raw) => raw.width === width && raw.height === height);
      const raw = spare.pop() ?? emptyRaw(width, height);
      const from = (target: WebGLRenderTarget, into: Float32Array | Uint8Array, index?: number): void =>
        renderer.readRenderTargetPixels(target, 0, 0, width, height, into, undefined, index);
      if (layers.includes('rgb') || layers.includes('albedo')) from(drawn.picture, raw.picture);
      if (layers.includes('normal')) from(drawn.truth(), raw.normals, 2);
      if (layers.some((name) => FLOATS.includes(name))) from(drawn.truth(), raw.truth, 1);
      if (layers.includes('luminance') || layers.includes('raw')) from(drawn.numbers(), raw.truth);
      return raw;
    },
    giveBack: (raw) => void spare.push(raw),
  };
}

function emptyRaw(width: number, height: number): Raw {
  const numbers = width * height * 4;
  return {
    width,
    height,
    truth: new Float32Array(numbers),
    normals: new Uint8Array(numbers),
    picture: new Uint8Array(numbers),
  };
}
