/** From what the graphics side gives (bottom row first, floats) to layers as contracts state them. */
import type { LayerName } from '#contracts/layers';
import type { RenderRequest } from '#contracts/renderer';
import type { Painter } from './painter.js';

/** So that every layer starts at a multiple of its numbers' size. */
const WIDEST_FIRST: readonly LayerName[] = ['depth', 'flow', 'instance', 'semantic', 'normal', 'rgb'];

export interface PackedLayer {
  readonly name: LayerName;
  readonly data: Uint8Array;
}

export function packLayers(painter: Painter, { layers, view }: RenderRequest): PackedLayer[] {
  const { width, height } = view.intrinsics;
  const wantsTruth = layers.some((name) => name !== 'rgb' && name !== 'flow');
  const truth = wantsTruth ? painter.truth() : undefined;
  const made: Partial<Record<LayerName, Uint8Array>> = {
    ...(truth === undefined ? {} : unpackTruth(truth, width, height, layers)),
  };
  if (layers.includes('rgb')) made.rgb = picture(painter.rgb(), width, height);
  if (layers.includes('flow')) made.flow = flow(painter.flow(), width, height);
  return WIDEST_FIRST.filter((name) => layers.includes(name)).map((name) => ({ name, data: made[name] as Uint8Array }));
}

function picture(rgba: Uint8Array, width: number, height: number): Uint8Array {
  const out = new Uint8Array(width * height * 3);
  for (let y = 0, o = 0; y < height; y++) {
    for (let x = 0, i = 4 * (height - 1 - y) * width; x < width; x++, i += 4) {
      out[o++] = rgba[i] as number;
      out[o++] = rgba[i + 1] as number;
      out[o++] = rgba[i + 2] as number;
    }
  }
  return out;
}

function flow(source: Float32Array, width: number, height: number): Uint8Array {
  const out = new Float32Array(width * height * 2);
  for (let y = 0, o = 0; y < height; y++) {
    for (let x = 0, i = 4 * (height - 1 - y) * width; x < width; x++, i += 4) {
      out[o++] = source[i] as number;
      out[o++] = source[i + 1] as number;
    }
  }
  return new Uint8Array(out.buffer);
}

function unpackTruth(
  source: Float32Array,
  width: number,
  height: number,
  layers: readonly LayerName[],
): Partial<Record<LayerName, Uint8Array>> {
  const count = width * height;
  const depth = new Float32Array(count);
  const instance = new Uint16Array(count);
  const semantic = new Uint8Array(count);
  const normal = new Uint8Array(layers.includes('normal') ? count * 3 : 0);
  for (let y = 0, o = 0; y < height; y++) {
    for (let x = 0, i = 4 * (height - 1 - y) * width; x < width; x++, i += 4, o++) {
      const z = source[i] as number;
      // Below 2^24, so exact as a float and as an integer.
      const ids = (source[i + 1] as number) | 0;
      depth[o] = z;
      semantic[o] = ids >>> 16;
      instance[o] = ids & 0xffff;
      if (normal.length > 0 && z > 0) writeNormal(normal, 3 * o, source[i + 2] as number, source[i + 3] as number);
    }
  }
  const bytes = (array: Float32Array | Uint16Array): Uint8Array => new Uint8Array(array.buffer);
  return { depth: bytes(depth), instance: bytes(instance), semantic, normal };
}

/** Octahedral pair to bytes n * 127.5 + 127.5. */
function writeNormal(out: Uint8Array, at: number, u: number, v: number): void {
  let [x, y] = [u, v];
  const z = 1 - Math.abs(x) - Math.abs(y);
  if (z < 0) [x, y] = [(1 - Math.abs(v)) * (u >= 0 ? 1 : -1), (1 - Math.abs(u)) * (v >= 0 ? 1 : -1)];
  const scale = 127.5 / (Math.sqrt(x * x + y * y + z * z) || 1);
  // Positive, so that dropping the fraction of half more rounds.
  out[at] = (x * scale + 128) | 0;
  out[at + 1] = (y * scale + 128) | 0;
  out[at + 2] = (z * scale + 128) | 0;
}
