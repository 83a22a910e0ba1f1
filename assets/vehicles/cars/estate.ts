/** Estate cars. Traits as for saloons (sedan.ts). */
import { vehicleAsset } from '../asset.js';
import { type CarModel, carDesign, modelOf } from '../car.js';
import { ESTATE, ESTATE_OLD } from './windows.js';

/** VW Passat B8 Variant (4.767 x 1.832 x 1.477 m, wheelbase 2.791 m). */
export const PASSAT: CarModel = {
  name: 'passat-b8',
  era: 2010,
  gate: 'hatch',
  length: 4.767,
  width: 1.832,
  height: 1.477,
  wheelbase: 2.791,
  frontOverhang: 0.9,
  wheel: { radius: 0.32, width: 0.215, rim: 0.218 },
  sill: 0.17,
  bonnet: { lip: 0.73, cowl: 0.93 },
  waist: [0.93, 0.97],
  tailTop: 0.99,
  screen: { foot: 0.3, run: 0.78 },
  back: { foot: 0.16, run: 0.42 },
  roofDrop: 0.05,
  roofWidth: 0.64,
  boxy: 0.3,
  sides: ESTATE,
  doors: [0, 0.39, 0.7],
  backGlass: 0.13,
  roofRails: true,
};

const ESTATES: readonly CarModel[] = [
  PASSAT,
  // Skoda Octavia III Combi (4.659 x 1.814 x 1.465 m, wheelbase 2.686 m).
  { ...PASSAT, name: 'octavia-3', length: 4.659, width: 1.814, height: 1.465, wheelbase: 2.686, frontOverhang: 0.9 },
  {
    // Ford Mondeo II Turnier (4.671 x 1.745 x 1.468 m, wheelbase 2.704 m).
    ...PASSAT,
    name: 'mondeo-2',
    era: 1990,
    length: 4.671,
    width: 1.745,
    height: 1.468,
    wheelbase: 2.704,
    frontOverhang: 0.92,
    wheel: { radius: 0.308, width: 0.195, rim: 0.195 },
    waist: [0.91, 0.93],
    boxy: 0.25,
    bonnet: { lip: 0.7, cowl: 0.9 },
  },
  {
    // Volvo 245 (4.79 x 1.71 x 1.46 m, wheelbase 2.65 m).
    ...PASSAT,
    name: 'volvo-245',
    era: 1980,
    gate: 'tall',
    length: 4.79,
    width: 1.71,
    height: 1.46,
    wheelbase: 2.65,
    frontOverhang: 0.93,
    wheel: { radius: 0.316, width: 0.185, rim: 0.185 },
    sill: 0.21,
    bonnet: { lip: 0.78, cowl: 0.93 },
    waist: [0.92, 0.92],
    tailTop: 0.94,
    screen: { foot: 0.56, run: 0.42 },
    back: { foot: 0.12, run: 0.2 },
    roofDrop: 0.01,
    roofWidth: 0.74,
    boxy: 1,
    sides: ESTATE_OLD,
  },
];

export const estate = vehicleAsset({
  name: 'estate',
  class: 'car',
  title: 'Estate car',
  source:
    'modelled for nearmiss; VW Passat B8 Variant (4.767 x 1.832 x 1.477 m), Skoda Octavia III Combi (4.659 x 1.814 x 1.465 m), Ford Mondeo II Turnier (4.671 x 1.745 x 1.468 m), Volvo 245 (4.79 x 1.71 x 1.46 m); outlines from memory (grade M)',
  design: (look) => carDesign(modelOf(ESTATES, look), look),
});
