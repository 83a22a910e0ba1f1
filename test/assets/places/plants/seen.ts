/** A plant seen from the side from afar, without light: which cells of a grid it fills, and in what colours. */
import type { Mesh } from '#contracts/model';

export const CELLS = 112;

export interface Seen {
  /** Cells that something fills, as a share of the unit frame's. */
  readonly area: number;
  /** Of what fills them, the nearest only. */
  readonly color: readonly [number, number, number];
  readonly filled: Uint8Array;
}

/** @param bearing that one looks along, rad */
export function seenFrom(meshes: readonly Mesh[], bearing: number): Seen {
  const depth = new Float64Array(CELLS * CELLS).fill(Infinity);
  const colors = new Float64Array(3 * CELLS * CELLS);
  const [c, s] = [Math.cos(bearing), Math.sin(bearing)];
  for (const { positions, indices, colors: tones = new Float32Array(positions.length) } of meshes) {
    for (let t = 0; t < indices.length; t += 3) {
      const corners = [0, 1, 2].map((k) => indices[t + k] as number);
      const [a, b, d] = corners.map((i) => {
        const [x, y, z] = [positions[3 * i], positions[3 * i + 1], positions[3 * i + 2]] as [number, number, number];
        return [(0.5 + 0.7 * (y * c - x * s)) * CELLS, z * CELLS, x * c + y * s] as const;
      }) as [readonly [number, number, number], readonly [number, number, number], readonly [number, number, number]];
      const whole = (b[0] - a[0]) * (d[1] - a[1]) - (b[1] - a[1]) * (d[0] - a[0]);
      if (whole === 0) continue;
      const x1 = Math.min(CELLS - 1, Math.max(a[0], b[0], d[0]));
      const y1 = Math.min(CELLS - 1, Math.max(a[1], b[1], d[1]));
      for (let y = Math.max(0, Math.floor(Math.min(a[1], b[1], d[1]))); y <= y1; y++) {
        for (let x = Math.max(0, Math.floor(Math.min(a[0], b[0], d[0]))); x <= x1; x++) {
          const [px, py] = [x + 0.5, y + 0.5];
          const u = ((b[0] - px) * (d[1] - py) - (b[1] - py) * (d[0] - px)) / whole;
          const v = ((d[0] - px) * (a[1] - py) - (d[1] - py) * (a[0] - px)) / whole;
          const w = 1 - u - v;
          const far = u * a[2] + v * b[2] + w * d[2];
          const cell = y * CELLS + x;
          if (u < 0 || v < 0 || w < 0 || far >= (depth[cell] as number)) continue;
          depth[cell] = far;
          for (let k = 0; k < 3; k++) {
            const [p, q, r] = corners.map((i) => tones[3 * i + k] as number) as [number, number, number];
            colors[3 * cell + k] = u * p + v * q + w * r;
          }
        }
      }
    }
  }
  const filled = Uint8Array.from(depth, (far) => (far < Infinity ? 1 : 0));
  const count = filled.reduce((sum, one) => sum + one, 0);
  const mean = [0, 1, 2].map((k) => filled.reduce((sum, one, i) => sum + one * (colors[3 * i + k] as number), 0) / count);
  return { area: count / (CELLS * CELLS), color: mean as unknown as [number, number, number], filled };
}

/** Mean over some bearings other than those by which plants are fitted. */
export function seenAround(meshes: readonly Mesh[]): { readonly area: number; readonly color: readonly number[] } {
  const all = [0, 0.8, 1.9, 2.9].map((bearing) => seenFrom(meshes, bearing));
  const mean = (of: (one: Seen) => number): number => all.reduce((sum, one) => sum + of(one), 0) / all.length;
  return { area: mean(({ area }) => area), color: [0, 1, 2].map((k) => mean(({ color }) => color[k] as number)) };
}
