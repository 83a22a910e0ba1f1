/** Ground that is laid in pieces, or grows. */
import type { Family } from './family.js';
import { grain, type Noise } from './noise.js';

/** Slabs in courses, each with a tone of its own and dark joints. */
function slabs(columns: number, rows: number, joint: number, tones: number): Family['paint'] {
  return (n, x, y) => {
    const [w, h] = [512 / columns, 512 / rows];
    const course = Math.floor(y / h);
    const shifted = (x + (course % 2) * w * 0.5) % 512;
    const [u, v] = [shifted % w, y % h];
    if (u < joint || v < joint) return 0.6 + 0.2 * n(x, y, 32, 7);
    const own = n(Math.floor(shifted / w) * 73.1 + 11, course * 41.7 + 5, 64, 5);
    return (1 - tones / 2 + tones * own) * grain(n, x, y, 0.2) * (0.88 + 0.24 * n(x, y, 5, 6));
  };
}

/** Small stones, rounded: dark joints, light crowns. */
function setts(n: Noise, x: number, y: number): number {
  const size = 512 / 26;
  const course = Math.floor(y / size);
  const shifted = (x + (course % 2) * size * 0.5 + 3 * n(x, y, 20, 3)) % 512;
  const [u, v] = [(shifted % size) / size - 0.5, (y % size) / size - 0.5];
  const crown = Math.max(0, 1 - 3.4 * Math.max(u * u, v * v) * 1.25);
  const own = n(Math.floor(shifted / size) * 61.3, course * 37.9, 64, 5);
  return (0.42 + 0.62 * crown) * (0.72 + 0.56 * own);
}

export const PAVINGS: Readonly<Record<string, Family>> = {
  slabs: { tile: 4.2, size: 512, paint: slabs(7, 9, 3, 0.28) },
  'slabs-2': { tile: 4, size: 512, paint: slabs(10, 10, 3, 0.16) },
  'slabs-3': { tile: 3, size: 512, paint: slabs(15, 30, 2, 0.35) },
  setts: { tile: 2.9, size: 512, paint: setts },
  concrete: {
    tile: 4.5,
    size: 512,
    paint: (n, x, y) => grain(n, x, y, 0.25) * (0.85 + 0.3 * n(x, y, 6)) * (x < 3 || y < 3 ? 0.7 : 1),
  },
  grass: {
    tile: 5,
    size: 512,
    paint(n, x, y) {
      const blades = 0.55 + 0.5 * n(x, y, 170, 1) + 0.25 * n(x, y, 60, 2);
      const dry = n(x, y, 9, 3) * 0.6 + n(x, y, 23, 4) * 0.4;
      const tone = blades * (0.85 + 0.3 * n(x, y, 5, 5));
      return [tone * (0.82 + 0.5 * dry), tone, tone * (0.9 + 0.25 * dry)];
    },
  },
  'leaf-litter': {
    tile: 4,
    size: 512,
    paint(n, x, y) {
      const tone = 0.45 + 0.75 * n(x, y, 140, 1) + 0.35 * n(x, y, 28, 2);
      const hue = n(x, y, 90, 3);
      return [tone * (0.85 + 0.35 * hue), tone, tone * (1.1 - 0.3 * hue)];
    },
  },
  gravel: { tile: 3, size: 512, paint: (n, x, y) => 0.5 + 0.65 * n(x, y, 200, 1) + 0.35 * n(x, y, 90, 2) },
  marking: {
    tile: 4,
    size: 512,
    paint: (n, x, y) => grain(n, x, y, 0.22) * (n(x, y, 90, 3) * 0.6 + n(x, y, 12, 4) * 0.4 > 0.62 ? 0.5 : 1),
  },
};
