/** What facades and walls are made of. */
import type { Family } from './family.js';
import { grain, type Noise } from './noise.js';

const SIZE = 512;

/** Stretcher bond: courses of 7.5 cm and bricks of 25 cm, each burnt its own way; two metres a tile. */
function brick(n: Noise, x: number, y: number): number {
  const [w, h] = [SIZE / 8, SIZE / 27];
  const course = Math.floor(y / h);
  const shifted = (x + (course % 2) * w * 0.5) % SIZE;
  const [u, v] = [shifted % w, y % h];
  const weather = 0.86 + 0.28 * n(x, y, 4, 8);
  if (u < 2.4 || v < 2.6) return (1.2 + 0.2 * n(x, y, 60, 2)) * weather;
  const own = n(Math.floor(shifted / w) * 61.7, course * 37.3, 64, 5);
  return (0.66 + 0.56 * own) * grain(n, x, y, 0.22) * weather;
}

/** Blocks of stone in courses of changing height. */
function stone(n: Noise, x: number, y: number): number {
  const h = SIZE / 7;
  const course = Math.floor(y / h);
  const w = SIZE / (4 + (course % 3));
  const shifted = (x + course * 37) % SIZE;
  const [u, v] = [shifted % w, y % h];
  if (u < 2.5 || v < 2.5) return 0.68;
  const own = n(Math.floor(shifted / w) * 51.7, course * 29.3, 64, 5);
  return (0.74 + 0.42 * own) * grain(n, x, y, 0.35) * (0.85 + 0.3 * n(x, y, 5, 8));
}

/** Rain marks: streaks that run down, blotches where it is damp. */
const streaks = (n: Noise, x: number, y: number): number => 0.9 + 0.2 * (0.65 * n(x, y * 0.12, 40, 3) + 0.35 * n(x, y, 6, 4));

export const WALL_FAMILIES: Readonly<Record<string, Family>> = {
  brick: { tile: 2, size: SIZE, paint: brick },
  stone: { tile: 2.6, size: SIZE, paint: stone },
  plaster: { tile: 5.5, size: SIZE, paint: (n, x, y) => grain(n, x, y, 0.1) * streaks(n, x, y) * (0.93 + 0.14 * n(x, y, 5)) },
  'concrete-wall': {
    tile: 5,
    size: SIZE,
    paint: (n, x, y) =>
      grain(n, x, y, 0.16) * streaks(n, x, y) * (x % 256 < 2 || y % 170 < 2 ? 0.72 : 1) * (0.9 + 0.2 * n(x, y, 4)),
  },
  cladding: {
    tile: 3,
    size: SIZE,
    paint: (n, x, y) => (0.9 + 0.16 * Math.abs(((x % 32) / 32) * 2 - 1)) * streaks(n, x, y) * (x % 256 < 2 ? 0.7 : 1),
  },
  roof: {
    tile: 2.4,
    size: SIZE,
    paint(n, x, y) {
      const [h, w] = [SIZE / 12, SIZE / 14];
      const course = Math.floor(y / h);
      const own = n(Math.floor(x / w) * 61.7, course * 37.3, 64, 5);
      return (0.66 + 0.34 * ((y % h) / h)) * (0.78 + 0.4 * own) * (0.85 + 0.3 * n(x, y, 5, 6)) * (x % w < 2 ? 0.8 : 1);
    },
  },
  signage: { tile: 2, paint: (n, x, y) => 0.9 + 0.2 * n(x, y, 7) },
};
