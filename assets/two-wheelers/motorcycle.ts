/**
 * Motorcycles and scooters, ridden and parked. The ridden ones are one thing of class `motorcycle`; the person's pixels are `rider`.
 * Traits: `type` (naked, sport, tourer; scooter for scooters), `paint` (vehicles/paint.ts), a rider's `top`, `hiVis`, `height` (stature, m).
 */
import type { BodyAsset, Model, ModelPart, ModelPose } from '#contracts/model';
import type { Look } from '#contracts/scene';
import { TAU } from '#core/math';
import { randomRoot } from '#core/random';
import { remember } from '../mesh/remember.js';
import { carried, poseBones } from '../mesh/skeleton.js';
import { poseSurface } from '../mesh/skin.js';
import { frameOf } from '../people/body.js';
import { COCO_KEYPOINTS, COCO_SKELETON, keypointsOf } from '../people/person.js';
import { partsOf, posesOf } from './machine.js';
import { machineOf } from './motorcycle-machine.js';
import type { MotorcycleSpec } from './motorcycle-shape.js';
import { SOURCES, SPECS } from './motorcycle-specs.js';
import { dressRider, figureFor, motorcyclistWear } from './rider.js';
import { headTop, type Position, ridingPose } from './riding.js';

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

export const motorcycle = ridden({
  name: 'motorcycle',
  title: 'Motorcycle with its rider',
  source: SOURCES.motorcycle,
  scooter: false,
});
export const scooter = ridden({ name: 'scooter', title: 'Scooter with its rider', source: SOURCES.scooter, scooter: true });
export const parkedMotorcycle = parked('parked-motorcycle', 'Motorcycle on its stand', false);
export const parkedScooter = parked('parked-scooter', 'Scooter on its stand', true);
