/** A made street for the gate's tests: even colours with grain, a person, a car, a house; and a network that is never wrong about colours. */
import { randomRoot } from '#core/random';
import { KINDS } from '#diffusion/gate/kinds';
import type { Picture } from '#diffusion/gate/reduce';
import type { Segmentation, Segmenter } from '#diffusion/gate/segmenter';
import { madeFrame, type Patch } from '../frames.js';
import type { Frame } from './controls.js';

export const ROAD = 1;
export const HOUSE = 7;
export const CAR = 16;
export const PERSON = 23;
export const WALKER = 1;
export const PARKED = 2;

export const SIZE = { width: 320, height: 180 } as const;

/** People are red, cars blue, whatever the light; nothing else is. */
export const STREET: readonly Patch[] = [
  { box: [0, 40, 320, 60], semantic: HOUSE, depth: 30, rgb: [150, 146, 138] },
  { box: [0, 100, 320, 80], semantic: ROAD, depth: 12, rgb: [92, 93, 96] },
  { box: [200, 84, 70, 40], semantic: CAR, instance: PARKED, depth: 11, rgb: [60, 70, 170] },
  { box: [90, 70, 24, 60], semantic: PERSON, instance: WALKER, depth: 10, rgb: [176, 60, 52] },
];

/** @param grain deviation of bytes that surfaces have */
export function street(patches: readonly Patch[] = STREET, grain = 5, seed = 'street'): Frame {
  const { seen, rgb } = madeFrame(SIZE.width, SIZE.height, patches);
  const random = randomRoot(seed);
  for (let i = 0; i < rgb.length; i += 3) {
    const off = grain * random.normal();
    for (let k = i; k < i + 3; k++) rgb[k] = Math.max(0, Math.min(255, Math.round((rgb[k] as number) + off)));
  }
  return { seen, rgb };
}

/** Knows people and cars by their colour alone, pixel by pixel, at half the picture's size; everything else is ground to it. */
export const byColour: Segmenter = {
  segment: async (picture) => halved(picture),
  close: async () => {},
};

function halved({ width, height, rgb }: Picture): Segmentation {
  const [w, h] = [width >> 1, height >> 1];
  const shares = new Float32Array(KINDS.length * w * h);
  for (let y = 0, i = 0; y < h; y++) {
    for (let x = 0; x < w; x++, i++) {
      const at = 3 * ((2 * y + 1) * width + 2 * x + 1);
      const [r, g, b] = [rgb[at] as number, rgb[at + 1] as number, rgb[at + 2] as number];
      const kind = r > 1.35 * g ? 'person' : b > 1.35 * g ? 'vehicle' : 'ground';
      shares[KINDS.indexOf(kind) * w * h + i] = 1;
    }
  }
  return { width: w, height: h, shares };
}
