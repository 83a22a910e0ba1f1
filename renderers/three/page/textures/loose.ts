/** Ground that grows or lies loose, and paint on roads. */
import type { Family } from './family.js';
import { grain, type Noise } from './noise.js';

const SIZE = 512;

/** Tufts some 8 cm apart. */
const grass: Family = {
  tile: 5,
  size: SIZE,
  paint: (n, x, y) => (0.55 + 0.5 * n(x, y, 170, 1) + 0.25 * n(x, y, 60, 2)) * (0.85 + 0.3 * n(x, y, 5, 5)),
  tint: {
    red: [0.82, 1.32],
    blue: [0.9, 1.15],
    shade: (n, x, y) => n(x, y, 9, 3) * 0.6 + n(x, y, 23, 4) * 0.4,
  },
  relief: {
    depth: 0.036,
    height: (n, x, y) => 0.004 * n(x, y, 170, 1) + 0.014 * n(x, y, 60, 2) + 0.015 * n(x, y, 23, 6),
  },
};

const litter: Family = {
  tile: 4,
  size: SIZE,
  paint: (n, x, y) => 0.45 + 0.75 * n(x, y, 140, 1) + 0.35 * n(x, y, 28, 2),
  tint: { red: [0.85, 1.2], blue: [1.1, 0.8], shade: (n, x, y) => n(x, y, 90, 3) },
  relief: { depth: 0.026, height: (n, x, y) => 0.006 * n(x, y, 140, 1) + 0.018 * n(x, y, 28, 2) },
};

const gravel: Family = {
  tile: 3,
  size: SIZE,
  paint: (n, x, y) => 0.5 + 0.65 * n(x, y, 200, 1) + 0.35 * n(x, y, 90, 2),
  relief: { depth: 0.014, height: (n, x, y) => 0.003 * n(x, y, 200, 1) + 0.004 * n(x, y, 90, 2) + 0.006 * n(x, y, 11, 5) },
};

/** A layer of paint, gone in places. */
const paintLeft = (n: Noise, x: number, y: number): number => n(x, y, 90, 3) * 0.6 + n(x, y, 12, 4) * 0.4;
const marking: Family = {
  tile: 4,
  size: SIZE,
  paint: (n, x, y) => grain(n, x, y, 0.22) * (paintLeft(n, x, y) > 0.62 ? 0.5 : 1),
  relief: {
    depth: 0.005,
    height: (n, x, y) => 0.002 * Math.min(1, Math.max(0, (0.68 - paintLeft(n, x, y)) * 8)) + 0.0016 * n(x, y, 128, 1),
  },
};

export const LOOSE: Readonly<Record<string, Family>> = { grass, 'leaf-litter': litter, gravel, marking };
