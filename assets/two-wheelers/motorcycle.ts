/**
 * Motorcycles and scooters, ridden and parked. The ridden ones are one thing of class `motorcycle`; the person's pixels are `rider`.
 * Traits: `type` (naked, sport, tourer; scooter for scooters), `paint` (vehicles/paint.ts), a rider's `top`, `hiVis`, `height` (stature, m).
 */
import type { BodyAsset, Model, ModelPart, ModelPose } from '#contracts/model';
import type { Look } from '#contracts/scene';
import { TAU } from '#core/math';
import { randomRoot } from '#core/random';
import { createMeshBuilder, type MeshBuilder } from '../mesh/builder.js';
import { remember } from '../mesh/remember.js';
import { carried, poseBones } from '../mesh/skeleton.js';
import { poseSurface } from '../mesh/skin.js';
import { frameOf } from '../people/body.js';
import { COCO_KEYPOINTS, COCO_SKELETON, keypointsOf } from '../people/person.js';
import { MATERIALS, paintOf } from '../vehicles/paint.js';
import { type Joint, type Machine, type MachinePart, partsOf, posesOf } from './machine.js';
import { drawFront, drawMotorcycle, drawScooter, type MotorcycleSpec, rimOf, tyreOf } from './motorcycle-shape.js';
import { dressRider, figureFor, motorcyclistWear } from './rider.js';
import { headTop, type Position, ridingPose } from './riding.js';

/** Makers' data: length, wheelbase, seat height; wheels of 17 inch (120/70 and 160/60) and 12 to 14 inch. */
const SPECS: Readonly<Record<MotorcycleSpec['kind'], MotorcycleSpec>> = {
  // Honda CB500F (2.08 m, wheelbase 1.41 m, seat 0.789 m).
  naked: {
    kind: 'naked',
    length: 2.08,
    wheelbase: 1.41,
    seat: 0.785,
    wheels: [0.312, 0.3],
    tyres: [0.16, 0.12],
    grip: [0.5, 0.34, 1.04],
    peg: [-0.12, 0.2, 0.36],
  },
  // Yamaha YZF-R6 (2.04 m, wheelbase 1.375 m, seat 0.85 m).
  sport: {
    kind: 'sport',
    length: 2.04,
    wheelbase: 1.375,
    seat: 0.84,
    wheels: [0.318, 0.3],
    tyres: [0.18, 0.12],
    grip: [0.32, 0.27, 0.88],
    peg: [-0.26, 0.2, 0.42],
  },
  // BMW R 1200 RT (2.222 m, wheelbase 1.485 m, seat 0.805 m).
  tourer: {
    kind: 'tourer',
    length: 2.22,
    wheelbase: 1.485,
    seat: 0.805,
    wheels: [0.325, 0.302],
    tyres: [0.18, 0.12],
    grip: [0.56, 0.38, 1.08],
    peg: [-0.02, 0.21, 0.36],
  },
  // Vespa GTS (1.95 m, wheelbase 1.375 m, seat 0.79 m).
  scooter: {
    kind: 'scooter',
    length: 1.95,
    wheelbase: 1.375,
    seat: 0.79,
    wheels: [0.255, 0.255],
    tyres: [0.13, 0.12],
    grip: [0.42, 0.34, 1.05],
    peg: [0.12, 0.16, 0.31],
  },
};
/** From here on with fewer corners, m. */
const FAR_FROM = 25;
/** On the side stand, rad to the left. */
const LEAN = 0.17;

function specOf(look: Look, scooter: boolean): MotorcycleSpec {
  if (scooter) return SPECS.scooter;
  const named = SPECS[look.traits.type as MotorcycleSpec['kind']];
  return (
    named ??
    SPECS[
      randomRoot(look.seed)
        .child('motorcycle')
        .pick(['naked', 'naked', 'sport', 'tourer'] as const)
    ]
  );
}

