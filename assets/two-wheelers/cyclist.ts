/**
 * People on bicycles: pedals turn with the road, knees follow the cranks, the fork turns with `steer`. Origin on the ground under the middle of
 * the wheelbase. The body is one thing of class `cyclist`; its parts are `rider` and `bicycle`.
 *
 * Traits: `bike` (city, road, mountain, cargo), `height` (stature, m), `helmet` (yes, no), `load` (none, basket, panniers), and a person's `top`,
 * `bottom`, `legs`, `bag`, `hair`, `hiVis`.
 */
import type { BodyAsset, Model, ModelPart, ModelPose } from '#contracts/model';
import type { Look } from '#contracts/scene';
import { randomRoot } from '#core/random';
import { remember } from '../mesh/remember.js';
import { carried, poseBones } from '../mesh/skeleton.js';
import { poseSurface } from '../mesh/skin.js';
import { type Frame, frameOf } from '../people/body.js';
import { COCO_KEYPOINTS, COCO_SKELETON, keypointsOf } from '../people/person.js';
import { bicycleMachine } from './bicycle-machine.js';
import { type BicycleDetail, FAR, NEAR } from './bicycle-round.js';
import { partsOf, posesOf } from './machine.js';
import { cyclistWear, dressRider, figureFor } from './rider.js';
import { headTop, ridingPose } from './riding.js';
import { BICYCLES, type BicycleSpec, type Fitted, fitted, positionOf } from './spec.js';

/** Beyond this many metres spokes are thinner than a tenth of a pixel in a picture 1280 wide. */
const FAR_FROM = 22;

export interface CyclistKind {
  readonly name: string;
  readonly title: string;
  readonly source: string;
  readonly heights: readonly [number, number];
  readonly bikes: readonly BicycleSpec['kind'][];
  readonly child: boolean;
}

interface Ride {
  readonly spec: BicycleSpec;
  readonly fit: Fitted;
  readonly frame: Frame;
}

function kindOf(look: Look, bikes: readonly BicycleSpec['kind'][]): BicycleSpec {
  const named = BICYCLES[look.traits.bike as BicycleSpec['kind']];
  return named ?? BICYCLES[randomRoot(look.seed).child('bike').pick(bikes)];
}

export function cyclistAsset(kind: CyclistKind): BodyAsset {
  const figure = (look: Look) => figureFor(look, randomRoot(look.seed).child(kind.name), kind.heights, kind.child);
  const ride = remember((look): Ride => {
    const spec = kindOf(look, kind.bikes);
    const f = figure(look);
    return { spec, fit: fitted(spec, f.height), frame: frameOf(f) };
  });
  const box = remember((look) => {
    const { spec, fit, frame } = ride(look);
    const [rear, front] = spec.wheels;
    const height = headTop(frame, positionOf(fit));
    return {
      center: [(front - rear) / 2, 0, height / 2] as const,
      size: [spec.wheelbase + rear + front, 2 * spec.bar + 0.08, height] as const,
    };
  });
  return {
    name: kind.name,
    class: 'cyclist',
    partClasses: ['rider', 'bicycle'],
    gaits: ['ride'],
    stride: (_gait, _speed, look) => ride(look).spec.development,
    gaitFor: () => 'ride',
    box,
    build: remember((look) => buildCyclist(kind, ride(look), look)),
    about: { title: kind.title, licence: 'Apache-2.0', source: kind.source },
  };
}

function buildCyclist(kind: CyclistKind, { spec, fit, frame }: Ride, look: Look): Model {
  const random = randomRoot(look.seed).child(kind.name);
  const figure = figureFor(look, random, kind.heights, kind.child);
  const rider = dressRider(figure, cyclistWear(look, random, spec.kind === 'road', kind.child), random);
  const position = positionOf(fit);
  const points = keypointsOf(figure);
  const drawn = (detail: BicycleDetail): Model => {
    const machine = bicycleMachine(spec, fit, look, random.child('bicycle'), detail);
    return {
      parts: [
        ...rider.surfaces.map(
          ({ name, surface, material }): ModelPart => ({ name, mesh: surface.mesh, material, class: 'rider' }),
        ),
        ...partsOf(machine, 'bicycle'),
      ],
      keypoints: COCO_KEYPOINTS,
      skeleton: COCO_SKELETON,
      headlamps: [
        { position: [fit.headTop[0] + 0.12, 0, fit.headTop[2] - 0.02], direction: [0.998, 0, -0.06], intensityCd: 60 },
      ],
      pose({ phase, channels }): ModelPose {
        const steer = channels.steer ?? 0;
        const bones = poseBones(frame.bones, ridingPose(frame, position, phase, steer));
        const rolled = channels.wheel ?? phase * spec.development;
        return {
          parts: [
            ...rider.surfaces.map(({ surface }) => ({ kind: 'skinned' as const, ...poseSurface(surface, frame.bones, bones) })),
            ...posesOf(machine, { rolled, pedals: phase, steer }),
          ],
          keypoints: points.map(({ bone, at }) =>
            carried(bones[bone] as (typeof bones)[number], (frame.bones[bone] as Frame['bones'][number]).joint, at),
          ),
        };
      },
    };
  };
  return { ...drawn(NEAR), far: { from: FAR_FROM, model: drawn(FAR) } };
}

export const cyclist = cyclistAsset({
  name: 'cyclist',
  title: 'Cyclist',
  source: 'wheels by ETRTO sizes, wheelbases of makers data sheets (town 1.1 m, road 0.99 m, mountain 1.16 m, cargo 1.92 m)',
  heights: [1.58, 1.88],
  bikes: ['city', 'city', 'city', 'mountain', 'mountain', 'road', 'cargo'],
  child: false,
});

export const childCyclist = cyclistAsset({
  name: 'child-cyclist',
  title: 'Child on a bicycle',
  source:
    'wheels 20 inch (ETRTO 406), wheelbase 0.82 m of makers data sheets; statures of children of 6 to 9 years (WHO 2007 references)',
  heights: [1.15, 1.35],
  bikes: ['child'],
  child: true,
});
