/** Hatchbacks of the eighties and nineties. Traits as for saloons (sedan.ts). */
import { vehicleAsset } from '../asset.js';
import { type CarModel, carDesign, modelOf } from '../car.js';
import { GOLF } from './hatchback.js';
import { HATCH_OLD, THREE_DOORS } from './windows.js';

const OLD: readonly CarModel[] = [
  {
    // VW Golf II (3.985 x 1.665 x 1.415 m, wheelbase 2.475 m).
    ...GOLF,
    name: 'golf-2',
    era: 1980,
    length: 3.985,
    width: 1.665,
    height: 1.415,
    wheelbase: 2.475,
    frontOverhang: 0.8,
    wheel: { radius: 0.288, width: 0.175, rim: 0.168 },
    sill: 0.19,
    bonnet: { lip: 0.76, cowl: 0.9 },
    waist: [0.89, 0.89],
    tailTop: 0.9,
    screen: { foot: 0.3, run: 0.5 },
    back: { foot: 0.14, run: 0.34 },
    roofDrop: 0.03,
    roofWidth: 0.7,
    boxy: 0.85,
    sides: HATCH_OLD,
  },
  {
    // Fiat Uno (3.645 x 1.548 x 1.415 m, wheelbase 2.362 m).
    ...GOLF,
    name: 'uno',
    era: 1980,
    length: 3.645,
    width: 1.548,
    height: 1.415,
    wheelbase: 2.362,
    frontOverhang: 0.71,
    wheel: { radius: 0.27, width: 0.155, rim: 0.165 },
    sill: 0.19,
    bonnet: { lip: 0.74, cowl: 0.9 },
    waist: [0.87, 0.87],
    tailTop: 0.87,
    screen: { foot: 0.2, run: 0.52 },
    back: { foot: 0.12, run: 0.22 },
    roofDrop: 0.03,
    roofWidth: 0.72,
    boxy: 1,
    sides: THREE_DOORS,
    doors: [0, 0.62],
  },
  {
    // Opel Corsa B (3.729 x 1.608 x 1.42 m, wheelbase 2.443 m).
    ...GOLF,
    name: 'corsa-b',
    era: 1990,
    length: 3.729,
    width: 1.608,
    height: 1.42,
    wheelbase: 2.443,
    frontOverhang: 0.72,
    wheel: { radius: 0.28, width: 0.165, rim: 0.17 },
    sill: 0.19,
    bonnet: { lip: 0.72, cowl: 0.9 },
    waist: [0.89, 0.91],
    tailTop: 0.9,
    screen: { foot: 0.28, run: 0.6 },
    back: { foot: 0.15, run: 0.4 },
    roofDrop: 0.06,
    roofWidth: 0.64,
    boxy: 0.2,
    sides: THREE_DOORS,
    doors: [0, 0.62],
  },
];

export const oldHatchback = vehicleAsset({
  name: 'old-hatchback',
  class: 'car',
  title: 'Hatchback of the eighties and nineties',
  source:
    'modelled for nearmiss; VW Golf II (3.985 x 1.665 x 1.415 m), Fiat Uno (3.645 x 1.548 x 1.415 m), Opel Corsa B (3.729 x 1.608 x 1.42 m); outlines from memory (grade M)',
  design: (look) => carDesign(modelOf(OLD, look), look),
});
