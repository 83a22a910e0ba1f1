/** People as body assets: figure, clothes and bearing drawn from the look's seed, where the author does not say. */
import type { BodyAsset } from '#contracts/model';
import type { Look } from '#contracts/scene';
import { randomRoot } from '#core/random';
import { traitNumber } from '../animals/species.js';
import { remember } from '../mesh/remember.js';
import { type Figure, figureOf } from './figure.js';
import { personModel } from './model.js';
import { manneredGait, WALKER_GAITS } from './motion/gaits.js';
import { strideOf } from './motion/index.js';
import { walkerFor } from './outfit.js';
import { clothesFor } from './wardrobe.js';

export { figureOf } from './figure.js';
export { COCO_KEYPOINTS, COCO_SKELETON, keypointsOf } from './keypoints.js';
export { CLOTH, SKIN } from './model.js';
export { clothesFor } from './wardrobe.js';

/** With a pram, m: from the heel of who pushes to its front wheels. */
const WITH_PRAM = { length: 1.6, width: 0.6 };

export function person(name: string, title: string, heights: readonly [number, number], child: boolean): BodyAsset {
  const figure = remember((look: Look): Figure => figureOf(look, randomRoot(look.seed).child(name), heights, child));
  const build = remember((look: Look) => {
    const random = randomRoot(look.seed).child(name);
    return personModel(walkerFor(look, random, figure(look), clothesFor(look, random, child)));
  });
  return {
    name,
    class: 'person',
    gaits: WALKER_GAITS,
    stride: (gait, speed, look) => strideOf(manneredGait(gait, look.traits.manner), speed, figure(look).height),
    gaitFor: (speed) => (speed < 0.05 ? 'stand' : speed < (child ? 1.9 : 2.3) ? 'walk' : 'run'),
    // A walking person: stride to stride, elbow to elbow (Euro NCAP's adult target is 0.6 x 0.5 m, its child 0.711 x 0.298 m).
    box(look) {
      const h = figure(look).height;
      const pushes = look.traits.pram === 'yes';
      const length = traitNumber(look, 'length', pushes ? WITH_PRAM.length : (child ? 0.52 : 0.34) * h);
      const width = traitNumber(look, 'width', pushes ? WITH_PRAM.width : (child ? 0.27 : 0.29) * h);
      return { center: [0, 0, h / 2], size: [length, width, h] };
    },
    build,
    about: {
      title,
      licence: 'Apache-2.0',
      source: 'proportions: ANSUR II (2014), WHO Child Growth Standards (2006); target sizes Euro NCAP',
    },
  };
}
