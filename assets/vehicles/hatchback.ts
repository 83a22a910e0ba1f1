/** Five-door hatchback; outline near a VW Golf VIII (4.28 x 1.79 x 1.46 m; manufacturer's data). Traits as for the saloon. */
import { randomRoot } from '#core/random';
import { vehicleAsset } from './asset.js';
import { carDesign } from './car.js';
import type { BodyDesign } from './design.js';
import { SALOON } from './sedan.js';

const HATCH: BodyDesign = {
  ...SALOON,
  length: 4.28,
  width: 1.79,
  height: 1.47,
  frontAxle: 1.27,
  rearAxle: -1.36,
  sill: [
    [-2.14, 0.3],
    [-1.8, 0.25],
    [-0.9, 0.205],
    [1, 0.195],
    [1.7, 0.19],
    [2.14, 0.2],
  ],
  belt: [
    [-2.14, 0.99],
    [-1.7, 1.0],
    [-0.9, 0.97],
    [0.4, 0.935],
    [1, 0.92],
    [1.5, 0.86],
    [1.95, 0.785],
    [2.14, 0.74],
  ],
  crown: [
    [-2.12, 0],
    [-1.9, 0.02],
    [-1.2, 0.04],
    [0.9, 0.06],
    [1.5, 0.06],
    [1.9, 0.03],
    [2.12, 0],
  ],
  plan: [
    [-2.12, 0.93],
    [-1.7, 0.97],
    [-1.3, 0.985],
    [-0.2, 1],
    [0.4, 1],
    [1.3, 0.98],
    [1.7, 0.955],
    [2.12, 0.92],
  ],
  tail: [
    [0, 0.12],
    [0.12, 0.05],
    [0.3, 0.006],
    [0.38, 0],
    [0.46, 0],
    [0.52, 0.03],
    [0.7, 0.055],
    [0.88, 0.08],
    [1, 0.1],
  ],
  face: {
    ...SALOON.face,
    tailLamp: { inner: 0.6, outer: 0.998, from: 0.64, to: 1 },
    rearPlate: 0.68,
  },
  cabin: {
    ...SALOON.cabin,
    windscreen: { base: 1.08, baseCorner: 0.7, top: 0.34, topCorner: 0.14 },
    backlight: { base: -1.99, baseCorner: -1.82, top: -1.62, topCorner: -1.48 },
    roofEdge: [
      [-1.64, 1.36],
      [-1.1, 1.4],
      [-0.3, 1.42],
      [0.34, 1.37],
    ],
    sides: [
      { to: 0.04, kind: 'body' },
      { to: 0.42, kind: 'glass' },
      { to: 0.465, kind: 'pillar' },
      { to: 0.76, kind: 'glass' },
      { to: 1, kind: 'body' },
    ],
  },
  doors: [0.88, -0.3, -1.12],
  handles: [-0.1, -0.86],
};

export const hatchback = vehicleAsset({
  name: 'hatchback',
  class: 'car',
  title: 'Five-door hatchback',
  source: 'modelled for nearmiss; outline near a VW Golf VIII (manufacturer: 4.28 x 1.79 x 1.46 m)',
  design: (look) => carDesign(HATCH, look, randomRoot(look.seed).child('spokes').pick([5, 8, 10])),
});
