/** Rigid things on wheels that go with a person: what they are made of, and where they are over the ground. */
import type { Material, ModelPart, PartPose } from '#contracts/model';
import { cos, sin, TAU } from '#core/math';
import type { Vec3 } from '#core/pose';
import { createMeshBuilder, type MeshBuilder } from '../../mesh/builder.js';
import { wheelPose } from '../../mesh/rigid.js';
import type { Detail } from '../flesh/weave.js';

/** Parts with their poses. */
export interface Thing {
  readonly part: ModelPart;
  /** @param rolled m over the ground */
  pose(rolled: number): PartPose;
}

export const painted = (id: string, baseColor: Vec3, roughness = 0.6, texture = 'none', metalness = 0): Material => ({
  id,
  baseColor,
  roughness,
  metalness,
  texture,
});
export const RUBBER = painted('tyre', [0.02, 0.02, 0.02], 0.9, 'rubber');
export const TUBES = painted('tubes', [0.3, 0.3, 0.31], 0.35, 'metal', 0.8);
export const BLACK = painted('black', [0.02, 0.02, 0.022], 0.7);

export function fixed(name: string, material: Material, at: Vec3, fill: (builder: MeshBuilder) => void): Thing {
  const builder = createMeshBuilder();
  fill(builder);
  const pose = wheelPose(at, 0, 0);
  return { part: { name, mesh: builder.build(), material }, pose: () => pose };
}

export interface Wheel {
  readonly name: string;
  readonly at: Vec3;
  readonly radius: number;
  readonly thick: number;
  readonly spokes: number;
  /** Few corners: castors. */
  readonly small?: boolean;
}

/** A tyre about the y axis with spokes; coarser ones have some of the finer one's corners. */
export function wheel({ name, at, radius, thick, spokes, small }: Wheel, detail: Detail): Thing {
  const builder = createMeshBuilder();
  const count = (small === true ? [12, 4, 4] : [24, 12, 8])[detail] as number;
  const path = Array.from({ length: count + 1 }, (_, i): Vec3 => {
    const angle = ((i % count) / count) * TAU;
    return [(radius - thick) * cos(angle), 0, (radius - thick) * sin(angle)];
  });
  ring(builder, path, thick);
  if (detail === 0)
    for (let i = 0; i < spokes; i++) {
      const angle = (i / spokes) * TAU;
      builder.tube(
        [
          [0, 0, 0],
          [(radius - thick) * cos(angle), 0, (radius - thick) * sin(angle)],
        ],
        [0.003, 0.003],
        3,
        { caps: false },
      );
    }
  return { part: { name, mesh: builder.build(), material: RUBBER }, pose: (rolled) => wheelPose(at, rolled / radius, 0) };
}

/** Four-sided: outwards, to one side, inwards, to the other. */
function ring(builder: MeshBuilder, path: readonly Vec3[], thick: number): void {
  const rows = path.slice(0, -1).map(([x, , z]) => {
    const far = Math.sqrt(x * x + z * z);
    const [ux, uz] = [x / far, z / far];
    return [
      [x + thick * ux, 0, z + thick * uz],
      [x, thick, z],
      [x - thick * ux, 0, z - thick * uz],
      [x, -thick, z],
    ].map((p) => builder.vertex(p as unknown as Vec3));
  });
  for (const [i, row] of rows.entries()) {
    const next = rows[(i + 1) % rows.length] as number[];
    for (let k = 0; k < 4; k++) {
      const l = (k + 1) % 4;
      builder.triangle(row[k] as number, next[k] as number, next[l] as number);
      builder.triangle(row[k] as number, next[l] as number, row[l] as number);
    }
  }
}

/** A tube along points; three-sided from afar. */
export function tube(builder: MeshBuilder, path: readonly Vec3[], r: number, detail: Detail): void {
  builder.tube(
    path,
    path.map(() => r),
    detail === 0 ? 6 : 3,
    { caps: detail === 0 },
  );
}
