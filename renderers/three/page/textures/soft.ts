/** Fur, cloth, bark, leaves, rubber. */
import type { Family } from './family.js';
import { paintLeaves } from './leaves.js';
import { grain } from './noise.js';

export const SOFT: Readonly<Record<string, Family>> = {
  bark: { tile: 0.8, paint: (n, x, y) => 0.6 + 0.8 * n(x, y * 0.25, 48, 1) },
  leaves: { tile: 1, paint: () => 1, over: paintLeaves },
  fur: { tile: 0.35, paint: (n, x, y) => 0.8 + 0.4 * n(x * 2, y * 0.5, 64, 1) },
  cloth: { tile: 0.5, paint: (n, x, y) => (0.86 + 0.2 * n(x, y, 10)) * ((x + y) % 4 < 2 ? 1.03 : 0.97) },
  rubber: { tile: 0.3, paint: (n, x, y) => grain(n, x, y, 0.4) },
};
