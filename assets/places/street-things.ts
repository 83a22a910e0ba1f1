/** Street furniture and road equipment at their real size; front along +x. */

import type { Material, Mesh } from '#contracts/model';
import type { ClassId } from '#contracts/scene';
import { cos, sin, TAU } from '#core/math';
import type { Vec3 } from '#core/pose';
import { createMeshBuilder, type MeshBuilder } from '../mesh/builder.js';

export interface ThingPart {
  readonly class: ClassId;
  readonly mesh: Mesh;
  readonly material: Material;
}
const made = (draw: (b: MeshBuilder) => void, crease = 0.5): Mesh => {
  const b = createMeshBuilder();
  draw(b);
  return b.build(crease);
};
const plain = (id: string, baseColor: Vec3, roughness = 0.6, metalness = 0, texture = 'none'): Material => ({
  id,
  baseColor,
  roughness,
  metalness,
  texture,
});

const GALVANISED = plain('galvanised', [0.27, 0.275, 0.28], 0.55, 0.6, 'metal');
const DARK = plain('dark-iron', [0.03, 0.032, 0.034], 0.6, 0.2, 'metal');
const WHITE = plain('white-post', [0.6, 0.6, 0.58], 0.7);
const BLACK = plain('black-band', [0.015, 0.015, 0.016], 0.7);
const AMBER: Material = { ...plain('reflector', [0.5, 0.28, 0.05], 0.3), retroReflection: 1 };
const LAMP: Material = {
  ...plain('lantern', [0.7, 0.68, 0.6], 0.3),
  emission: { color: [1, 0.86, 0.66], luminanceCdPerM2: 22_000, lamp: 'street' },
};
/** Signs fade: duller than their nominal colours. */
const sheeting = (id: string, color: Vec3): Material => ({ ...plain(id, color, 0.55), retroReflection: 0.6 });

function disc(b: MeshBuilder, x: number, z: number, r: number, sides: number, from = 0): void {
  b.loft(
    [0.004, -0.004]
      .map((dx) =>
        Array.from(
          { length: sides },
          (_, j): Vec3 => [x + dx, r * cos((j / sides) * TAU + from), z + r * sin((j / sides) * TAU + from)],
        ),
      )
      .reverse(),
    { caps: true },
  );
}

