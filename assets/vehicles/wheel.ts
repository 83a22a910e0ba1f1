/** Tyre, rim and spokes, standing on the part's y axis; outside towards +y. */
import type { Mesh } from '#contracts/model';
import { cos, sin, TAU } from '#core/math';
import type { Vec3 } from '#core/pose';
import { createMeshBuilder, type MeshBuilder } from '../mesh/builder.js';
import { lathe } from '../mesh/lathe.js';

export interface WheelSpec {
  readonly radius: number;
  readonly rimRadius: number;
  readonly width: number;
  readonly spokes: number;
}

const SIDES = 20;

/** The tyre with the dark well of the rim and the wheel's back. Outermost radius exactly `radius` at the tread. */
export function tyreMesh({ radius, rimRadius, width }: WheelSpec): Mesh {
  const half = width / 2;
  const wall = radius - rimRadius;
  const builder = createMeshBuilder();
  lathe(
    builder,
    [
      [0, -half * 0.7],
      [rimRadius, -half * 0.85],
      [rimRadius + wall * 0.45, -half],
      [radius - wall * 0.12, -half * 0.93],
      [radius, -half * 0.72],
      [radius, half * 0.72],
      [radius - wall * 0.12, half * 0.93],
      [rimRadius + wall * 0.45, half],
      [rimRadius, half * 0.85],
      [rimRadius * 0.94, half * 0.1],
      [0, half * 0.05],
    ],
    SIDES,
  );
  return builder.build(0.75);
}

/** Bright lip, hub and spokes. */
export function rimMesh({ rimRadius, width, spokes }: WheelSpec): Mesh {
  const half = width / 2;
  const builder = createMeshBuilder();
  lathe(
    builder,
    [
      [rimRadius, half * 0.84],
      [rimRadius * 0.99, half * 0.9],
      [rimRadius * 0.94, half * 0.86],
      [rimRadius * 0.92, half * 0.5],
    ],
    SIDES,
  );
  lathe(
    builder,
    [
      [rimRadius * 0.22, half * 0.1],
      [rimRadius * 0.22, half * 0.62],
      [rimRadius * 0.16, half * 0.7],
      [0, half * 0.7],
    ],
    10,
  );
  for (let k = 0; k < spokes; k++) spoke(builder, (k / spokes) * TAU, rimRadius, half);
  return builder.build(0.75);
}

function spoke(builder: MeshBuilder, angle: number, rimRadius: number, half: number): void {
  const at = (r: number, across: number, y: number): Vec3 => [
    cos(angle) * r - sin(angle) * across,
    y,
    sin(angle) * r + cos(angle) * across,
  ];
  const [inner, outer] = [rimRadius * 0.15, rimRadius * 0.95];
  const ring = (r: number, w: number, y: number): Vec3[] => [
    at(r, -w, y - 0.03),
    at(r, -w * 0.8, y),
    at(r, w * 0.8, y),
    at(r, w, y - 0.03),
  ];
  const rings = [ring(inner, rimRadius * 0.16, half * 0.66), ring(outer, rimRadius * 0.1, half * 0.8)] as const;
  for (let j = 0; j < 3; j++) {
    const [a, b, c, d] = [rings[0][j], rings[0][j + 1], rings[1][j + 1], rings[1][j]] as [Vec3, Vec3, Vec3, Vec3];
    builder.quad(a, b, c, d);
  }
}
