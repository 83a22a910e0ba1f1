/** Tyres and rims of motorcycles, about the part's own y axis. */
import type { Mesh } from '#contracts/model';
import { cos, sin, TAU } from '#core/math';
import { createMeshBuilder } from '../mesh/builder.js';
import { lathe } from '../mesh/lathe.js';

export function tyreOf(radius: number, width: number, sides: number): Mesh {
  const b = createMeshBuilder();
  const half = width / 2;
  lathe(
    b,
    [
      [radius * 0.68, -half * 0.7],
      [radius * 0.9, -half],
      [radius * 0.985, -half * 0.6],
      [radius, 0],
      [radius * 0.985, half * 0.6],
      [radius * 0.9, half],
      [radius * 0.68, half * 0.7],
    ],
    sides,
  );
  return b.build(0.6);
}

export function rimOf(radius: number, width: number, sides: number, spokes: number): Mesh {
  const b = createMeshBuilder();
  const half = width / 2;
  lathe(
    b,
    [
      [radius * 0.64, half * 0.7],
      [radius * 0.7, half * 0.72],
      [radius * 0.7, -half * 0.72],
      [radius * 0.64, -half * 0.7],
      [radius * 0.64, half * 0.7],
    ],
    sides,
  );
  for (let k = 0; k < spokes; k++) {
    const a = (k / spokes) * TAU;
    b.tube(
      [
        [0, 0, 0],
        [radius * 0.66 * cos(a), 0, radius * 0.66 * sin(a)],
      ],
      [0.03, 0.016],
      4,
      { caps: false },
    );
  }
  lathe(
    b,
    [
      [radius * 0.4, half * 0.75],
      [radius * 0.4, half * 0.8],
      [0, half * 0.8],
    ],
    10,
  );
  return b.build(0.6);
}
