/** Sport utility vehicles. Traits as for saloons (sedan.ts). */
import { vehicleAsset } from '../asset.js';
import { type CarModel, carDesign, modelOf } from '../car.js';
import { SUV } from './windows.js';

/** VW Tiguan II (manufacturer: 4.51 x 1.84 x 1.68 m, wheelbase 2.68 m). */
export const TIGUAN: CarModel = {
  name: 'suv-2017',
  era: 2010,
  gate: 'hatch',
  length: 4.51,
  width: 1.84,
  height: 1.67,
  wheelbase: 2.68,
  frontOverhang: 0.885,
  wheel: { radius: 0.358, width: 0.235, rim: 0.24 },
  sill: 0.25,
  bonnet: { lip: 0.88, cowl: 1.06 },
  waist: [1.08, 1.12],
  tailTop: 1.12,
  screen: { foot: 0.3, run: 0.68 },
  back: { foot: 0.16, run: 0.34 },
  roofDrop: 0.06,
  roofWidth: 0.65,
  boxy: 0.3,
  sides: SUV,
  doors: [0, 0.45, 0.8],
  backGlass: 0.13,
  cladding: true,
  roofRails: true,
};

const SUVS: readonly CarModel[] = [
  TIGUAN,
  {
    ...TIGUAN,
    name: 'suv-2022',
    era: 2020,
    boxy: 0.15,
    waist: [1.09, 1.14],
    screen: { foot: 0.28, run: 0.72 },
    back: { foot: 0.18, run: 0.44 },
  },
  {
    ...TIGUAN,
    name: 'suv-2004',
    era: 2000,
    boxy: 0.5,
    bonnet: { lip: 0.9, cowl: 1.06 },
    waist: [1.06, 1.07],
    screen: { foot: 0.42, run: 0.52 },
    back: { foot: 0.14, run: 0.2 },
    roofWidth: 0.7,
  },
];

export const suv = vehicleAsset({
  name: 'suv',
  class: 'car',
  title: 'Compact sport utility vehicle',
  source: 'modelled for nearmiss; outline near a VW Tiguan II (manufacturer: 4.51 x 1.84 x 1.68 m)',
  design: (look) => carDesign(modelOf(SUVS, look), look),
});
