/** Flat faces with sharp edges, written straight into arrays: for what is made of many planes (facades, furniture). */
import type { Mesh } from '#contracts/model';
import { cross, normalize, sub, type Vec3 } from '#core/pose';

export interface FaceBuilder {
  /** Corners counter-clockwise seen from outside; one colour, or one a corner. UVs in m along a->b and a->d. */
  quad(a: Vec3, b: Vec3, c: Vec3, d: Vec3, color: Vec3 | readonly [Vec3, Vec3, Vec3, Vec3]): void;
  triangle(a: Vec3, b: Vec3, c: Vec3, color: Vec3): void;
  readonly empty: boolean;
  build(): Mesh;
}

export function createFaceBuilder(): FaceBuilder {
  const positions: number[] = [];
  const normals: number[] = [];
  const uvs: number[] = [];
  const colors: number[] = [];
  const indices: number[] = [];
  const vertex = (p: Vec3, n: Vec3, u: number, v: number, color: Vec3): void => {
    positions.push(p[0], p[1], p[2]);
    normals.push(n[0], n[1], n[2]);
    uvs.push(u, v);
    colors.push(color[0], color[1], color[2]);
  };
  return {
    quad(a, b, c, d, color) {
      const normal = normalize(cross(sub(c, a), sub(d, b)));
      const [ca, cb, cc, cd] = typeof color[0] === 'number' ? [color, color, color, color] : color;
      const first = positions.length / 3;
      const [width, height] = [distance(a, b), distance(a, d)];
      // Starts where the wall's own grid is, so that courses of neighbouring faces meet.
      const [u, v] = [along(a, b), a[2]];
      vertex(a, normal, u, v, ca as Vec3);
      vertex(b, normal, u + width, v, cb as Vec3);
      vertex(c, normal, u + width, v + height, cc as Vec3);
      vertex(d, normal, u, v + height, cd as Vec3);
      indices.push(first, first + 1, first + 2, first, first + 2, first + 3);
    },
    triangle(a, b, c, color) {
      const normal = normalize(cross(sub(b, a), sub(c, a)));
      const first = positions.length / 3;
      for (const p of [a, b, c]) vertex(p, normal, p[0] + p[1], p[2], color);
      indices.push(first, first + 1, first + 2);
    },
    get empty() {
      return indices.length === 0;
    },
    build: () => ({
      positions: new Float32Array(positions),
      normals: new Float32Array(normals),
      uvs: new Float32Array(uvs),
      colors: new Float32Array(colors),
      indices: new Uint32Array(indices),
    }),
  };
}

/** How far along its own direction a face begins, m. */
function along(a: Vec3, b: Vec3): number {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const length = Math.sqrt(dx * dx + dy * dy);
  return length < 1e-9 ? 0 : (a[0] * dx + a[1] * dy) / length;
}
function distance(a: Vec3, b: Vec3): number {
  const d = sub(b, a);
  return Math.sqrt(d[0] * d[0] + d[1] * d[1] + d[2] * d[2]);
}
