/**
 * What leaves and needles are made of: opaque triangles, since an alpha-cut texture would show the rasteriser what rays don't see. Dense
 * clumps make the mass of a crown, cards its ragged edge, skirts the tiers of a conifer. In the plant's unit frame (height 1, spread 1).
 */
import type { Mesh } from '#contracts/model';
import { cos, sin, TAU } from '#core/math';
import { normalize, type Vec3 } from '#core/pose';
import type { RandomStream } from '#core/random';
import { globe } from './globe.js';

export interface Foliage {
  /** A rhombus of leaves whose normals point out of the crown, so that light falls on it as on a round thing. */
  card(at: Vec3, size: number, out: Vec3, color: Vec3, random: RandomStream): void;
  /** A ragged ball, darker underneath. `radius` across and along z; `fine` has 80 triangles, else 20. */
  clump(at: Vec3, radius: readonly [across: number, up: number], color: Vec3, fine: boolean, random: RandomStream): void;
  /** A drooping tier of boughs: a star of `tips` points round the stem, from `top` down to `rim`. */
  skirt(top: number, rim: number, reach: number, tips: number, color: Vec3, random: RandomStream): void;
  build(): Mesh;
}

/** Texture tiles to the unit: plants are some ten metres high, a tile of leaves is one. */
const TILES = 9;

export function createFoliage(): Foliage {
  const positions: number[] = [];
  const normals: number[] = [];
  const colors: number[] = [];
  const uvs: number[] = [];
  const indices: number[] = [];
  const vertex = (at: Vec3, normal: Vec3, [r, g, b]: Vec3, light: number): number => {
    positions.push(...at);
    normals.push(...normal);
    colors.push(r * light, g * light, b * light);
    uvs.push((at[0] + 0.7 * at[1]) * TILES, (at[2] + 0.3 * at[1]) * TILES);
    return positions.length / 3 - 1;
  };
  return {
    card(at, size, out, color, random) {
      const [u, v] = randomPlane(random);
      const long = size * random.between(0.8, 1.3);
      const wide = size * random.between(0.45, 0.75);
      const corner = (axis: Vec3, k: number): Vec3 => [at[0] + axis[0] * k, at[1] + axis[1] * k, at[2] + axis[2] * k];
      const [a, b, c, d] = [corner(u, long), corner(v, wide), corner(u, -long), corner(v, -wide)].map((p) =>
        vertex(p, out, color, 1),
      ) as [number, number, number, number];
      indices.push(a, b, c, a, c, d);
    },
    clump(at, [across, up], color, fine, random) {
      const { directions, faces } = globe(fine);
      const base = positions.length / 3;
      for (const [x, y, z] of directions) {
        const swell = random.between(0.58, 1.22);
        const point: Vec3 = [at[0] + x * across * swell, at[1] + y * across * swell, at[2] + z * up * swell];
        const out = normalize([x + 0.5 * at[0], y + 0.5 * at[1], z + 0.25]);
        // What sticks out catches the light, hollows are dark.
        vertex(point, out, color, (0.62 + 0.26 * z) * (0.3 + 0.75 * swell) * random.between(0.75, 1.2));
      }
      for (const i of faces) indices.push(base + i);
    },
    skirt(top, rim, reach, tips, color, random) {
      const start = random.between(0, TAU);
      const points = 2 * tips;
      const stem = vertex([0, 0, top], [0, 0, 1], color, 0.5);
      const ring = Array.from({ length: points }, (_, i) => {
        const angle = start + ((i + random.between(-0.25, 0.25)) / points) * TAU;
        const tip = i % 2 === 0;
        const r = reach * (tip ? random.between(0.85, 1.1) : random.between(0.5, 0.66));
        const z = tip ? rim + random.between(-0.012, 0.012) : rim + (top - rim) * 0.38;
        const [c, s] = [cos(angle), sin(angle)];
        return vertex([c * r, s * r, z], normalize([c, s, 0.7]), color, (tip ? 1.15 : 0.62) * random.between(0.85, 1.15));
      });
      for (let i = 0; i < points; i++) indices.push(stem, ring[i] as number, ring[(i + 1) % points] as number);
    },
    build: () => ({
      positions: new Float32Array(positions),
      normals: new Float32Array(normals),
      colors: new Float32Array(colors),
      uvs: new Float32Array(uvs),
      indices: new Uint32Array(indices),
    }),
  };
}

/** Two unit vectors at right angles. */
function randomPlane(random: RandomStream): readonly [Vec3, Vec3] {
  const turn = random.between(0, TAU);
  const tilt = random.between(-0.9, 0.9);
  const spin = random.between(0, TAU);
  return [
    [cos(turn) * cos(tilt), sin(turn) * cos(tilt), sin(tilt)],
    normalize([
      -sin(turn) * cos(spin) - cos(turn) * sin(tilt) * sin(spin),
      cos(turn) * cos(spin) - sin(turn) * sin(tilt) * sin(spin),
      cos(tilt) * sin(spin),
    ]),
  ];
}
