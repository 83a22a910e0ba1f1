/** Tower crane: lattice mast, jib and counter-jib, cab, hook. Origin on the ground under the mast. Traits: `height` m to the jib, `jib` m. */
import type { Material } from '#contracts/model';
import { norm, sub, type Vec3 } from '#core/pose';
import { traitNumber } from '../animals/species.js';
import { createMeshBuilder, type MeshBuilder } from '../mesh/builder.js';
import { simpleAsset } from '../mesh/simple.js';

const STEEL: Material = { id: 'crane-paint', baseColor: [0.55, 0.33, 0.03], roughness: 0.5, metalness: 0.1, texture: 'paint' };
const DARK: Material = { id: 'crane-dark', baseColor: [0.05, 0.05, 0.055], roughness: 0.6, metalness: 0.3, texture: 'metal' };
const CONCRETE: Material = { id: 'ballast', baseColor: [0.32, 0.31, 0.29], roughness: 0.95, metalness: 0, texture: 'concrete' };

/** Four chords with zigzag bracing along a line. */
function lattice(b: MeshBuilder, from: Vec3, to: Vec3, half: number, panel: number, up: Vec3, across: Vec3): void {
  const at = (t: number, i: number, j: number): Vec3 =>
    [0, 1, 2].map(
      (k) =>
        (from[k] as number) +
        ((to[k] as number) - (from[k] as number)) * t +
        half * (i * (up[k] as number) + j * (across[k] as number)),
    ) as unknown as Vec3;
  const corners = [
    [1, 1],
    [1, -1],
    [-1, -1],
    [-1, 1],
  ] as const;
  for (const [i, j] of corners) b.tube([at(0, i, j), at(1, i, j)], [0.07, 0.07], 5);
  const length = norm(sub(to, from));
  const count = Math.max(1, Math.round(length / panel));
  for (let n = 0; n < count; n++) {
    for (let c = 0; c < 4; c++) {
      const [a, d] = [corners[c], corners[(c + 1) % 4]] as [readonly [number, number], readonly [number, number]];
      const [p, q] = n % 2 === 0 ? [a, d] : [d, a];
      b.tube([at(n / count, p[0], p[1]), at((n + 1) / count, q[0], q[1])], [0.035, 0.035], 4, { caps: false });
    }
  }
}

export const crane = simpleAsset(
  { name: 'crane', class: 'crane', title: 'Tower crane', source: 'sizes typical of town building sites' },
  (look) => {
    const h = traitNumber(look, 'height', 32);
    const jib = traitNumber(look, 'jib', 28);
    const steel = createMeshBuilder();
    lattice(steel, [0, 0, 0.05], [0, 0, h], 0.75, 1.8, [1, 0, 0], [0, 1, 0]);
    lattice(steel, [0, 0, h + 0.9], [jib, 0, h + 0.9], 0.55, 1.7, [0, 0, 1], [0, 1, 0]);
    lattice(steel, [0, 0, h + 0.9], [-jib * 0.3, 0, h + 0.9], 0.5, 1.7, [0, 0, 1], [0, 1, 0]);
    lattice(steel, [0, 0, h], [0, 0, h + 6], 0.4, 1.5, [1, 0, 0], [0, 1, 0]);
    const dark = createMeshBuilder();
    for (const x of [jib * 0.75, -jib * 0.28])
      dark.tube(
        [
          [0, 0, h + 6],
          [x, 0, h + 1.5],
        ],
        [0.035, 0.035],
        5,
      );
    dark.box([1.3, -1.1, h - 0.3], [1.4, 1.2, 1.9]);
    const trolley = jib * 0.6;
    dark.box([trolley, 0, h + 0.2], [1.0, 0.9, 0.35]);
    for (const side of [0.2, -0.2])
      dark.tube(
        [
          [trolley, side, h + 0.2],
          [trolley, side, h * 0.45],
        ],
        [0.02, 0.02],
        4,
      );
    dark.box([trolley, 0, h * 0.45 - 0.2], [0.35, 0.5, 0.5]);
    const ballast = createMeshBuilder();
    for (const i of [0, 1, 2]) ballast.box([-jib * 0.27 + i * 0.9, 0, h - 0.3], [0.7, 1.3, 2.1]);
    ballast.box([0, 0, 0.35], [4.2, 4.2, 0.7]);
    return [
      { name: 'lattice', mesh: steel.build(), material: STEEL },
      { name: 'dark', mesh: dark.build(), material: DARK },
      { name: 'ballast', mesh: ballast.build(), material: CONCRETE },
    ];
  },
);
