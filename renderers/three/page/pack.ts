/** From what the graphics side has (bottom row first, four numbers a pixel) to layers as contracts state them, top row first. */
import type { WebGLRenderer, WebGLRenderTarget } from 'three';
import { LAYERS, type LayerName } from '#contracts/layers';
import type { PackedPart } from '#contracts/page';

/** Targets of one finished drawing. */
export interface Drawn {
  readonly width: number;
  readonly height: number;
  /** RGBA8: the finished picture. */
  readonly picture: WebGLRenderTarget;
  /** Texture 1, RGBA32F: depth m, instance + 65536 * semantic, flow px. Texture 2, RGBA8: normal as its layer states it. */
  readonly truth: WebGLRenderTarget;
}

export interface Packed {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly parts: readonly PackedPart[];
}

export interface Packer {
  /** Waits for the drawing to end. */
  read(drawn: Drawn, layers: readonly LayerName[]): void;
  /** Packs what was read last; good until the next read. */
  pack(): Packed;
}

/** So that every layer starts at a multiple of its numbers' size. */
const WIDEST_FIRST: readonly LayerName[] = ['depth', 'flow', 'instance', 'semantic', 'normal', 'rgb'];

/** Memory is kept between frames: at this size, making it costs more than filling it. */
export function createPacker(renderer: WebGLRenderer): Packer {
  let [width, height] = [0, 0];
  let layers: readonly LayerName[] = [];
  let truth = new Float32Array(0);
  let normals = new Uint8Array(0);
  let picture = new Uint8Array(0);
  let bytes = new Uint8Array(0);
  const resize = (drawn: Drawn): void => {
    if (width === drawn.width && height === drawn.height) return;
    [width, height] = [drawn.width, drawn.height];
    truth = new Float32Array(width * height * 4);
    normals = new Uint8Array(width * height * 4);
    picture = new Uint8Array(width * height * 4);
  };
  return {
    read(drawn, asked) {
      resize(drawn);
      layers = asked;
      const from = (target: WebGLRenderTarget, into: Float32Array | Uint8Array, index?: number): void =>
        renderer.readRenderTargetPixels(target, 0, 0, width, height, into, undefined, index);
      if (asked.includes('rgb')) from(drawn.picture, picture);
      if (asked.includes('normal')) from(drawn.truth, normals, 2);
      if (asked.some((name) => name !== 'rgb' && name !== 'normal')) from(drawn.truth, truth, 1);
    },
    pack() {
      const { parts, total } = layoutOf(width * height, layers);
      if (bytes.length !== total) bytes = new Uint8Array(total);
      for (const { name, offset, bytes: length } of parts) {
        if (name === 'rgb') dropAlpha(picture, bytes.subarray(offset, offset + length), width, height);
        else if (name === 'normal') dropAlpha(normals, bytes.subarray(offset, offset + length), width, height);
        else if (name === 'depth') takeDepth(truth, new Float32Array(bytes.buffer, offset, length / 4), width, height);
        else if (name === 'flow') takeFlow(truth, new Float32Array(bytes.buffer, offset, length / 4), width, height);
        else if (name === 'instance') takeInstance(truth, new Uint16Array(bytes.buffer, offset, length / 2), width, height);
        else takeSemantic(truth, new Uint8Array(bytes.buffer, offset, length), width, height);
      }
      return { bytes, parts };
    },
  };
}

/** Layers one after the other, each from a multiple of four bytes on. */
function layoutOf(pixels: number, layers: readonly LayerName[]): { parts: PackedPart[]; total: number } {
  let total = 0;
  const parts = WIDEST_FIRST.filter((name) => layers.includes(name)).map((name): PackedPart => {
    const length = pixels * LAYERS[name].channels * LAYERS[name].array.BYTES_PER_ELEMENT;
    const offset = total;
    total += 4 * Math.ceil(length / 4);
    return { name, offset, bytes: length };
  });
  return { parts, total };
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
function takeDepth(truth: Float32Array, out: Float32Array, width: number, height: number): void {
  for (let y = 0, o = 0; y < height; y++)
    for (let i = 4 * (height - 1 - y) * width, end = i + 4 * width; i < end; i += 4) out[o++] = truth[i] as number;
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
