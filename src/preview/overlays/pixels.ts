/** Overlays that colour pixels: masks and depth. */
import type { LayerSet } from '#contracts/layers';
import type { Painted } from '../painting/messages.js';
import { depthColor, depthShare, instanceColor, type Rgb } from './color.js';

/** The picture, or the depth instead of it, with masks over it. @returns RGBA, top row first */
export function coloured(
  { rgba, truth }: Painted,
  { depth, masks }: { readonly depth: boolean; readonly masks: boolean },
): Uint8ClampedArray<ArrayBuffer> {
  const out = rgba.slice();
  if (truth === undefined) return out;
  if (depth) paintDepth(out, truth.layers);
  if (masks) paintMasks(out, truth.layers);
  return out;
}

function paintDepth(out: Uint8ClampedArray, { depth }: LayerSet): void {
  if (depth === undefined) return;
  const table = Array.from({ length: 256 }, (_, i) => depthColor(i / 255));
  for (let i = 0; i < depth.length; i++) {
    const metres = depth[i] as number;
    const color = metres === 0 ? SKY : (table[Math.round(255 * clamp01(depthShare(metres)))] as Rgb);
    out.set(color, 4 * i);
  }
}
const SKY: Rgb = [20, 20, 24];

function paintMasks(out: Uint8ClampedArray, { instance }: LayerSet): void {
  if (instance === undefined) return;
  const colors = new Map<number, Rgb>();
  for (let i = 0; i < instance.length; i++) {
    const id = instance[i] as number;
    if (id === 0) continue;
    const color = colors.get(id) ?? instanceColor(id);
    colors.set(id, color);
    for (let k = 0; k < 3; k++) out[4 * i + k] = 0.4 * (out[4 * i + k] as number) + 0.6 * (color[k] as number);
  }
}

function clamp01(value: number): number {
  return Math.max(0, Math.min(1, value));
}