export const things: Readonly<Record<string, () => readonly ThingPart[]>> = {
  'lamp-post': () => [
    {
      class: 'pole',
      material: GALVANISED,
      mesh: made((b) => {
        b.tube(
          [
            [0, 0, 0],
            [0, 0, 1.2],
            [0, 0, 7.3],
          ],
          [0.085, 0.075, 0.045],
          8,
          { caps: false },
        );
        b.tube(
          [
            [0, 0, 7.2],
            [0.5, 0, 7.45],
            [1.15, 0, 7.5],
          ],
          [0.045, 0.035, 0.03],
          6,
        );
        b.box([1.4, 0, 7.5], [0.62, 0.26, 0.09]);
      }),
    },
    { class: 'pole', material: LAMP, mesh: made((b) => b.box([1.42, 0, 7.44], [0.44, 0.18, 0.04])) },
  ],
  delineator: () => [
    { class: 'pole', material: WHITE, mesh: made((b) => b.box([0, 0, 0.33], [0.1, 0.12, 0.66])) },
    { class: 'pole', material: BLACK, mesh: made((b) => b.box([0, 0, 0.76], [0.1, 0.12, 0.2])) },
    { class: 'pole', material: WHITE, mesh: made((b) => b.box([0, 0, 0.93], [0.1, 0.12, 0.14])) },
    { class: 'pole', material: AMBER, mesh: made((b) => b.box([0, 0, 0.76], [0.112, 0.05, 0.15])) },
  ],
  'guard-rail': () => [
    {
      class: 'guard-rail',
      material: GALVANISED,
      mesh: made((b) => {
        const profile: readonly (readonly [number, number])[] = [
          [0, 0.5],
          [0.06, 0.54],
          [0.06, 0.58],
          [0.01, 0.62],
          [0.01, 0.65],
          [0.06, 0.69],
          [0.06, 0.73],
          [0, 0.77],
        ];
        const side = (y: number): Vec3[] => [
          ...profile.map(([d, z]): Vec3 => [y, d, z]),
          ...[...profile].reverse().map(([d, z]): Vec3 => [y, d - 0.012, z]),
        ];
        b.loft([side(-2), side(2)], { caps: false });
        b.box([-1.9, -0.05, 0.37], [0.1, 0.06, 0.74]);
      }, 0.2),
    },
  ],
  bin: () => [
    {
      class: 'wall',
      material: DARK,
      mesh: made((b) =>
        b.tube(
          [
            [0, 0, 0],
            [0, 0, 0.1],
            [0, 0, 0.92],
            [0, 0, 1.0],
          ],
          [0.2, 0.23, 0.26, 0.14],
          12,
        ),
      ),
    },
  ],
  bollard: () => [
    {
      class: 'pole',
      material: DARK,
      mesh: made((b) =>
        b.tube(
          [
            [0, 0, 0],
            [0, 0, 0.85],
            [0, 0, 0.93],
            [0, 0, 0.98],
          ],
          [0.07, 0.06, 0.075, 0.03],
          10,
        ),
      ),
    },
  ],
  cabinet: () => [
    {
      class: 'wall',
      material: plain('cabinet', [0.16, 0.18, 0.17], 0.7),
      mesh: made((b) => b.box([0, 0, 0.6], [0.36, 0.9, 1.2])),
    },
  ],
  hydrant: () => [
    {
      class: 'wall',
      material: plain('hydrant', [0.3, 0.03, 0.025], 0.55),
      mesh: made((b) => {
        b.tube(
          [
            [0, 0, 0],
            [0, 0, 0.55],
            [0, 0, 0.62],
            [0, 0, 0.72],
          ],
          [0.11, 0.1, 0.12, 0.05],
          10,
        );
        b.tube(
          [
            [0, -0.18, 0.45],
            [0, 0.18, 0.45],
          ],
          [0.055, 0.055],
          8,
        );
      }),
    },
  ],
  'fence-post': () => [
    {
      class: 'fence',
      material: plain('fence', [0.15, 0.12, 0.085], 0.95, 0, 'bark'),
      mesh: made((b) => b.box([0, 0, 0.6], [0.1, 0.1, 1.2])),
    },
  ],
  'sign-limit': () =>
    sign(
      (b) => disc(b, 0, 2.3, 0.32, 20),
      [0.4, 0.03, 0.03],
      (b) => disc(b, 0.008, 2.3, 0.25, 20),
      [0.55, 0.54, 0.5],
    ),
  'sign-give-way': () =>
    sign(
      (b) => disc(b, 0, 2.25, 0.42, 3, -TAU / 4),
      [0.4, 0.03, 0.03],
      (b) => disc(b, 0.008, 2.25, 0.28, 3, -TAU / 4),
      [0.55, 0.54, 0.5],
    ),
  'sign-crossing': () =>
    sign(
      (b) => b.box([0, 0, 2.3], [0.008, 0.6, 0.6]),
      [0.04, 0.09, 0.3],
      (b) => disc(b, 0.008, 2.26, 0.22, 3, TAU / 4),
      [0.55, 0.54, 0.5],
    ),
  'traffic-light': () => [
    {
      class: 'pole',
      material: DARK,
      mesh: made((b) =>
        b.tube(
          [
            [0, 0, 0],
            [0, 0, 2.6],
          ],
          [0.06, 0.055],
          8,
        ),
      ),
    },
    { class: 'traffic-light', material: BLACK, mesh: made((b) => b.box([0.06, 0, 2.95], [0.2, 0.3, 0.9])) },
    {
      class: 'traffic-light',
      material: {
        ...plain('red-light', [0.35, 0.02, 0.02], 0.3),
        emission: { color: [1, 0.04, 0.02], luminanceCdPerM2: 9000, lamp: 'always' },
      },
      mesh: made((b) => disc(b, 0.165, 3.23, 0.1, 14)),
    },
    {
      class: 'traffic-light',
      material: plain('dark-lens', [0.03, 0.035, 0.03], 0.25),
      mesh: made((b) => {
        disc(b, 0.165, 2.95, 0.1, 14);
        disc(b, 0.165, 2.67, 0.1, 14);
      }),
    },
  ],
};

function sign(
  outer: (b: MeshBuilder) => void,
  outerColor: Vec3,
  inner: (b: MeshBuilder) => void,
  innerColor: Vec3,
): ThingPart[] {
  return [
    {
      class: 'pole',
      material: GALVANISED,
      mesh: made((b) =>
        b.tube(
          [
            [-0.04, 0, 0],
            [-0.04, 0, 2.65],
          ],
          [0.035, 0.035],
          8,
        ),
      ),
    },
    { class: 'traffic-sign', material: sheeting(`sheet-${outerColor.join()}`, outerColor), mesh: made(outer) },
    { class: 'traffic-sign', material: sheeting(`sheet-${innerColor.join()}`, innerColor), mesh: made(inner) },
  ];
}

/** A sign gantry over both carriageways: its own width. */
export function gantry(width: number, height: number): readonly ThingPart[] {
  return [
    {
      class: 'pole',
      material: GALVANISED,
      mesh: made((b) => {
        for (const side of [1, -1]) b.box([0, (side * width) / 2, height / 2], [0.35, 0.35, height]);
        b.box([0, 0, height], [0.4, width, 0.5]);
      }),
    },
    {
      class: 'traffic-sign',
      material: sheeting('motorway-blue', [0.03, 0.09, 0.33]),
      mesh: made((b) => {
        for (const y of [-width * 0.36, -width * 0.22, width * 0.22, width * 0.36])
          b.box([y < 0 ? 0.28 : -0.28, y, height + 0.9], [0.06, width * 0.12, 2.6]);
      }),
    },
    {
      class: 'traffic-sign',
      material: sheeting('lettering', [0.5, 0.5, 0.48]),
      mesh: made((b) => {
        for (const y of [-width * 0.36, -width * 0.22, width * 0.22, width * 0.36])
          for (const z of [0.3, 0.9, 1.5]) b.box([y < 0 ? 0.315 : -0.315, y, height + z], [0.012, width * 0.075, 0.22]);
      }),
    },
  ];
}
