/** Saloons of the eighties. Traits as for saloons (sedan.ts). */
import { vehicleAsset } from '../asset.js';
import { type CarModel, carDesign, modelOf } from '../car.js';
import { COROLLA } from './sedan.js';
import { SALOON_OLD } from './windows.js';

/** Cars of 1974 to 1995, measured (manufacturers' data as in their handbooks). */
const OLD: readonly CarModel[] = [
  {
    // Mercedes-Benz W124 (4.74 x 1.74 x 1.446 m, wheelbase 2.80 m).
    ...COROLLA,
    name: 'w124',
    era: 1990,
    length: 4.74,
    width: 1.74,
    height: 1.446,
    wheelbase: 2.8,
    frontOverhang: 0.84,
    wheel: { radius: 0.314, width: 0.195, rim: 0.198 },
    sill: 0.19,
    bonnet: { lip: 0.75, cowl: 0.94 },
    waist: [0.92, 0.925],
    tailTop: 0.98,
    screen: { foot: 0.5, run: 0.55 },
    back: { foot: 0.86, run: 0.42 },
    roofDrop: 0.03,
    roofWidth: 0.68,
    boxy: 0.72,
    sides: SALOON_OLD,
  },
  {
    // BMW 3 series E30 (4.325 x 1.645 x 1.38 m, wheelbase 2.57 m).
    ...COROLLA,
    name: 'e30',
    era: 1980,
    length: 4.325,
    width: 1.645,
    height: 1.38,
    wheelbase: 2.57,
    frontOverhang: 0.77,
    wheel: { radius: 0.3, width: 0.195, rim: 0.185 },
    sill: 0.19,
    bonnet: { lip: 0.74, cowl: 0.89 },
    waist: [0.88, 0.88],
    tailTop: 0.92,
    screen: { foot: 0.5, run: 0.5 },
    back: { foot: 0.82, run: 0.36 },
    roofDrop: 0.03,
    roofWidth: 0.68,
    boxy: 0.88,
    sides: SALOON_OLD,
  },
  {
    // Volvo 244 (4.79 x 1.71 x 1.43 m, wheelbase 2.65 m).
    ...COROLLA,
    name: 'volvo-244',
    era: 1980,
    length: 4.79,
    width: 1.71,
    height: 1.43,
    wheelbase: 2.65,
    frontOverhang: 0.93,
    wheel: { radius: 0.316, width: 0.185, rim: 0.185 },
    sill: 0.21,
    bonnet: { lip: 0.78, cowl: 0.93 },
    waist: [0.92, 0.92],
    tailTop: 0.95,
    screen: { foot: 0.56, run: 0.42 },
    back: { foot: 1.0, run: 0.42 },
    roofDrop: 0.02,
    roofWidth: 0.72,
    boxy: 1,
    sides: SALOON_OLD,
  },
];

export const oldSedan = vehicleAsset({
  name: 'old-sedan',
  class: 'car',
  title: 'Four-door saloon of the eighties',
  source:
    'modelled for nearmiss; Mercedes-Benz W124 (4.74 x 1.74 x 1.446 m), BMW E30 (4.325 x 1.645 x 1.38 m), Volvo 244 (4.79 x 1.71 x 1.43 m); outlines from memory (grade M)',
  design: (look) => carDesign(modelOf(OLD, look), look),
});
