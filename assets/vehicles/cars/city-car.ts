/** Small cars for towns. Traits as for saloons (sedan.ts). */
import { vehicleAsset } from '../asset.js';
import { type CarModel, carDesign, modelOf } from '../car.js';
import { GOLF } from './hatchback.js';
import { THREE_DOORS } from './windows.js';

/** Measured by their makers: length, width, height, wheelbase. */
const CITY: readonly CarModel[] = [
  {
    // VW up! (3.60 x 1.645 x 1.504 m, wheelbase 2.407 m).
    ...GOLF,
    name: 'up',
    era: 2010,
    length: 3.6,
    width: 1.645,
    height: 1.504,
    wheelbase: 2.407,
    frontOverhang: 0.64,
    wheel: { radius: 0.289, width: 0.175, rim: 0.185 },
    bonnet: { lip: 0.78, cowl: 0.98 },
    waist: [0.96, 1.0],
    tailTop: 0.98,
    screen: { foot: 0.12, run: 0.68 },
    back: { foot: 0.11, run: 0.2 },
    roofDrop: 0.05,
    roofWidth: 0.66,
    boxy: 0.4,
  },
  {
    // Fiat Panda III (3.653 x 1.643 x 1.551 m, wheelbase 2.30 m).
    ...GOLF,
    name: 'panda',
    era: 2010,
    gate: 'tall',
    length: 3.653,
    width: 1.643,
    height: 1.551,
    wheelbase: 2.3,
    frontOverhang: 0.76,
    wheel: { radius: 0.29, width: 0.175, rim: 0.185 },
    bonnet: { lip: 0.82, cowl: 1.02 },
    waist: [1.0, 1.02],
    tailTop: 1.02,
    screen: { foot: 0.14, run: 0.6 },
    back: { foot: 0.12, run: 0.2 },
    roofDrop: 0.04,
    roofWidth: 0.7,
    boxy: 0.5,
  },
  {
    // Fiat 500 of 2007 (3.546 x 1.627 x 1.488 m, wheelbase 2.30 m).
    ...GOLF,
    name: 'fiat-500',
    era: 2000,
    length: 3.546,
    width: 1.627,
    height: 1.488,
    wheelbase: 2.3,
    frontOverhang: 0.7,
    wheel: { radius: 0.288, width: 0.185, rim: 0.185 },
    bonnet: { lip: 0.74, cowl: 0.95 },
    waist: [0.94, 0.97],
    tailTop: 0.96,
    screen: { foot: 0.2, run: 0.66 },
    back: { foot: 0.14, run: 0.42 },
    roofDrop: 0.1,
    roofWidth: 0.6,
    boxy: 0,
    sides: THREE_DOORS,
    doors: [0, 0.62],
  },
  {
    // Ford Fiesta of 2008 (3.95 x 1.722 x 1.481 m, wheelbase 2.489 m).
    ...GOLF,
    name: 'fiesta',
    era: 2010,
    length: 3.95,
    width: 1.722,
    height: 1.481,
    wheelbase: 2.489,
    frontOverhang: 0.8,
    wheel: { radius: 0.3, width: 0.195, rim: 0.195 },
    waist: [0.93, 1.0],
    tailTop: 1.0,
    back: { foot: 0.15, run: 0.38 },
    roofDrop: 0.08,
    boxy: 0.05,
  },
];

export const cityCar = vehicleAsset({
  name: 'city-car',
  class: 'car',
  title: 'Small car for towns',
  source:
    'modelled for nearmiss; VW up! (3.60 x 1.645 x 1.504 m), Fiat Panda III (3.653 x 1.643 x 1.551 m), Fiat 500 (3.546 x 1.627 x 1.488 m), Ford Fiesta VI (3.95 x 1.722 x 1.481 m); outlines from memory (grade M)',
  design: (look) => carDesign(modelOf(CITY, look), look),
});
