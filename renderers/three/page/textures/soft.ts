/** Fur, bark, leaves, rubber. */
import type { Family } from './family.js';
import { paintLeaves } from './leaves.js';
import { grain } from './noise.js';

export const SOFT: Readonly<Record<string, Family>> = {
  bark: {
    tile: 0.8,
    paint: (n, x, y) => 0.6 + 0.8 * n(x, y, 48, 1, 12),
    relief: { depth: 0.004, height: (n, x, y) => 0.004 * n(x, y, 48, 1, 12) },
  },
  leaves: { tile: 1, paint: () => 1, over: paintLeaves },
  fur: { tile: 0.35, paint: (n, x, y) => 0.8 + 0.4 * n(x, y, 128, 1, 32) },
  rubber: { tile: 0.3, paint: (n, x, y) => grain(n, x, y, 0.4) },
};
