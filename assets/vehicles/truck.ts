/**
 * Rigid box lorry of 12 t: cab over engine, box body, twin rear wheels; 8.6 x 2.5 x 3.6 m (typical of its class). Traits `length`, `width`,
 * `height` m, `paint`.
 */
import type { Mesh } from '#contracts/model';
import type { Look } from '#contracts/scene';
import type { Vec3 } from '#core/pose';
import { createMeshBuilder } from '../mesh/builder.js';
import { type VehicleDesign, vehicleAsset } from './asset.js';
import { outlineOf } from './traits.js';

const OUTLINE = { length: 8.6, width: 2.5, height: 3.6 };
const WHEEL = 0.48;

function design(look: Look): VehicleDesign {
  const { length: l, width: w, height: h } = outlineOf(look, OUTLINE);
  const front = l / 2;
  const cabBack = front - 1.95;
  const parts: { name: string; tag: string; mesh: Mesh }[] = [
    { name: 'cab', tag: 'paint', mesh: cab(front, cabBack, w, h) },
    {
      name: 'box',
      tag: 'plate',
      mesh: boxes([
        [
          [(cabBack - 0.15 - l / 2) / 2, 0, (1.15 + h) / 2],
          [cabBack - 0.15 + l / 2, w, h - 1.15],
        ],
      ]),
    },
    {
      name: 'chassis',
      tag: 'under',
      mesh: boxes([
        [
          [-0.2, 0, 0.86],
          [l - 0.7, 0.95, 0.3],
        ],
        [
          [0.2, w / 2 - 0.3, 0.66],
          [1.5, 0.5, 0.5],
        ],
        [
          [-l / 2 + 0.2, 0, 0.52],
          [0.12, w * 0.92, 0.14],
        ],
        [
          [front - 1.05, 0, 0.6],
          [1.5, 1.6, 0.6],
        ],
      ]),
    },
    {
      name: 'glass',
      tag: 'glass',
      mesh: boxes([
        [
          [front - 0.045, 0, 2.12],
          [0.06, w * 0.86, 0.8],
        ],
        [
          [front - 0.85, w / 2 - 0.055, 2.1],
          [0.85, 0.03, 0.68],
        ],
        [
          [front - 0.85, -w / 2 + 0.055, 2.1],
          [0.85, 0.03, 0.68],
        ],
      ]),
    },
    {
      name: 'grille',
      tag: 'trim',
      mesh: boxes([
        [
          [front - 0.02, 0, 1.32],
          [0.05, w * 0.62, 0.46],
        ],
        [
          [front - 0.02, 0, 0.62],
          [0.08, w * 0.94, 0.36],
        ],
      ]),
    },
    {
      name: 'lamps',
      tag: 'head',
      mesh: boxes([
        [
          [front + 0.01, w * 0.38, 0.74],
          [0.05, 0.34, 0.16],
        ],
        [
          [front + 0.01, -w * 0.38, 0.74],
          [0.05, 0.34, 0.16],
        ],
      ]),
    },
    {
      name: 'tail lamps',
      tag: 'tail',
      mesh: boxes([
        [
          [-l / 2 + 0.09, w * 0.4, 0.72],
          [0.06, 0.3, 0.14],
        ],
        [
          [-l / 2 + 0.09, -w * 0.4, 0.72],
          [0.06, 0.3, 0.14],
        ],
      ]),
    },
    {
      name: 'brake lamps',
      tag: 'brake',
      mesh: boxes([
        [
          [-l / 2 + 0.09, w * 0.28, 0.72],
          [0.06, 0.2, 0.14],
        ],
        [
          [-l / 2 + 0.09, -w * 0.28, 0.72],
          [0.06, 0.2, 0.14],
        ],
      ]),
    },
    {
      name: 'edges',
      tag: 'steel',
      mesh: boxes([
        [
          [-l / 2 + 0.02, 0, 2.4],
          [0.03, 0.05, h - 1.3],
        ],
        [
          [(cabBack - l / 2) / 2, w / 2, 1.17],
          [cabBack + l / 2 - 0.2, 0.03, 0.06],
        ],
        [
          [(cabBack - l / 2) / 2, -w / 2, 1.17],
          [cabBack + l / 2 - 0.2, 0.03, 0.06],
        ],
      ]),
    },
    {
      name: 'plate',
      tag: 'plate',
      mesh: boxes([
        [
          [front + 0.03, 0, 0.5],
          [0.02, 0.52, 0.11],
        ],
        [
          [-l / 2 + 0.13, 0, 0.66],
          [0.02, 0.52, 0.11],
        ],
      ]),
    },
    {
      name: 'mirrors',
      tag: 'trim',
      mesh: boxes([
        [
          [front - 0.25, w / 2 + 0.16, 2.2],
          [0.08, 0.2, 0.42],
        ],
        [
          [front - 0.25, -w / 2 - 0.16, 2.2],
          [0.08, 0.2, 0.42],
        ],
      ]),
    },
  ];
  const y = w / 2 - 0.2;
  const axle = (x: number, across: number, steers: boolean) => [
    { position: [x, across, WHEEL] as Vec3, steers },
    { position: [x, -across, WHEEL] as Vec3, steers },
  ];
  return {
    bodywork: parts as VehicleDesign['bodywork'],
    wheel: { radius: WHEEL, rimRadius: 0.29, width: 0.29, spokes: 8 },
    wheels: [...axle(front - 1.3, y, true), ...axle(-l / 2 + 2.0, y, false), ...axle(-l / 2 + 2.0, y - 0.31, false)],
    headlamps: [
      [front - 0.05, w * 0.38, 0.76],
      [front - 0.05, -w * 0.38, 0.76],
    ],
    usualPaint: 'white',
  };
}

/** Rounded in plan and leaning back a little above the waist. */
function cab(front: number, back: number, w: number, h: number): Mesh {
  const b = createMeshBuilder();
  const top = Math.min(h - 0.35, 2.95);
  const section = (z: number, lean: number, narrow: number): Vec3[] => {
    const half = w / 2 - narrow;
    const f = front - lean;
    return [
      [f, half - 0.22, z],
      [f - 0.06, half - 0.07, z],
      [f - 0.24, half, z],
      [back, half, z],
      [back, -half, z],
      [f - 0.24, -half, z],
      [f - 0.06, -half + 0.07, z],
      [f, -half + 0.22, z],
    ];
  };
  b.loft(
    [
      section(0.55, 0.06, 0.04),
      section(0.9, 0.02, 0.0),
      section(1.55, 0.02, 0.0),
      section(1.72, 0.04, 0.01),
      section(2.55, 0.12, 0.05),
      section(top - 0.1, 0.2, 0.1),
      section(top, 0.36, 0.24),
    ],
    { caps: true },
  );
  return b.build(0.75);
}
function boxes(list: readonly (readonly [Vec3, Vec3])[]): Mesh {
  const b = createMeshBuilder();
  for (const [center, size] of list) b.box(center, size);
  return b.build();
}

export const truck = vehicleAsset({
  name: 'truck',
  class: 'truck',
  title: 'Box lorry',
  source: 'modelled for nearmiss; sizes typical of a 12 t rigid',
  design,
});
