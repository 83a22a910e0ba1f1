/** From what the graphics side has (bottom row first, four numbers a pixel) to layers as contracts state them, top row first. */
import type { LayerName } from '#contracts/layers';
import { packedLayout } from '#contracts/page';

/** One frame as read back, bottom row first, four numbers a pixel. */
export interface Raw {
  readonly width: number;
  readonly height: number;
  /** Depth m, instance + 65536 * semantic, flow px; or linear light, or the sensor's numbers. */
  readonly truth: Float32Array<ArrayBuffer>;
  readonly normals: Uint8Array<ArrayBuffer>;
  readonly picture: Uint8Array<ArrayBuffer>;
}

export type Pack = (raw: Raw, layers: readonly LayerName[]) => Uint8Array<ArrayBuffer>;

/** What a pack returns is good until the next: its memory is kept. */
export function createPacker(): Pack {
  let bytes = new Uint8Array(0);
  return ({ width, height, truth, normals, picture }, layers) => {
    const { parts, total } = packedLayout(width * height, layers);
    if (bytes.length !== total) bytes = new Uint8Array(total);
    for (const { name, offset, bytes: length } of parts) {
      if (name === 'rgb' || name === 'albedo') dropAlpha(picture, bytes.subarray(offset, offset + length), width, height);
      else if (name === 'normal') dropAlpha(normals, bytes.subarray(offset, offset + length), width, height);
      else if (name === 'depth') takeFirst(truth, new Float32Array(bytes.buffer, offset, length / 4), width, height);
      else if (name === 'luminance') takeFirst(truth, new Float32Array(bytes.buffer, offset, length / 4), width, height);
      else if (name === 'raw') takeRaw(truth, new Uint16Array(bytes.buffer, offset, length / 2), width, height);
      else if (name === 'flow') takeFlow(truth, new Float32Array(bytes.buffer, offset, length / 4), width, height);
      else if (name === 'instance') takeInstance(truth, new Uint16Array(bytes.buffer, offset, length / 2), width, height);
      else takeSemantic(truth, new Uint8Array(bytes.buffer, offset, length), width, height);
    }
    return bytes;
  };
}

function dropAlpha(rgba: Uint8Array, out: Uint8Array, width: number, height: number): void {
  for (let y = 0, o = 0; y < height; y++) {
    for (let i = 4 * (height - 1 - y) * width, end = i + 4 * width; i < end; i += 4) {
      out[o++] = rgba[i] as number;
      out[o++] = rgba[i + 1] as number;
      out[o++] = rgba[i + 2] as number;
    }
  }
}
function takeFirst(truth: Float32Array, out: Float32Array, width: number, height: number): void {
  for (let y = 0, o = 0; y < height; y++)
    for (let i = 4 * (height - 1 - y) * width, end = i + 4 * width; i < end; i += 4) out[o++] = truth[i] as number;
}
function takeRaw(truth: Float32Array, out: Uint16Array, width: number, height: number): void {
  for (let y = 0, o = 0; y < height; y++)
    for (let i = 4 * (height - 1 - y) * width, end = i + 4 * width; i < end; i += 4)
      for (let k = 0; k < 3; k++) out[o++] = truth[i + k] as number;
}
function takeFlow(truth: Float32Array, out: Float32Array, width: number, height: number): void {
  for (let y = 0, o = 0; y < height; y++) {
    for (let i = 4 * (height - 1 - y) * width, end = i + 4 * width; i < end; i += 4) {
      out[o++] = truth[i + 2] as number;
      out[o++] = truth[i + 3] as number;
    }
  }
}
/** Ids are below 2^24, so exact as floats and as integers. */
function takeInstance(truth: Float32Array, out: Uint16Array, width: number, height: number): void {
  for (let y = 0, o = 0; y < height; y++)
    for (let i = 4 * (height - 1 - y) * width, end = i + 4 * width; i < end; i += 4)
      out[o++] = (truth[i + 1] as number) & 0xffff;
}
function takeSemantic(truth: Float32Array, out: Uint8Array, width: number, height: number): void {
  for (let y = 0, o = 0; y < height; y++)
    for (let i = 4 * (height - 1 - y) * width, end = i + 4 * width; i < end; i += 4) out[o++] = (truth[i + 1] as number) >>> 16;
}