function positionOf(s: MotorcycleSpec): Position {
  const [back, wide, high] = s.grip;
  const x = s.wheelbase / 2 - back;
  return { saddle: [-0.18, 0, s.seat], grip: [x, wide, high + 0.02], feet: { on: 'pegs', at: s.peg }, steering: x + 0.12 };
}

/** Body frame: origin below the middle of the wheelbase. The tail stands out behind as the length says. */
function machineOf(s: MotorcycleSpec, look: Look, sides: number, around: number): Machine {
  const paint = paintOf(look);
  const clean = (tag: string) =>
    tag === 'paint'
      ? paint
      : tag === 'visor'
        ? MATERIALS.glass
        : MATERIALS[tag === 'black' ? 'trim' : tag === 'metal' ? 'steel' : tag];
  const drawn = (joint: Joint, draw: (on: (tag: string) => MeshBuilder) => void): MachinePart[] => {
    const builders = new Map<string, MeshBuilder>();
    draw((tag) => {
      const known = builders.get(tag) ?? createMeshBuilder();
      builders.set(tag, known);
      return known;
    });
    return [...builders].map(([tag, b]) => ({
      name: `${joint} ${tag}`,
      joint,
      mesh: b.build(0.5),
      material: clean(tag) as MachinePart['material'],
    }));
  };
  const spokes = around > 12 ? 5 : 0;
  const rim = MATERIALS.darkRim as MachinePart['material'];
  const tyre = MATERIALS.tyre as MachinePart['material'];
  return {
    rear: [-s.wheelbase / 2, 0, s.wheels[0]],
    front: [s.wheelbase / 2, 0, s.wheels[1]],
    crank: [0, 0, 0],
    wheels: s.wheels,
    steering: [s.wheelbase / 2 - s.grip[0] + 0.12, 0, s.grip[2]],
    parts: [
      ...drawn('frame', (on) => (s.kind === 'scooter' ? drawScooter(on, s, sides) : drawMotorcycle(on, s, sides))),
      ...drawn('steering', (on) => drawFront(on, s, sides)),
      { name: 'rear wheel', joint: 'rear', mesh: tyreOf(s.wheels[0], s.tyres[0], around), material: tyre },
      { name: 'front wheel', joint: 'front', mesh: tyreOf(s.wheels[1], s.tyres[1], around), material: tyre },
      { name: 'rear rim', joint: 'rear', mesh: rimOf(s.wheels[0], s.tyres[0], around, spokes), material: rim },
      { name: 'front rim', joint: 'front', mesh: rimOf(s.wheels[1], s.tyres[1], around, spokes), material: rim },
    ],
  };
}

function lengthwise(s: MotorcycleSpec): { readonly centre: number; readonly length: number } {
  const front = s.wheelbase / 2 + s.wheels[1];
  return { centre: front - s.length / 2, length: s.length };
}

interface RiddenKind {
  readonly name: string;
  readonly title: string;
  readonly source: string;
  readonly scooter: boolean;
}

function ridden(kind: RiddenKind): BodyAsset {
  const figure = (look: Look) => figureFor(look, randomRoot(look.seed).child(kind.name), [1.62, 1.9], false);
  return {
    name: kind.name,
    class: 'motorcycle',
    partClasses: ['rider'],
    gaits: ['ride'],
    stride: (_gait, _speed, look) => TAU * specOf(look, kind.scooter).wheels[0],
    gaitFor: () => 'ride',
    box: remember((look) => {
      const s = specOf(look, kind.scooter);
      const height = headTop(frameOf(figure(look)), positionOf(s));
      const { centre, length } = lengthwise(s);
      return { center: [centre, 0, height / 2], size: [length, 2 * s.grip[1] + 0.14, height] };
    }),
    build: remember((look) => buildRidden(kind, look)),
    about: { title: kind.title, licence: 'Apache-2.0', source: kind.source },
  };
}

