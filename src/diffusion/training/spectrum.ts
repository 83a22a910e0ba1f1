/** The spectrum of changes from the plain style, measured over views. */
import { sqrt } from '#core/math';
import { changeOf, PLANES } from '../field/change.js';
import { GROUPS } from '../field/groups.js';
import { evenSpectrum, PARTS, type Part, type Spectrum } from '../noise/spectrum.js';
import { type Counts, countsOf, merged } from './counts.js';
import type { View } from './views.js';

/** As a change is in numbers. */
const PLAIN = evenSpectrum([1, 1, 1, 1], { whole: 1, segment: 0, broad: 0, fine: 0, white: 0 });
/** A group of fewer cells is taken to be like all of them. */
const FEWEST_CELLS = 2000;
const LEAST_SIZE = 0.02;
/** Shares of what differs between neighbours, and between cells a few apart, that is put down to the white and the fine part. */
const WHITE = 0.7;
/** No part is left out. */
const LEAST_SHARE = 0.003;

/** @throws RangeError without any change */
export function spectrumOf(views: Iterable<View>): Spectrum {
  let counts: Counts | undefined;
  for (const { cells, styles } of views) {
    const [plain, ...others] = styles;
    for (const { look } of plain === undefined ? [] : others) {
      const change = changeOf(cells.group, (plain as NonNullable<typeof plain>).look, look, PLAIN.sizes);
      const more = countsOf(cells, change);
      counts = counts === undefined ? more : merged(counts, more);
    }
  }
  if (counts === undefined) throw new RangeError('no views');
  const sizes: number[] = [];
  const shares = Object.fromEntries(PARTS.map((part) => [part, [] as number[]])) as Record<Part, number[]>;
  for (let group = 0; group < GROUPS.length; group++) {
    for (let plane = 0; plane < PLANES; plane++) {
      const { size, parts } = entryOf(counts, group, plane);
      sizes.push(size);
      for (const part of PARTS) shares[part].push(parts[part]);
    }
  }
  return rounded({ sizes, shares });
}

/** As a weight file holds it, so that training and use go by the same numbers. */
function rounded({ sizes, shares }: Spectrum): Spectrum {
  const short = (values: readonly number[]): number[] => values.map((value) => Number(value.toPrecision(5)));
  return {
    sizes: short(sizes),
    shares: Object.fromEntries(PARTS.map((part) => [part, short(shares[part])])) as Record<Part, number[]>,
  };
}

function entryOf(
  counts: Counts,
  group: number,
  plane: number,
): { readonly size: number; readonly parts: Readonly<Record<Part, number>> } {
  const own = counts.groups[group * PLANES + plane] as Counts['groups'][number];
  const { cells, total, within, near, far } = own.cells < FEWEST_CELLS ? (counts.all[plane] as typeof own) : own;
  const [square, inside] = [total / Math.max(1, cells), within / Math.max(1, cells)];
  const share = (value: number): number => (square === 0 ? LEAST_SHARE : Math.min(1, Math.max(LEAST_SHARE, value / square)));
  const white = share(WHITE * near);
  const fine = share(far - WHITE * near);
  const broad = share(inside - Math.max(far, near));
  const rest = Math.max(0.1, 1 - white - fine - broad);
  const whole = rest * (counts.whole[plane] as number);
  const sum = rest + white + fine + broad;
  const parts = { whole, segment: rest - whole, broad, fine, white };
  return {
    size: Math.max(LEAST_SIZE, sqrt(square)),
    parts: Object.fromEntries(PARTS.map((part) => [part, parts[part] / sum])) as Record<Part, number>,
  };
}
