/** Figures of an object against each other. */
import { exp } from '#core/math';
import { norm } from '#core/pose';
import { CONTRAST_THRESHOLD } from '../light.js';
import type { Invariant } from './frame-case.js';

const ROUNDING = 1e-9;

export const ratios: Invariant = {
  code: 'NA12',
  title: 'occlusion, truncation and visible pixels are consistent',
  about:
    'Occlusion is 1 - visible / amodal pixels; both ratios lie in 0..1; nothing shows more pixels than it covers; truncated is what reaches outside.',
  *check({ annotations }) {
    const { width, height } = annotations.view.intrinsics;
    for (const { id, occlusion, truncation, visiblePixels, amodalPixels, amodalBox } of annotations.objects) {
      const stated = `occlusion ${occlusion}, truncation ${truncation}, ${visiblePixels} of ${amodalPixels} pixels`;
      if (!(occlusion >= 0 && occlusion <= 1 && truncation >= 0 && truncation <= 1))
        yield { object: id, detail: `ratios lie in 0..1: ${stated}` };
      else if (visiblePixels > amodalPixels || Math.abs(occlusion - (1 - visiblePixels / amodalPixels)) > ROUNDING)
        yield { object: id, detail: `hidden is what is not visible of the whole: ${stated}` };
      const within =
        amodalBox.x >= 0 &&
        amodalBox.y >= 0 &&
        amodalBox.x + amodalBox.width <= width &&
        amodalBox.y + amodalBox.height <= height;
      if (within && truncation > ROUNDING) yield { object: id, detail: `nothing of it is outside the picture: ${stated}` };
    }
  },
};

export const throughTheAir: Invariant = {
  code: 'NA13',
  title: 'what the air or the night hides is marked',
  about:
    'Contrast is exp(-beta d) times what the light leaves of it; below the threshold of the meteorological optical range (0.05) an object is marked as not detectable.',
  *check({ annotations }) {
    const beta = annotations.medium.extinctionPerM;
    for (const { id, contrast, distance, cuboidInCamera } of annotations.objects) {
      const air = exp(-beta * norm(cuboidInCamera.pose.position));
      if (Math.abs(distance - norm(cuboidInCamera.pose.position)) > 1e-6)
        yield { object: id, detail: `it is said to be ${distance} m away, its box is ${norm(cuboidInCamera.pose.position)}` };
      else if (Math.abs(contrast.air - air) > 1e-6 || Math.abs(contrast.value - contrast.air * contrast.light) > ROUNDING)
        yield { object: id, detail: `contrast ${contrast.air} x ${contrast.light} = ${contrast.value}; the air leaves ${air}` };
      else if (contrast.detectable !== contrast.value >= CONTRAST_THRESHOLD)
        yield { object: id, detail: `contrast ${contrast.value}, marked as ${contrast.detectable ? '' : 'not '}detectable` };
    }
  },
};
