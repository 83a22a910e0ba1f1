/** A bicycle as a machine: its parts in their materials. */
import type { Material, Mesh } from '#contracts/model';
import type { Look } from '#contracts/scene';
import { lerp } from '#core/math';
import type { Vec3 } from '#core/pose';
import type { RandomStream } from '#core/random';
import { createMeshBuilder } from '../mesh/builder.js';
import { blackMesh, frameMesh, steeringMesh } from './bicycle.js';
import { type BicycleDetail, cranksMesh, wheelMesh } from './bicycle-round.js';
import { luggageMesh } from './luggage.js';
import type { Machine, MachinePart } from './machine.js';
import type { BicycleSpec, Fitted } from './spec.js';

const PAINTS: readonly Vec3[] = [
  [0.02, 0.02, 0.022],
  [0.02, 0.02, 0.022],
  [0.03, 0.06, 0.16],
  [0.3, 0.02, 0.02],
  [0.34, 0.34, 0.35],
  [0.02, 0.09, 0.05],
  [0.55, 0.55, 0.53],
  [0.06, 0.25, 0.35],
  [0.5, 0.2, 0.03],
  [0.35, 0.1, 0.2],
];
const CHILD_PAINTS: readonly Vec3[] = [
  [0.5, 0.05, 0.2],
  [0.03, 0.2, 0.5],
  [0.5, 0.03, 0.03],
  [0.1, 0.4, 0.08],
  [0.5, 0.4, 0.03],
];
const metal = (id: string, baseColor: Vec3, roughness: number): Material => ({
  id,
  baseColor,
  roughness,
  metalness: 0.1,
  texture: 'paint',
});
/** Vertex colours say what is black and what alloy. */
const MIXED: Material = { id: 'parts', baseColor: [1, 1, 1], roughness: 0.6, metalness: 0, texture: 'none' };
const reflector = (id: string, baseColor: Vec3): Material => ({
  id,
  baseColor,
  roughness: 0.3,
  metalness: 0,
  texture: 'none',
  retroReflection: 0.9,
});
const lamp = (id: string, baseColor: Vec3, color: Vec3, luminanceCdPerM2: number, lit: 'head' | 'tail'): Material => ({
  id,
  baseColor,
  roughness: 0.2,
  metalness: 0,
  texture: 'none',
  emission: { color, luminanceCdPerM2, lamp: lit },
});

/** Lamps by UN/StVZO-like orders of size: 10 lx at 10 m in front, 4 to 12 cd behind, over lenses of a few cm^2. */
const HEAD = lamp('lamp', [0.5, 0.5, 0.5], [1, 0.97, 0.9], 30_000, 'head');
const TAIL = lamp('tail lamp', [0.3, 0.01, 0.01], [1, 0.03, 0.015], 4_000, 'tail');

export function bicycleMachine(spec: BicycleSpec, f: Fitted, look: Look, random: RandomStream, detail: BicycleDetail): Machine {
  const color = random.child('paint').pick(spec.kind === 'child' ? CHILD_PAINTS : PAINTS);
  const [rear, front] = spec.wheels;
  const part = (name: string, joint: MachinePart['joint'], mesh: Mesh, material: Material): MachinePart => ({
    name,
    joint,
    mesh,
    material,
  });
  /** On the seat stays (share of the way down to the axle) or on the post above them. */
  const behind = (share: number, off: number): Vec3 => [
    lerp(f.seatTop[0], f.rear[0], share < 0 ? share * 0.6 : share) - off,
    0,
    lerp(f.seatTop[2], f.rear[2], share),
  ];
  const luggage = luggageMesh(spec, f, look, random);
  return {
    rear: f.rear,
    front: f.front,
    crank: f.crank,
    wheels: spec.wheels,
    steering: f.headTop,
    parts: [
      part('frame', 'frame', frameMesh(spec, f, detail), metal('frame', color, 0.35)),
      part('rear wheel', 'rear', wheelMesh(rear, spec.tyre, detail), MIXED),
      part('front wheel', 'front', wheelMesh(front, spec.tyre, detail), MIXED),
      part('cranks', 'cranks', cranksMesh(f.arm, detail), MIXED),
      part('steering', 'steering', steeringMesh(spec, f, detail, color), MIXED),
      part('fittings', 'frame', blackMesh(spec, f, detail), MIXED),
      ...(luggage === undefined ? [] : [part('luggage', 'frame', luggage, { ...MIXED, id: 'luggage', roughness: 0.9 })]),
      part('reflector', 'frame', block(behind(0.3, 0.035), [0.02, 0.06, 0.04]), reflector('reflector', [0.4, 0.01, 0.01])),
      part('lamp', 'steering', block([f.headTop[0] + 0.09, 0, f.headTop[2] - 0.02], [0.06, 0.05, 0.05]), HEAD),
      part('tail lamp', 'frame', block(behind(-0.12, 0.035), [0.03, 0.03, 0.05]), TAIL),
    ],
  };
}

function block(center: Vec3, size: Vec3): Mesh {
  const b = createMeshBuilder();
  b.box(center, size);
  return b.build();
}
