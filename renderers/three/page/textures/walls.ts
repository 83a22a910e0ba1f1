/** What facades and walls are made of. */
import { type Bond, faceHeight, own, pieceAt, runningBond } from './bond.js';
import type { Family } from './family.js';
import { grain, type Noise } from './noise.js';

const SIZE = 512;

/** Stretcher bond: courses of 7.7 cm and bricks of 25 cm, each burnt and laid its own way; two metres a tile. */
const BRICKS = runningBond(SIZE, 8, 26);
const brick: Family = {
  tile: 2,
  size: SIZE,
  paint(n, x, y) {
    const piece = pieceAt(BRICKS, x, y);
    const weather = 0.86 + 0.28 * n(x, y, 4, 8);
    if (piece.u < 2.4 || piece.v < 2.6) return (1.2 + 0.2 * n(x, y, 60, 2)) * weather;
    return (0.66 + 0.56 * own(n, piece, 5)) * grain(n, x, y, 0.22) * weather;
  },
  relief: {
    depth: 0.01,
    worn: 0.05,
    height: (n, x, y) =>
      faceHeight(n, pieceAt(BRICKS, x, y), {
        texel: 2 / SIZE,
        joint: 2.4,
        edge: 1.6,
        recess: 0.0045,
        proud: 0.002,
        lean: [0.016, 0.05],
      }) +
      0.0012 * n(x, y, 128, 1) +
      0.0008 * n(x, y, 64, 2),
  },
};

/** Blocks of stone in courses of changing width, their faces dressed roughly. */
const BLOCKS: Bond = { size: SIZE, courses: 7, columns: (course) => 4 + (course % 3), shift: (course) => course * 37 };
const stone: Family = {
  tile: 2.6,
  size: SIZE,
  paint(n, x, y) {
    const piece = pieceAt(BLOCKS, x, y);
    if (piece.u < 2.5 || piece.v < 2.5) return 0.68;
    return (0.74 + 0.42 * own(n, piece, 5)) * grain(n, x, y, 0.35) * (0.85 + 0.3 * n(x, y, 5, 8));
  },
  relief: {
    depth: 0.024,
    worn: 0.05,
    height: (n, x, y) =>
      faceHeight(n, pieceAt(BLOCKS, x, y), {
        texel: 2.6 / SIZE,
        joint: 2.5,
        edge: 3,
        recess: 0.008,
        proud: 0.006,
        lean: [0.016, 0.02],
      }) +
      0.005 * n(x, y, 40, 6) +
      0.002 * n(x, y, 128, 1),
  },
};

/** Rain marks: streaks that run down, blotches where it is damp. */
const streaks = (n: Noise, x: number, y: number): number => 0.9 + 0.2 * (0.65 * n(x, y, 40, 3, 5) + 0.35 * n(x, y, 6, 4));

/** Nearly flat: the float's wide waves, and sand. */
const plaster: Family = {
  tile: 5.5,
  size: SIZE,
  paint: (n, x, y) => grain(n, x, y, 0.1) * streaks(n, x, y) * (0.93 + 0.14 * n(x, y, 5)),
  relief: { depth: 0.006, height: (n, x, y) => 0.003 * n(x, y, 13, 6) + 0.0008 * n(x, y, 256, 1) + 0.0008 * n(x, y, 90, 7) },
};

/** Cast against boards: three lifts and two panels a tile. */
const LIFT = SIZE / 3;
const atJoint = (x: number, y: number): boolean => x % 256 < 2 || y % LIFT < 2;
const concrete: Family = {
  tile: 5,
  size: SIZE,
  paint: (n, x, y) => grain(n, x, y, 0.16) * streaks(n, x, y) * (atJoint(x, y) ? 0.72 : 1) * (0.9 + 0.2 * n(x, y, 4)),
  relief: {
    depth: 0.012,
    height: (n, x, y) => (atJoint(x, y) ? 0 : 0.004) + 0.004 * n(x, y, 9, 6) + 0.001 * n(x, y, 128, 1),
  },
};

/** Sheets with ribs 19 cm apart. */
const rib = (x: number): number => Math.abs(((x % 32) / 32) * 2 - 1);
const cladding: Family = {
  tile: 3,
  size: SIZE,
  paint: (n, x, y) => (0.9 + 0.16 * rib(x)) * streaks(n, x, y) * (x % 256 < 2 ? 0.7 : 1),
  relief: { depth: 0.015, height: (_, x) => (x % 256 < 2 ? -0.003 : 0) + 0.011 * rib(x) },
};

/** Tiles of 17 cm, 20 cm of each to be seen: it lies on the one below with its lower end. */
const TILES: Bond = { size: SIZE, courses: 12, columns: () => 14, shift: () => 0 };
const roof: Family = {
  tile: 2.4,
  size: SIZE,
  paint(n, x, y) {
    const piece = pieceAt(TILES, x, y);
    const seam = piece.u < 2 ? 0.8 : 1;
    return (0.66 + (0.34 * piece.v) / piece.h) * (0.78 + 0.4 * own(n, piece, 5)) * (0.85 + 0.3 * n(x, y, 5, 6)) * seam;
  },
  relief: {
    depth: 0.025,
    height(n, x, y) {
      const piece = pieceAt(TILES, x, y);
      const [across, up] = [(2 * piece.u) / piece.w - 1, piece.v / piece.h];
      const butt = 0.012 * Math.min(1, piece.v / 3) * (1 - up);
      return butt + 0.006 * (1 - across * across) + 0.003 * own(n, piece, 11) + 0.002 * (own(n, piece, 9) - 0.5) * across;
    },
  },
};

export const WALL_FAMILIES: Readonly<Record<string, Family>> = {
  brick,
  stone,
  plaster,
  'concrete-wall': concrete,
  cladding,
  roof,
  signage: { tile: 2, paint: (n, x, y) => 0.9 + 0.2 * n(x, y, 7) },
};