function buildRidden({ name, scooter }: RiddenKind, look: Look): Model {
  const s = specOf(look, scooter);
  const random = randomRoot(look.seed).child(name);
  const figure = figureFor(look, random, [1.62, 1.9], false);
  const rider = dressRider(figure, motorcyclistWear(look, random, scooter), random);
  const position = positionOf(s);
  const points = keypointsOf(figure);
  const { bones: rest } = rider.frame;
  const drawn = (sides: number, around: number): Model => {
    const machine = machineOf(s, look, sides, around);
    return {
      parts: [
        ...rider.surfaces.map(
          ({ name: part, surface, material }): ModelPart => ({ name: part, mesh: surface.mesh, material, class: 'rider' }),
        ),
        ...partsOf(machine),
      ],
      keypoints: COCO_KEYPOINTS,
      skeleton: COCO_SKELETON,
      headlamps: [
        {
          position: [s.wheelbase / 2 - s.grip[0] + 0.3, 0, s.grip[2] - 0.14],
          direction: [0.99995, 0, -0.0099995],
          intensityCd: 20_000,
        },
      ],
      pose({ channels }): ModelPose {
        const steer = channels.steer ?? 0;
        const bones = poseBones(rest, ridingPose(rider.frame, position, 0, steer));
        return {
          parts: [
            ...rider.surfaces.map(({ surface }) => ({ kind: 'skinned' as const, ...poseSurface(surface, rest, bones) })),
            ...posesOf(machine, { rolled: channels.wheel ?? 0, pedals: 0, steer }),
          ],
          keypoints: points.map(({ bone, at }) =>
            carried(bones[bone] as (typeof bones)[number], (rest[bone] as (typeof rest)[number]).joint, at),
          ),
        };
      },
    };
  };
  return { ...drawn(10, 20), far: { from: FAR_FROM, model: drawn(6, 10) } };
}

function parked(name: string, title: string, scooter: boolean): BodyAsset {
  return {
    name,
    class: 'motorcycle',
    gaits: ['stand'],
    stride: () => 1,
    gaitFor: () => 'stand',
    box: remember((look) => {
      const s = specOf(look, scooter);
      const { centre, length } = lengthwise(s);
      const height = s.grip[2] + 0.22;
      return { center: [centre, (LEAN * height) / 2, height / 2], size: [length, 2 * s.grip[1] + 0.2, height] };
    }),
    build: remember((look): Model => {
      const s = specOf(look, scooter);
      const drawn = (sides: number, around: number): Model => {
        const machine = machineOf(s, look, sides, around);
        const parts = posesOf(machine, { rolled: 0, pedals: 0, steer: 0.35 }, LEAN);
        return { parts: partsOf(machine), keypoints: [], skeleton: [], pose: () => ({ parts, keypoints: [] }) };
      };
      return { ...drawn(10, 20), far: { from: FAR_FROM, model: drawn(6, 10) } };
    }),
    about: { title, licence: 'Apache-2.0', source: SOURCES[scooter ? 'scooter' : 'motorcycle'] },
  };
}

const SOURCES = {
  motorcycle:
    'Honda CB500F (2.08 m, wheelbase 1.41 m), Yamaha YZF-R6 (2.04 m, 1.375 m), BMW R 1200 RT (2.222 m, 1.485 m), makers data sheets',
  scooter: 'Vespa GTS (1.95 m, wheelbase 1.375 m, seat 0.79 m), maker data sheet',
} as const;

export const motorcycle = ridden({
  name: 'motorcycle',
  title: 'Motorcycle with its rider',
  source: SOURCES.motorcycle,
  scooter: false,
});
export const scooter = ridden({ name: 'scooter', title: 'Scooter with its rider', source: SOURCES.scooter, scooter: true });
export const parkedMotorcycle = parked('parked-motorcycle', 'Motorcycle on its stand', false);
export const parkedScooter = parked('parked-scooter', 'Scooter on its stand', true);
