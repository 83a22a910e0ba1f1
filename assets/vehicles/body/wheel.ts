/** Tyre, rim and spokes, standing on the part's y axis; outside towards +y. */
import type { Mesh } from '#contracts/model';
import { cos, sin, TAU } from '#core/math';
import type { Vec3 } from '#core/pose';
import { createMeshBuilder, type MeshBuilder } from '../../mesh/builder.js';
import { lathe } from '../../mesh/lathe.js';

export interface WheelSpec {
  readonly radius: number;
  readonly rimRadius: number;
  readonly width: number;
  /** Spokes of an alloy wheel, or openings of a cover. */
  readonly spokes: number;
  /** `alloy`: spokes before a dark well; `cover`: a bright disc with openings; `steel`: a dark disc with a hub cap. */
  readonly style?: 'alloy' | 'cover' | 'steel';
}

/** The tyre with the dark well of the rim and the wheel's back. Outermost radius exactly `radius` at the tread. */
export function tyreMesh({ radius, rimRadius, width }: WheelSpec, sides: number): Mesh {
  const half = width / 2;
  const wall = radius - rimRadius;
  const builder = createMeshBuilder();
  lathe(
    builder,
    [
      [0, -half * 0.7],
      [rimRadius, -half * 0.85],
      [radius - wall * 0.12, -half * 0.95],
      [radius, -half * 0.78],
      [radius, half * 0.78],
      [radius - wall * 0.12, half * 0.95],
      [rimRadius + wall * 0.45, half],
      [rimRadius, half * 0.88],
      [rimRadius * 0.94, half * 0.1],
      [0, half * 0.05],
    ],
    sides,
  );
  return builder.build(0.75);
}

/** Bright lip, hub and what is between. */
export function rimMesh(spec: WheelSpec, sides: number): Mesh {
  const { rimRadius: r, width, spokes, style = 'alloy' } = spec;
  const half = width / 2;
  const builder = createMeshBuilder();
  lathe(
    builder,
    [
      [r, half * 0.86],
      [r * 0.985, half * 0.93],
      [r * 0.92, half * 0.88],
      [r * 0.9, half * 0.5],
    ],
    sides,
  );
  if (style === 'alloy') {
    lathe(
      builder,
      [
        [r * 0.22, half * 0.1],
        [r * 0.22, half * 0.62],
        [r * 0.16, half * 0.72],
        [0, half * 0.72],
      ],
      8,
    );
    for (let k = 0; k < spokes; k++) spoke(builder, (k / spokes) * TAU, r, half);
  } else cover(builder, spec, sides);
  return builder.build(0.75);
}

/** The whole wheel's outer face at some distance: rim as a disc. */
export function discMesh({ rimRadius: r, width }: WheelSpec, sides: number): Mesh {
  const half = width / 2;
  const builder = createMeshBuilder();
  lathe(
    builder,
    [
      [r * 0.96, half * 0.9],
      [r * 0.8, half * 0.7],
      [0, half * 0.75],
    ],
    sides,
  );
  return builder.build(0.75);
}

/** A domed disc; openings stay open, so that the dark well shows. */
function cover(builder: MeshBuilder, { rimRadius: r, width, spokes }: WheelSpec, sides: number): void {
  const half = width / 2;
  const at = (radius: number, angle: number, y: number): Vec3 => [cos(angle) * radius, y, sin(angle) * radius];
  lathe(
    builder,
    [
      [r * 0.62, half * 0.92],
      [r * 0.24, half * 0.98],
      [0, half * 0.96],
    ],
    sides,
  );
  for (let k = 0; k < spokes; k++) {
    const [from, to] = [(k / spokes) * TAU, ((k + 0.62) / spokes) * TAU];
    builder.quad(
      at(r * 0.62, to, half * 0.92),
      at(r * 0.62, from, half * 0.92),
      at(r * 0.93, from, half * 0.86),
      at(r * 0.93, to, half * 0.86),
    );
  }
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
  const rings = [ring(inner, rimRadius * 0.17, half * 0.68), ring(outer, rimRadius * 0.12, half * 0.84)] as const;
  for (let j = 0; j < 3; j++) {
    const [a, b, c, d] = [rings[0][j], rings[0][j + 1], rings[1][j + 1], rings[1][j]] as [Vec3, Vec3, Vec3, Vec3];
    builder.quad(a, b, c, d);
  }
}
