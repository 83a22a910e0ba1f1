/** Evenly spread directions with the triangles between them: an icosahedron, and the same split once. */
import { sqrt } from '#core/math';
import { normalize, type Vec3 } from '#core/pose';

export interface Globe {
  readonly directions: readonly Vec3[];
  /** Three indices a triangle, counter-clockwise seen from outside. */
  readonly faces: readonly number[];
}

const G = (1 + sqrt(5)) / 2;
const CORNERS: readonly Vec3[] = [
  [-1, G, 0],
  [1, G, 0],
  [-1, -G, 0],
  [1, -G, 0],
  [0, -1, G],
  [0, 1, G],
  [0, -1, -G],
  [0, 1, -G],
  [G, 0, -1],
  [G, 0, 1],
  [-G, 0, -1],
  [-G, 0, 1],
];
// biome-ignore format: a triangle each
const FACES = [
  0, 11, 5, 0, 5, 1, 0, 1, 7, 0, 7, 10, 0, 10, 11, 1, 5, 9, 5, 11, 4, 11, 10, 2, 10, 7, 6, 7, 1, 8,
  3, 9, 4, 3, 4, 2, 3, 2, 6, 3, 6, 8, 3, 8, 9, 4, 9, 5, 2, 4, 11, 6, 2, 10, 8, 6, 7, 9, 8, 1,
];
const COARSE: Globe = { directions: CORNERS.map(normalize), faces: FACES };
const FINE = split(COARSE);

/** @param fine 42 directions and 80 triangles, else 12 and 20 */
export function globe(fine: boolean): Globe {
  return fine ? FINE : COARSE;
}

function split({ directions, faces }: Globe): Globe {
  const points = [...directions];
  const middles = new Map<string, number>();
  const middle = (a: number, b: number): number => {
    const key = a < b ? `${a} ${b}` : `${b} ${a}`;
    const known = middles.get(key);
    if (known !== undefined) return known;
    const [p, q] = [points[a] as Vec3, points[b] as Vec3];
    points.push(normalize([p[0] + q[0], p[1] + q[1], p[2] + q[2]]));
    middles.set(key, points.length - 1);
    return points.length - 1;
  };
  const triangles: number[] = [];
  for (let i = 0; i < faces.length; i += 3) {
    const [a, b, c] = [faces[i], faces[i + 1], faces[i + 2]] as [number, number, number];
    const [ab, bc, ca] = [middle(a, b), middle(b, c), middle(c, a)];
    triangles.push(a, ab, ca, ab, b, bc, ca, bc, c, ab, bc, ca);
  }
  return { directions: points, faces: triangles };
}
