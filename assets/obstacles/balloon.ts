/** A balloon adrift with its string; a party balloon of 0.3 m, or a weather balloon by trait `diameter` m. Origin at its middle. */
import type { Material } from '#contracts/model';
import { cos, PI, sin, TAU } from '#core/math';
import type { Vec3 } from '#core/pose';
import { randomRoot } from '#core/random';
import { traitNumber } from '../animals/species.js';
import { createMeshBuilder } from '../mesh/builder.js';
import { simpleAsset } from '../mesh/simple.js';

const COLORS: readonly Vec3[] = [
  [0.45, 0.02, 0.03],
  [0.03, 0.1, 0.4],
  [0.5, 0.35, 0.02],
  [0.55, 0.55, 0.55],
];

export const balloon = simpleAsset(
  { name: 'balloon', class: 'balloon', title: 'Balloon', source: 'party balloons of 0.3 m', centred: true },
  (look) => {
    const r = traitNumber(look, 'diameter', 0.32) / 2;
    const skin = createMeshBuilder();
    const levels = Array.from({ length: 17 }, (_, i) => (i / 16) * PI);
    skin.loft(
      levels.map((a) => {
        const z = -r * 1.15 * cos(a);
        const wide = r * sin(a) * (z < 0 ? 0.96 : 1) + 0.002;
        return Array.from({ length: 18 }, (_, j): Vec3 => [wide * cos((j / 18) * TAU), wide * sin((j / 18) * TAU), z]);
      }),
      { caps: true },
    );
    const string = createMeshBuilder();
    string.tube(
      [0, 0.15, 0.3, 0.45, 0.6, 0.8, 1].map((t): Vec3 => [0.03 * sin(6 * t), 0.02 * sin(9 * t), -1.15 * r - t * 3 * r]),
      [0.004, 0.003, 0.003, 0.003, 0.003, 0.003, 0.003],
      4,
    );
    const rubber: Material = {
      id: 'balloon',
      baseColor: randomRoot(look.seed).child('balloon').pick(COLORS),
      roughness: 0.25,
      metalness: 0,
      texture: 'none',
    };
    return [
      { name: 'skin', mesh: skin.build(-1), material: rubber },
      {
        name: 'string',
        mesh: string.build(),
        material: { id: 'string', baseColor: [0.6, 0.6, 0.6], roughness: 0.9, metalness: 0, texture: 'none' },
      },
    ];
  },
);
