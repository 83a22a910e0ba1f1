/** Test pictures beside their truth and what was predicted, to be looked at. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { VOID } from '../../classes/class-map.js';
import { colorsOf, type Example } from '../../pictures/example.js';
import type { UtilityPlan } from '../plan.js';
import { evenly } from '../training/feed.js';

/** Share of the class colour over the picture. */
const COVER = 0.6;
const GAP = 4;

/** `<n>.png` each: picture, truth, prediction, and what is wrong (white) or void (grey). */
export async function drawOverlays(
  { overlays, training: { classes } }: UtilityPlan,
  tests: readonly Example[],
  predicted: readonly Uint8Array[],
  folder: string,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const colors = classes.classes.map(({ color }) => color);
  for (const i of evenly([...tests.keys()], overlays)) {
    const example = tests[i] as Example;
    const guess = predicted[i] as Uint8Array;
    const panels = [
      example.rgb,
      blended(example.rgb, colorsOf(example.truth, colors)),
      blended(example.rgb, colorsOf(guess, colors)),
      mistakes(example.truth, guess),
    ];
    await writePanels(panels, example, join(folder, `test-${String(i).padStart(4, '0')}.png`));
  }
}

function blended(rgb: Uint8Array, colours: Uint8Array): Uint8Array {
  return rgb.map((byte, i) => byte + COVER * ((colours[i] as number) - byte));
}

function mistakes(truth: Uint8Array, guess: Uint8Array): Uint8Array {
  const result = new Uint8Array(truth.length * 3);
  for (let i = 0; i < truth.length; i++)
    result.fill(truth[i] === VOID ? 90 : truth[i] === guess[i] ? 0 : 255, 3 * i, 3 * i + 3);
  return result;
}

async function writePanels(panels: readonly Uint8Array[], { width, height }: Example, path: string): Promise<void> {
  const sheet = sharp({ create: { width: panels.length * (width + GAP) - GAP, height, channels: 3, background: '#fff' } });
  const placed = panels.map((data, i) => ({
    input: Buffer.from(data),
    raw: { width, height, channels: 3 as const },
    left: i * (width + GAP),
    top: 0,
  }));
  await sheet.composite(placed).png().toFile(path);
}
