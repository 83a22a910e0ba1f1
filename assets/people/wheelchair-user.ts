/** A person in a wheelchair. Traits as of pedestrians; the look's legs are covered. */
import type { BodyAsset } from '#contracts/model';
import type { Look } from '#contracts/scene';
import { randomRoot } from '#core/random';
import { remember } from '../mesh/remember.js';
import { type Figure, figureOf } from './figure.js';
import { personModel } from './model.js';
import { PUSH_STRIDE, seatedPose } from './motion/seated.js';
import { walkerFor } from './outfit.js';
import { clothesFor } from './wardrobe.js';
import { wheelchair } from './wheeled/chair.js';

const NAME = 'wheelchair-user';

export const wheelchairUser: BodyAsset = {
  name: NAME,
  class: 'person',
  gaits: ['roll'],
  stride: () => PUSH_STRIDE,
  gaitFor: () => 'roll',
  box(look) {
    const h = figure(look).height;
    // Seat, trunk and head: sitting height 0.525 of stature (ANSUR II) over a seat at 0.5 m.
    return { center: [0, 0, (0.5 + 0.52 * h) / 2], size: [1.06, 0.66, 0.5 + 0.52 * h] };
  },
  build: remember((look) => {
    const random = randomRoot(look.seed).child(NAME);
    const drawn = clothesFor(look, random, false);
    const covered = drawn.legs === 'jeans' || drawn.legs === 'leggings' ? drawn.legs : 'trousers';
    const walker = walkerFor({ ...look, traits: {} }, random, figure(look), { ...drawn, legs: covered, bag: 'none' });
    return personModel({
      ...walker,
      held: [],
      things: {
        make: (detail) => wheelchair(random.child('chair'), detail),
        at: [0, 0, 0],
        rolled: ({ phase }) => phase * PUSH_STRIDE,
      },
      pose: (articulation) => seatedPose(walker, articulation),
    });
  }),
  about: { title: 'Person in a wheelchair', licence: 'Apache-2.0', source: 'ANSUR II (2014); ISO 7193 for the chair' },
};

function figure(look: Look): Figure {
  return figureOf(look, randomRoot(look.seed).child(NAME), [1.5, 1.9], false);
}
