/** What bicycles carry: baskets, panniers, a cargo bicycle's box. Trait `load`: `none`, `basket`, `panniers`. */
import type { Mesh } from '#contracts/model';
import type { Look } from '#contracts/scene';
import type { Vec3 } from '#core/pose';
import type { RandomStream } from '#core/random';
import { createMeshBuilder } from '../mesh/builder.js';
import type { BicycleSpec, Fitted } from './spec.js';

const WICKER: Vec3 = [0.16, 0.09, 0.04];
const BAGS: readonly Vec3[] = [
  [0.02, 0.02, 0.022],
  [0.3, 0.03, 0.03],
  [0.03, 0.06, 0.2],
  [0.35, 0.3, 0.03],
  [0.1, 0.1, 0.1],
];
const BOXES: readonly Vec3[] = [
  [0.3, 0.2, 0.1],
  [0.02, 0.02, 0.022],
  [0.5, 0.5, 0.48],
  [0.03, 0.1, 0.05],
];

export function luggageMesh(spec: BicycleSpec, f: Fitted, look: Look, random: RandomStream): Mesh | undefined {
  if (spec.kind === 'cargo') return cargoBox(f, random.child('box').pick(BOXES));
  if (spec.kind === 'road' || spec.kind === 'mountain') return undefined;
  const load =
    look.traits.load ??
    random.child('load').pick(['none', 'none', 'basket', spec.kind === 'child' ? 'none' : 'panniers'] as const);
  const b = createMeshBuilder();
  if (load === 'basket') {
    const [x, z] = [f.headTop[0] + 0.2, Math.max(f.headTop[2], f.front[2] + spec.wheels[1] + 0.17)];
    const ring = (w: number, high: number): Vec3[] => [
      [x + w, w * 1.25, high],
      [x - w, w * 1.25, high],
      [x - w, -w * 1.25, high],
      [x + w, -w * 1.25, high],
    ];
    const color = random.child('basket').chance(0.5) ? WICKER : ([0.03, 0.03, 0.03] as const);
    b.loft([ring(0.1, z - 0.12), ring(0.13, z + 0.1), ring(0.115, z + 0.1), ring(0.09, z - 0.09)], { caps: true, color });
    return b.build();
  }
  if (load === 'panniers') {
    const color = random.child('pannier').pick(BAGS);
    for (const side of random.child('pair').chance(0.5) ? [1, -1] : [1])
      b.box([f.rear[0] - 0.05, side * 0.13, f.rear[2] + 0.2], [0.3, 0.11, 0.34], color);
    return b.build();
  }
  return undefined;
}

/** An open box between the steering and the front wheel. */
function cargoBox({ headLow, front }: Fitted, color: Vec3): Mesh {
  const b = createMeshBuilder();
  const [from, to] = [headLow[0] + 0.16, front[0] - 0.28];
  const ring = (grow: number, z: number): Vec3[] => [
    [to + grow, 0.24 + grow, z],
    [from - grow, 0.27 + grow, z],
    [from - grow, -0.27 - grow, z],
    [to + grow, -0.24 - grow, z],
  ];
  b.loft([ring(-0.02, 0.29), ring(0.04, 0.74), ring(0.02, 0.74), ring(-0.04, 0.32)], { caps: true, color });
  return b.build();
}
