/** Pickups. Traits as for saloons (sedan.ts). */
import { vehicleAsset } from '../asset.js';
import { type CarModel, carDesign, modelOf } from '../car.js';
import { TIGUAN } from './suv.js';
import { PICKUP, PICKUP_SINGLE } from './windows.js';

/** Ford Ranger T6, double cab (5.359 x 1.849 x 1.815 m, wheelbase 3.226 m). */
const RANGER: CarModel = {
  ...TIGUAN,
  name: 'ranger-t6',
  gate: 'hatch',
  length: 5.359,
  width: 1.849,
  height: 1.815,
  wheelbase: 3.226,
  frontOverhang: 0.9,
  wheel: { radius: 0.382, width: 0.255, rim: 0.23 },
  sill: 0.36,
  bonnet: { lip: 0.98, cowl: 1.16 },
  waist: [1.16, 1.18],
  tailTop: 1.18,
  screen: { foot: 0.42, run: 0.6 },
  back: { foot: 1.62, run: 0.12 },
  roofWidth: 0.68,
  boxy: 0.5,
  sides: PICKUP,
  doors: [0, 0.5, 0.98],
  bedFloor: 0.76,
  roofRails: false,
};

const PICKUPS: readonly CarModel[] = [
  RANGER,
  {
    // Toyota Hilux of 1989, single cab (4.725 x 1.69 x 1.62 m, wheelbase 2.84 m).
    ...RANGER,
    name: 'hilux-1989',
    era: 1980,
    length: 4.725,
    width: 1.69,
    height: 1.62,
    wheelbase: 2.84,
    frontOverhang: 0.78,
    wheel: { radius: 0.35, width: 0.205, rim: 0.19 },
    sill: 0.38,
    bonnet: { lip: 0.9, cowl: 1.04 },
    waist: [1.02, 1.02],
    tailTop: 1.02,
    screen: { foot: 0.35, run: 0.42 },
    back: { foot: 2.05, run: 0.12 },
    boxy: 0.9,
    sides: PICKUP_SINGLE,
    doors: [0, 0.95],
    bedFloor: 0.66,
    cladding: false,
  },
  {
    // Ford F-150 of 2015, crew cab with the 5.5 ft bed (5.89 x 2.03 x 1.96 m, wheelbase 3.683 m).
    ...RANGER,
    name: 'f150-2015',
    length: 5.89,
    width: 2.03,
    height: 1.96,
    wheelbase: 3.683,
    frontOverhang: 0.97,
    wheel: { radius: 0.4, width: 0.275, rim: 0.235 },
    bonnet: { lip: 1.1, cowl: 1.24 },
    waist: [1.24, 1.26],
    tailTop: 1.28,
    screen: { foot: 0.5, run: 0.62 },
    back: { foot: 1.76, run: 0.14 },
    boxy: 0.65,
    bedFloor: 0.82,
  },
];

/** Cityscapes counts pickups among trucks. */
export const pickup = vehicleAsset({
  name: 'pickup',
  class: 'truck',
  title: 'Pickup',
  source:
    'modelled for nearmiss; Ford Ranger T6 (5.359 x 1.849 x 1.815 m), Toyota Hilux of 1989 (4.725 x 1.69 x 1.62 m), Ford F-150 of 2015 (5.89 x 2.03 x 1.96 m); outlines from memory (grade M)',
  design: (look) => carDesign(modelOf(PICKUPS, look), look),
});
