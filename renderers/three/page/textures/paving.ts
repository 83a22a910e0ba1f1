/** Ground that is laid in pieces. */
import { faceHeight, own, type Piece, pieceAt, runningBond } from './bond.js';
import type { Family } from './family.js';
import { grain, type Noise } from './noise.js';

const SIZE = 512;

interface Slabs {
  readonly tile: number;
  readonly columns: number;
  readonly rows: number;
  /** Texels. */
  readonly joint: number;
  /** How much their tones differ. */
  readonly tones: number;
}

/** Slabs in courses, each with a tone of its own and dark joints; some have settled. */
function slabs({ tile, columns, rows, joint, tones }: Slabs): Family {
  const bond = runningBond(SIZE, columns, rows);
  const laid = { texel: tile / SIZE, joint, edge: 1.5, recess: 0.0045, proud: 0.004, lean: [0.02, 0.02] } as const;
  return {
    tile,
    size: SIZE,
    paint(n, x, y) {
      const piece = pieceAt(bond, x, y);
      if (piece.u < joint || piece.v < joint) return 0.6 + 0.2 * n(x, y, 32, 7);
      return (1 - tones / 2 + tones * own(n, piece, 5)) * grain(n, x, y, 0.2) * (0.88 + 0.24 * n(x, y, 5, 6));
    },
    relief: {
      depth: 0.014,
      worn: 0.05,
      height: (n, x, y) => faceHeight(n, pieceAt(bond, x, y), laid) + 0.0008 * n(x, y, 128, 1) + 0.002 * n(x, y, 10, 6),
    },
  };
}

/** Small stones, rounded: dark joints, light crowns, worn smooth on top. */
const SETTS = runningBond(SIZE, 26, 26);
const settAt = (n: Noise, x: number, y: number): Piece => pieceAt(SETTS, x + 3 * n(x, y, 20, 3), y);
function crownOf({ u, v, w, h }: Piece): number {
  const [across, up] = [u / w - 0.5, v / h - 0.5];
  return Math.max(0, 1 - 4.25 * Math.max(across * across, up * up));
}
const setts: Family = {
  tile: 2.9,
  size: SIZE,
  paint(n, x, y) {
    const sett = settAt(n, x, y);
    return (0.42 + 0.62 * crownOf(sett)) * (0.72 + 0.56 * own(n, sett, 5));
  },
  relief: {
    depth: 0.024,
    worn: 0.12,
    height(n, x, y) {
      const sett = settAt(n, x, y);
      const { u, v, w, h } = sett;
      const lean = (own(n, sett, 9) - 0.5) * (u / w - 0.5) + (own(n, sett, 10) - 0.5) * (v / h - 0.5);
      return crownOf(sett) * (0.011 + 0.006 * own(n, sett, 11) + 0.012 * lean) + 0.0015 * n(x, y, 128, 1);
    },
  },
};

/** Fields of four and a half metres with a joint all round. */
const atJoint = (x: number, y: number): boolean => x % SIZE < 3 || y % SIZE < 3;
const concrete: Family = {
  tile: 4.5,
  size: SIZE,
  paint: (n, x, y) => grain(n, x, y, 0.25) * (0.85 + 0.3 * n(x, y, 6)) * (atJoint(x, y) ? 0.7 : 1),
  relief: {
    depth: 0.012,
    height: (n, x, y) => (atJoint(x, y) ? 0 : 0.005) + 0.003 * n(x, y, 12, 4) + 0.001 * n(x, y, 170, 1),
  },
};

export const PAVINGS: Readonly<Record<string, Family>> = {
  slabs: slabs({ tile: 4.2, columns: 7, rows: 8, joint: 3, tones: 0.28 }),
  'slabs-2': slabs({ tile: 4, columns: 10, rows: 10, joint: 3, tones: 0.16 }),
  'slabs-3': slabs({ tile: 3, columns: 15, rows: 30, joint: 2, tones: 0.35 }),
  setts,
  concrete,
};
