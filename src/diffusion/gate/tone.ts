/** The curve that leads from one picture's bytes to another's on the whole: gain, gamma, contrast, a camera's development. */
import { clamp } from '#core/math';

/** Pixels looked at, about; and how many a level needs to speak for itself. */
const LOOKED_AT = 60_000;
const FEWEST = 12;

/** Per channel, for each byte of the base the middle byte of the other picture where the base has it; between levels without pixels, a line. */
export function toneCurves(base: Uint8Array, other: Uint8Array): readonly [Uint8Array, Uint8Array, Uint8Array] {
  const step = 3 * Math.max(1, Math.floor(base.length / 3 / LOOKED_AT));
  return [toneCurve(base, other, 0, step), toneCurve(base, other, 1, step), toneCurve(base, other, 2, step)];
}

function toneCurve(base: Uint8Array, other: Uint8Array, channel: number, step: number): Uint8Array {
  const joint = new Uint32Array(256 * 256);
  for (let i = channel; i < base.length; i += step) {
    const at = 256 * (base[i] as number) + (other[i] as number);
    joint[at] = (joint[at] as number) + 1;
  }
  const known: [level: number, value: number][] = [];
  for (let level = 0; level < 256; level++) {
    const row = joint.subarray(256 * level, 256 * level + 256);
    const count = row.reduce((sum, many) => sum + many, 0);
    if (count >= FEWEST) known.push([level, middleOf(row, count)]);
  }
  return Uint8Array.from({ length: 256 }, (_, level) => between(known, level));
}

function middleOf(counts: Uint32Array, total: number): number {
  let sum = 0;
  for (let value = 0; value < 256; value++) {
    sum += counts[value] as number;
    if (2 * sum >= total) return value;
  }
  return 255;
}

function between(known: readonly (readonly [number, number])[], level: number): number {
  const above = known.find(([at]) => at >= level);
  const below = known.findLast(([at]) => at <= level);
  if (above === undefined || below === undefined) return (above ?? below ?? [0, level])[1];
  if (above[0] === below[0]) return above[1];
  const share = (level - below[0]) / (above[0] - below[0]);
  return Math.round(clamp(below[1] + share * (above[1] - below[1]), 0, 255));
}
