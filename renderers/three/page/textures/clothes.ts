/** Cloth and what is woven into it or printed on it; the cloth's own colour times these. */
import type { Family, Relief } from './family.js';
import type { Noise } from './noise.js';

const twill = (x: number, y: number): number => ((x + y) % 4 < 2 ? 1.03 : 0.97);
const weave = (n: Noise, x: number, y: number): number => (0.88 + 0.18 * n(x, y, 10)) * twill(x, y);
/** Folds, longer up and down than across; creases between them. */
const FOLDS: Relief = {
  depth: 0.0125,
  height: (n, x, y) => 0.007 * n(x, y, 6, 6, 3) + 0.004 * n(x, y, 10, 7, 7) + 0.0015 * n(x, y, 24, 8),
};

export const CLOTHES: Readonly<Record<string, Family>> = {
  cloth: { tile: 0.5, paint: (n, x, y) => (0.86 + 0.2 * n(x, y, 10)) * twill(x, y), relief: FOLDS },
  /** Stripes across, 6 cm apart: half of them a third as bright. */
  'cloth-1': {
    tile: 0.48,
    paint: (n, x, y) => weave(n, x, y) * (Math.floor(y / 16) % 2 === 0 ? 1.5 : 0.45),
    relief: FOLDS,
  },
  /** Checks of 4 cm: bands both ways, darker where they cross. */
  'cloth-2': {
    tile: 0.32,
    paint: (n, x, y) =>
      weave(n, x, y) * (Math.floor(x / 32) % 2 === 0 ? 1.3 : 0.62) * (Math.floor(y / 32) % 2 === 0 ? 1.25 : 0.66),
    relief: FOLDS,
  },
};
