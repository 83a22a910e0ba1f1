/** Woven and printed patterns of clothes; the cloth's own colour times these. */
import type { Family } from './family.js';
import type { Noise } from './noise.js';

const weave = (n: Noise, x: number, y: number): number => (0.88 + 0.18 * n(x, y, 10)) * ((x + y) % 4 < 2 ? 1.03 : 0.97);

export const CLOTHES: Readonly<Record<string, Family>> = {
  /** Stripes across, 6 cm apart: half of them a third as bright. */
  'cloth-1': { tile: 0.48, paint: (n, x, y) => weave(n, x, y) * (Math.floor(y / 16) % 2 === 0 ? 1.5 : 0.45) },
  /** Checks of 4 cm: bands both ways, darker where they cross. */
  'cloth-2': {
    tile: 0.32,
    paint: (n, x, y) =>
      weave(n, x, y) * (Math.floor(x / 32) % 2 === 0 ? 1.3 : 0.62) * (Math.floor(y / 32) % 2 === 0 ? 1.25 : 0.66),
  },
};
