/** Panel van; outline near a VW Transporter T6 (4.90 x 1.90 x 1.99 m; manufacturer's data). Traits as for the saloon. */
import { vehicleAsset } from './asset.js';
import { carDesign } from './car.js';
import type { BodyDesign } from './design.js';
import { SALOON } from './sedan.js';

const VAN: BodyDesign = {
  ...SALOON,
  length: 4.9,
  width: 1.9,
  height: 1.98,
  frontAxle: 1.5,
  rearAxle: -1.5,
  wheelRadius: 0.34,
  rimRadius: 0.215,
  archRadius: 0.385,
  sill: [
    [-2.45, 0.32],
    [-1.9, 0.26],
    [-0.9, 0.22],
    [1, 0.21],
    [1.9, 0.21],
    [2.45, 0.23],
  ],
  belt: [
    [-2.45, 1.2],
    [-1.7, 1.2],
    [-0.9, 1.19],
    [0.6, 1.17],
    [1.3, 1.13],
    [1.9, 1.04],
    [2.25, 0.97],
    [2.45, 0.9],
  ],
  crown: [
    [-2.43, 0],
    [-2.2, 0.01],
    [1.1, 0.03],
    [1.7, 0.07],
    [2.1, 0.045],
    [2.43, 0],
  ],
  plan: [
    [-2.43, 0.965],
    [-1.7, 0.98],
    [-1.3, 0.985],
    [-0.2, 1],
    [0.6, 1],
    [1.5, 0.982],
    [2.0, 0.97],
    [2.43, 0.93],
  ],
  shoulderRadius: 0.03,
  side: [
    [0, 0.94],
    [0.12, 0.97],
    [0.4, 0.992],
    [0.6, 1],
    [0.66, 1],
    [0.85, 0.985],
    [1, 0.972],
  ],
  tail: [
    [0, 0.1],
    [0.12, 0.03],
    [0.3, 0],
    [0.46, 0],
    [0.52, 0.03],
    [1, 0.04],
  ],
  tailCorner: 0.22,
  tailExponent: 3.5,
  face: {
    ...SALOON.face,
    grille: { half: 0.42, from: 0.72, to: 0.88, bars: 2 },
    headlamp: { inner: 0.5, outer: 0.99, from: 0.56, to: 0.88 },
    tailLamp: { inner: 0.82, outer: 0.998, from: 0.46, to: 0.88 },
  },
  cabin: {
    ...SALOON.cabin,
    windscreen: { base: 1.86, baseCorner: 1.56, top: 1.02, topCorner: 0.86 },
    backlight: { base: -2.375, baseCorner: -2.33, top: -2.33, topCorner: -2.27 },
    waist: [0.935, 0.955],
    roofWidth: [0.78, 0.82],
    roofEdge: [
      [-2.36, 1.87],
      [-1.6, 1.9],
      [-0.2, 1.91],
      [1.02, 1.87],
    ],
    sides: [
      { to: 0.05, kind: 'body' },
      { to: 0.27, kind: 'glass' },
      { to: 1, kind: 'body' },
    ],
    backGlassFrom: 0.3,
  },
  doors: [1.32, 0.28, -0.72],
  handles: [0.4, -0.6],
  cladding: true,
};

export const van = vehicleAsset({
  name: 'van',
  class: 'van',
  title: 'Panel van',
  source: 'modelled for nearmiss; outline near a VW Transporter T6 (manufacturer: 4.90 x 1.90 x 1.99 m)',
  design: (look) => ({ ...carDesign(VAN, look, 5), usualPaint: 'white' }),
});
