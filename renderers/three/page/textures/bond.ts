/** What is laid in courses: where in which piece a texel lies, and how high such pieces stand. */
import type { Noise } from './noise.js';

export interface Bond {
  /** Texels a side of the tile. */
  readonly size: number;
  readonly courses: number;
  /** Pieces in a course; a course's first joint lies so many texels to the left. */
  columns(course: number): number;
  shift(course: number): number;
}

export interface Piece {
  readonly column: number;
  readonly course: number;
  /** From its corner, texels; how large it is with one joint. */
  readonly u: number;
  readonly v: number;
  readonly w: number;
  readonly h: number;
}

export function pieceAt({ size, courses, columns, shift }: Bond, x: number, y: number): Piece {
  const h = size / courses;
  const course = Math.floor(wrapped(y, size) / h) % courses;
  const w = size / columns(course);
  const along = wrapped(x + shift(course), size);
  return { column: Math.floor(along / w), course, u: along % w, v: wrapped(y, size) % h, w, h };
}

/** Courses of equal pieces, every other one moved by half a piece. */
export function runningBond(size: number, columns: number, courses: number): Bond {
  if (courses % 2 !== 0) throw new Error(`${courses} courses: the bond would break where tiles meet`);
  return { size, courses, columns: () => columns, shift: (course) => ((course % 2) * size) / columns / 2 };
}

/** 0..1, each piece its own. */
export const own = (n: Noise, { column, course }: Piece, layer: number): number =>
  n(column * 61.7 + 11, course * 37.3 + 5, 64, layer);

export interface Laid {
  /** Metres a texel. */
  readonly texel: number;
  /** Width of a joint and of the edge beside it, texels. */
  readonly joint: number;
  readonly edge: number;
  /** How far joints lie below the faces, m. */
  readonly recess: number;
  /** Pieces stand out by up to half of that more or less, m. */
  readonly proud: number;
  /** And lean by up to half of these slopes, along the course and upwards. */
  readonly lean: readonly [number, number];
}

/** Height of a piece's face over the joints, m. */
export function faceHeight(n: Noise, piece: Piece, { texel, joint, edge, recess, proud, lean }: Laid): number {
  const { u, v, w, h } = piece;
  const inside = Math.min(u - joint, v - joint, w - u, h - v);
  if (inside <= 0) return 0;
  const [along, up] = [(own(n, piece, 9) - 0.5) * lean[0], (own(n, piece, 10) - 0.5) * lean[1]];
  const face = recess + (own(n, piece, 11) - 0.5) * proud + texel * (along * (u - w / 2) + up * (v - h / 2));
  return face * Math.min(1, inside / edge);
}

function wrapped(v: number, size: number): number {
  return ((v % size) + size) % size;
}
