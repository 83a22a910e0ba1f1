/** Asphalt that has lain for years: aggregate, patches with raised and tarred edges, cracks, stains. Sixteen metres a tile, so that repeats are far apart. */
import { cos, sin, TAU } from '#core/math';
import { type RandomStream, randomRoot } from '#core/random';
import type { Brush, Family } from './family.js';

const SIZE = 1024;
const TILE_M = 16;
const M = SIZE / TILE_M;

interface Wear {
  readonly grain: number;
  readonly blotches: number;
  readonly patches: number;
  readonly cracks: number;
  readonly stains: number;
}

function asphalt(name: string, wear: Wear): Family {
  return {
    tile: TILE_M,
    size: SIZE,
    paint: (n, x, y) =>
      (1 + wear.grain * (n(x, y, 512, 1) - 0.5) + wear.grain * 0.35 * (n(x, y, 128, 2) - 0.5)) *
      (1 - wear.blotches / 2 + wear.blotches * (0.6 * n(x, y, 9, 3) + 0.4 * n(x, y, 27, 4))),
    relief: {
      depth: 0.035,
      worn: 0.04,
      height: (n, x, y) =>
        0.006 * wear.grain * (n(x, y, 512, 1) + 0.5 * n(x, y, 128, 2)) +
        wear.blotches * (0.02 * n(x, y, 9, 5) + 0.012 * n(x, y, 27, 6)),
    },
    over(brush) {
      const random = randomRoot('texture').child(name);
      for (let i = 0; i < wear.patches; i++) patch(brush, random.child('patch').child(i));
      for (let i = 0; i < wear.cracks; i++) crack(brush, random.child('crack').child(i));
      for (let i = 0; i < wear.stains; i++) stain(brush, random.child('stain').child(i));
    },
  };
}

/** A cut-out that was filled anew, along the road; it stands out or has sunk a little, with a bead of tar round it. */
function patch(brush: Brush, random: RandomStream): void {
  const [w, h] = [random.between(0.6, 5) * M, random.between(0.5, 1.8) * M];
  const [x0, y0] = [random.between(0, SIZE), random.between(0, SIZE)];
  const tone = random.pick([random.between(0.62, 0.9), random.between(0.62, 0.9), random.between(1.08, 1.3)]);
  const edge = random.between(0.55, 0.8);
  const step = random.child('step').between(-0.004, 0.005);
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++) {
      const rim = Math.min(x, y, w - 1 - x, h - 1 - y);
      brush.dab(x0 + x, y0 + y, rim < 2 ? tone * edge : tone, rim < 2 ? step + 0.002 : step);
    }
}

/** A wandering line, with branches. */
function crack(
  brush: Brush,
  random: RandomStream,
  x = random.between(0, SIZE),
  y = random.between(0, SIZE),
  left = random.between(1, 6) * M,
): void {
  let angle = random.chance(0.6) ? random.between(-0.4, 0.4) : random.between(0, TAU);
  const dark = random.between(0.45, 0.7);
  let [px, py] = [x, y];
  for (let i = 0; i < left; i++) {
    angle += random.between(-0.35, 0.35);
    px += cos(angle);
    py += sin(angle);
    brush.dab(px, py, dark, -0.004);
    if (random.chance(0.4)) brush.dab(px, py + 1, (1 + dark) / 2, -0.002);
    if (left > 60 && random.chance(0.006)) crack(brush, random.child(i), px, py, left * 0.4);
  }
}

/** Oil, or a dropped load of something pale. */
function stain(brush: Brush, random: RandomStream): void {
  const [cx, cy] = [random.between(0, SIZE), random.between(0, SIZE)];
  const r = random.between(0.1, 0.7) * M;
  const tone = random.chance(0.75) ? random.between(0.6, 0.9) : random.between(1.05, 1.2);
  const stretch = random.between(1, 3);
  for (let y = -r; y <= r; y++)
    for (let x = -r * stretch; x <= r * stretch; x++) {
      const d = Math.sqrt((x / stretch) * (x / stretch) + y * y) / r;
      if (d < 1) brush.dab(cx + x, cy + y, 1 + (tone - 1) * (1 - d * d));
    }
}

export const ASPHALTS: Readonly<Record<string, Family>> = {
  asphalt: asphalt('asphalt', { grain: 0.26, blotches: 0.22, patches: 5, cracks: 10, stains: 12 }),
  'asphalt-2': asphalt('asphalt-2', { grain: 0.34, blotches: 0.35, patches: 14, cracks: 34, stains: 20 }),
  'asphalt-3': asphalt('asphalt-3', { grain: 0.2, blotches: 0.15, patches: 1, cracks: 3, stains: 8 }),
  'asphalt-4': asphalt('asphalt-4', { grain: 0.42, blotches: 0.3, patches: 8, cracks: 18, stains: 14 }),
};
