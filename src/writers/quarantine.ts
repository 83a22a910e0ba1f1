/** Frames that contradict themselves, kept apart: why, a picture with what is wrong in red, and everything that was made of them. */
import type { Violation } from '#contracts/audit';
import type { PixelBox } from '#contracts/label';
import { LAYER_NAMES, type LayerSet } from '#contracts/layers';
import type { FrameRecord, Sink } from '#contracts/writer';
import { canonicalJson } from '#core/hash';
import { memoryPool } from '#core/memory-pool';
import { encodeRgbPng } from './images/rgb.js';
import { LAYER_FILES } from './native/layers.js';
import { quarantinePath } from './paths.js';

export async function quarantineFrame(record: FrameRecord, violations: readonly Violation[], sink: Sink): Promise<void> {
  const { sample, annotations, layers } = record;
  const path = quarantinePath(sample, annotations.sensor, annotations.frame);
  const there = LAYER_NAMES.filter((name) => layers[name] !== undefined);
  await sink.put(`${path}.json`, `${canonicalJson({ violations, annotations })}\n`, there);
  const guilty = new Set(violations.map(({ object }) => object));
  const boxes = annotations.objects.filter(({ id }) => guilty.has(id)).map(({ box }) => box);
  await sink.put(`${path}.png`, await encodeRgbPng(layers.width, layers.height, picture(layers, boxes)), there);
  const memory = memoryPool();
  for (const layer of there) {
    const { extension, encode } = LAYER_FILES[layer];
    const bytes = await encode(layers, memory).catch(() => undefined);
    // A layer of the wrong size can't be encoded; the violation says so.
    if (bytes !== undefined) await sink.put(`${path}.${layer}.${extension}`, bytes, [layer]);
  }
}

/** Colour where there is any, else instances in greys; boxes in red. */
function picture({ rgb, instance, width, height }: LayerSet, boxes: readonly PixelBox[]): Uint8Array {
  const size = width * height;
  const out =
    rgb?.length === 3 * size
      ? Uint8Array.from(rgb)
      : Uint8Array.from({ length: 3 * size }, (_, i) => grey(instance?.[Math.floor(i / 3)] ?? 0));
  const dot = (x: number, y: number): void => {
    if (x >= 0 && y >= 0 && x < width && y < height) out.set([255, 0, 0], 3 * (y * width + x));
  };
  for (const { x, y, width: w, height: h } of boxes) {
    for (let u = x - 1; u <= x + w; u++) for (const v of [y - 1, y + h]) dot(u, v);
    for (let v = y - 1; v <= y + h; v++) for (const u of [x - 1, x + w]) dot(u, v);
  }
  return out;
}
function grey(id: number): number {
  return id === 0 ? 24 : 80 + ((id * 37) % 150);
}
