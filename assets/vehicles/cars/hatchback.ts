/** Five-door hatchbacks. Traits as for saloons (sedan.ts). */
import { vehicleAsset } from '../asset.js';
import { type CarModel, carDesign, modelOf } from '../car.js';
import { HATCH } from './windows.js';

/** VW Golf VIII (manufacturer: 4.28 x 1.79 x 1.46 m, wheelbase 2.64 m). */
export const GOLF: CarModel = {
  name: 'hatchback-2020',
  era: 2020,
  gate: 'hatch',
  length: 4.28,
  width: 1.79,
  height: 1.47,
  wheelbase: 2.636,
  frontOverhang: 0.87,
  wheel: { radius: 0.318, width: 0.215, rim: 0.218 },
  sill: 0.17,
  bonnet: { lip: 0.73, cowl: 0.93 },
  waist: [0.935, 0.98],
  tailTop: 1.0,
  screen: { foot: 0.2, run: 0.78 },
  back: { foot: 0.15, run: 0.36 },
  roofDrop: 0.06,
  roofWidth: 0.64,
  boxy: 0.15,
  sides: HATCH,
  doors: [0, 0.47, 0.84],
  backGlass: 0.13,
};

const MODELS: readonly CarModel[] = [
  GOLF,
  { ...GOLF, name: 'hatchback-2012', era: 2010, boxy: 0.25, waist: [0.93, 0.96], back: { foot: 0.16, run: 0.4 } },
  {
    ...GOLF,
    name: 'hatchback-2004',
    era: 2000,
    boxy: 0.25,
    waist: [0.92, 0.95],
    screen: { foot: 0.26, run: 0.72 },
    back: { foot: 0.14, run: 0.34 },
    wheel: { radius: 0.31, width: 0.205, rim: 0.2 },
  },
];

export const hatchback = vehicleAsset({
  name: 'hatchback',
  class: 'car',
  title: 'Five-door hatchback',
  source: 'modelled for nearmiss; outline near a VW Golf VIII (manufacturer: 4.28 x 1.79 x 1.46 m)',
  design: (look) => carDesign(modelOf(MODELS, look), look),
});
