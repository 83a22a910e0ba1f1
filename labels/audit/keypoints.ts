/** Keypoints against masks. */
import type { Invariant } from './frame-case.js';

export const keypointsOnMask: Invariant = {
  code: 'NA15',
  title: 'a visible keypoint lies on its own mask',
  about: 'Visibility 2 stands on a pixel of the body, 1 inside the picture, 0 at 0,0.',
  *check({ annotations, layers }) {
    const { instance, width, height } = layers;
    for (const { id, track, keypoints } of annotations.objects) {
      for (const { name, x, y, visibility } of keypoints ?? []) {
        const inside = x >= 0 && y >= 0 && x < width && y < height;
        if (visibility === 2 && instance[Math.floor(y) * width + Math.floor(x)] !== track)
          yield { object: id, detail: `${name} at ${x.toFixed(1)},${y.toFixed(1)} is on another mask` };
        else if (visibility > 0 && !inside)
          yield { object: id, detail: `${name} lies outside the picture and is said to be inside` };
        else if (visibility === 0 && (x !== 0 || y !== 0))
          yield { object: id, detail: `${name} has no visibility and a place` };
      }
    }
  },
};
