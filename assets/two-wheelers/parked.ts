/** Bicycles without a rider, on their stands. Traits: `bike` (city, road, mountain, cargo, child), `load`. */
import type { BodyAsset, Model } from '#contracts/model';
import type { Look } from '#contracts/scene';
import { sin } from '#core/math';
import { randomRoot } from '#core/random';
import { remember } from '../mesh/remember.js';
import { bicycleMachine } from './bicycle-machine.js';
import { type BicycleDetail, FAR, NEAR } from './bicycle-round.js';
import { partsOf, posesOf } from './machine.js';
import { BICYCLES, type BicycleSpec, type Fitted, fitted } from './spec.js';

const KINDS: readonly BicycleSpec['kind'][] = ['city', 'city', 'city', 'mountain', 'road', 'cargo', 'child'];
const FAR_FROM = 22;
/** How far it leans on its stand, rad to the left. */
const LEAN = 0.14;

function standing(look: Look): { readonly spec: BicycleSpec; readonly fit: Fitted } {
  const random = randomRoot(look.seed).child('bicycle');
  const spec = BICYCLES[look.traits.bike as BicycleSpec['kind']] ?? BICYCLES[random.child('kind').pick(KINDS)];
  const stature = spec.kind === 'child' ? 1.25 : random.child('stature').between(1.6, 1.85);
  return { spec, fit: fitted(spec, stature) };
}

export const bicycle: BodyAsset = {
  name: 'bicycle',
  class: 'bicycle',
  gaits: ['stand'],
  stride: () => 1,
  gaitFor: () => 'stand',
  box: remember((look) => {
    const { spec, fit } = standing(look);
    const [rear, front] = spec.wheels;
    const height = Math.max(fit.grip[2], fit.saddle[2]) + 0.03;
    return {
      center: [(front - rear) / 2, (sin(LEAN) * height) / 2, height / 2],
      size: [spec.wheelbase + rear + front, 2 * spec.bar + 0.12, height],
    };
  }),
  build: remember((look): Model => {
    const { spec, fit } = standing(look);
    const random = randomRoot(look.seed).child('bicycle');
    const steer = random.child('steer').between(-0.1, 0.5);
    const drawn = (detail: BicycleDetail): Model => {
      const machine = bicycleMachine(spec, fit, look, random, detail);
      const parts = posesOf(machine, { rolled: 0, pedals: 0.12, steer }, LEAN);
      return { parts: partsOf(machine), keypoints: [], skeleton: [], pose: () => ({ parts, keypoints: [] }) };
    };
    return { ...drawn(NEAR), far: { from: FAR_FROM, model: drawn(FAR) } };
  }),
  about: {
    title: 'Parked bicycle',
    licence: 'Apache-2.0',
    source: 'as for cyclists: ETRTO wheels, wheelbases of makers data sheets',
  },
};
