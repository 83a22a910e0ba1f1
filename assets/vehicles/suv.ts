/** Compact SUV; outline near a VW Tiguan II (4.51 x 1.84 x 1.68 m; manufacturer's data). Traits as for the saloon. */
import { randomRoot } from '#core/random';
import { vehicleAsset } from './asset.js';
import { carDesign } from './car.js';
import type { BodyDesign } from './design.js';
import { SALOON } from './sedan.js';

const SUV: BodyDesign = {
  ...SALOON,
  length: 4.51,
  width: 1.84,
  height: 1.67,
  frontAxle: 1.37,
  rearAxle: -1.31,
  wheelRadius: 0.358,
  rimRadius: 0.24,
  archRadius: 0.408,
  sill: [
    [-2.25, 0.4],
    [-1.85, 0.34],
    [-0.9, 0.29],
    [1, 0.28],
    [1.8, 0.29],
    [2.25, 0.31],
  ],
  belt: [
    [-2.25, 1.14],
    [-1.7, 1.14],
    [-0.9, 1.11],
    [0.4, 1.08],
    [1, 1.06],
    [1.6, 1.01],
    [2.05, 0.95],
    [2.25, 0.88],
  ],
  crown: [
    [-2.23, 0],
    [-1.9, 0.02],
    [-1.2, 0.04],
    [0.9, 0.06],
    [1.6, 0.06],
    [2.0, 0.035],
    [2.23, 0],
  ],
  plan: [
    [-2.23, 0.94],
    [-1.7, 0.975],
    [-1.3, 0.985],
    [-0.2, 1],
    [0.4, 1],
    [1.4, 0.985],
    [1.8, 0.965],
    [2.23, 0.94],
  ],
  tail: [
    [0, 0.12],
    [0.12, 0.05],
    [0.3, 0.006],
    [0.38, 0],
    [0.46, 0],
    [0.52, 0.03],
    [0.7, 0.045],
    [1, 0.07],
  ],
  face: {
    ...SALOON.face,
    grille: { half: 0.48, from: 0.56, to: 0.88, bars: 4 },
    tailLamp: { inner: 0.54, outer: 0.998, from: 0.72, to: 0.88 },
    frontPlate: 0.48,
  },
  cabin: {
    ...SALOON.cabin,
    windscreen: { base: 1.02, baseCorner: 0.68, top: 0.36, topCorner: 0.16 },
    backlight: { base: -2.1, baseCorner: -1.96, top: -1.74, topCorner: -1.6 },
    roofEdge: [
      [-1.76, 1.55],
      [-1.2, 1.6],
      [-0.3, 1.62],
      [0.36, 1.57],
    ],
    sides: [
      { to: 0.04, kind: 'body' },
      { to: 0.4, kind: 'glass' },
      { to: 0.445, kind: 'pillar' },
      { to: 0.72, kind: 'glass' },
      { to: 0.76, kind: 'pillar' },
      { to: 0.92, kind: 'glass' },
      { to: 1, kind: 'body' },
    ],
  },
  doors: [0.86, -0.34, -1.16],
  handles: [-0.12, -0.9],
  cladding: true,
  roofRails: true,
};

export const suv = vehicleAsset({
  name: 'suv',
  class: 'car',
  title: 'Compact sport utility vehicle',
  source: 'modelled for nearmiss; outline near a VW Tiguan II (manufacturer: 4.51 x 1.84 x 1.68 m)',
  design: (look) => carDesign(SUV, look, randomRoot(look.seed).child('spokes').pick([5, 6, 10])),
});
