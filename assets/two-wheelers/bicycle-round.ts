/** What turns on a bicycle, wheels and cranks, and how finely all of it is drawn. */
import type { Mesh } from '#contracts/model';
import { cos, sin, TAU } from '#core/math';
import type { Vec3 } from '#core/pose';
import { createMeshBuilder, type MeshBuilder } from '../mesh/builder.js';

/** How finely: far off, spokes go and thin things are drawn thicker, or pixels would miss them. */
export interface BicycleDetail {
  readonly sides: number;
  readonly around: number;
  readonly spokes: number;
  readonly thicker: number;
}
export const NEAR: BicycleDetail = { sides: 6, around: 24, spokes: 14, thicker: 1 };
export const FAR: BicycleDetail = { sides: 4, around: 12, spokes: 0, thicker: 1.4 };

export const BLACK: Vec3 = [0.02, 0.02, 0.021];
export const ALLOY: Vec3 = [0.3, 0.3, 0.31];

export function pathTube(b: MeshBuilder, path: readonly Vec3[], radius: number, sides: number, color?: Vec3): void {
  b.tube(
    path,
    path.map(() => radius),
    sides,
    color === undefined ? { caps: true } : { caps: true, color },
  );
}

/** Round the part's own y axis: tyre, rim, spokes, hub. */
export function wheelMesh(radius: number, tyre: number, { around, spokes, sides, thicker }: BicycleDetail): Mesh {
  const b = createMeshBuilder();
  const ring = (r: number, thick: number, color: Vec3, s: number): void => {
    const path = Array.from(
      { length: around + 1 },
      (_, i): Vec3 => [r * cos((i / around) * TAU), 0, r * sin((i / around) * TAU)],
    );
    b.tube(
      path,
      path.map(() => thick),
      s,
      { caps: false, color },
    );
  };
  const thick = Math.min(tyre * thicker, 0.03);
  ring(radius - thick, thick, BLACK, Math.max(4, sides));
  if (spokes > 0) ring(radius - 2 * tyre - 0.008, 0.009, ALLOY, 4);
  for (let i = 0; i < spokes; i++) {
    const angle = (i / spokes) * TAU;
    const rim = radius - 2 * tyre - 0.01;
    b.tube(
      [
        [0, i % 2 === 0 ? 0.03 : -0.03, 0],
        [rim * cos(angle), 0, rim * sin(angle)],
      ],
      [0.0025, 0.0025],
      3,
      { caps: false, color: ALLOY },
    );
  }
  pathTube(
    b,
    [
      [0, -0.045, 0],
      [0, 0.045, 0],
    ],
    0.022,
    sides,
    ALLOY,
  );
  return b.build();
}

/** Cranks and chain ring about the part's own y axis. */
export function cranksMesh(arm: number, { sides, around }: BicycleDetail): Mesh {
  const b = createMeshBuilder();
  const ring = Array.from(
    { length: around / 2 + 1 },
    (_, i): Vec3 => [0.085 * cos((i / (around / 2)) * TAU), -0.045, 0.085 * sin((i / (around / 2)) * TAU)],
  );
  b.tube(
    ring,
    ring.map(() => 0.008),
    4,
    { caps: false, color: BLACK },
  );
  for (const side of [1, -1]) {
    b.tube(
      [
        [0, side * 0.06, 0],
        [side * arm, side * 0.075, 0],
      ],
      [0.012, 0.01],
      sides,
      { color: ALLOY },
    );
    b.box([side * arm, side * 0.12, 0], [0.09, 0.085, 0.022], BLACK);
  }
  return b.build();
}
