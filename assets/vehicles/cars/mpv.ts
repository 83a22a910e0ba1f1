/** People carriers. Traits as for saloons (sedan.ts). */
import { vehicleAsset } from '../asset.js';
import { type CarModel, carDesign, modelOf } from '../car.js';
import { PASSAT } from './estate.js';
import { MPV } from './windows.js';

/** VW Touran II (4.527 x 1.829 x 1.659 m, wheelbase 2.786 m). */
const TOURAN: CarModel = {
  ...PASSAT,
  name: 'touran-2',
  gate: 'tall',
  length: 4.527,
  width: 1.829,
  height: 1.659,
  wheelbase: 2.786,
  frontOverhang: 0.9,
  bonnet: { lip: 0.8, cowl: 1.04 },
  waist: [1.0, 1.04],
  tailTop: 1.06,
  screen: { foot: 0, run: 0.85 },
  back: { foot: 0.13, run: 0.25 },
  roofWidth: 0.7,
  boxy: 0.3,
  sides: MPV,
  doors: [0.06, 0.46, 0.76],
};

const MPVS: readonly CarModel[] = [
  TOURAN,
  // Renault Espace IV (4.661 x 1.86 x 1.73 m, wheelbase 2.803 m).
  {
    ...TOURAN,
    name: 'espace-4',
    era: 2000,
    length: 4.661,
    width: 1.86,
    height: 1.73,
    wheelbase: 2.803,
    frontOverhang: 0.95,
    bonnet: { lip: 0.78, cowl: 1.04 },
    screen: { foot: -0.05, run: 0.95 },
    boxy: 0.15,
  },
  {
    // Citroen Berlingo II (4.38 x 1.81 x 1.80 m, wheelbase 2.728 m).
    ...TOURAN,
    name: 'berlingo-2',
    era: 2010,
    length: 4.38,
    width: 1.81,
    height: 1.8,
    wheelbase: 2.728,
    frontOverhang: 0.9,
    bonnet: { lip: 0.86, cowl: 1.1 },
    waist: [1.06, 1.1],
    tailTop: 1.1,
    screen: { foot: 0.05, run: 0.75 },
    back: { foot: 0.1, run: 0.1 },
    boxy: 0.55,
    roofWidth: 0.76,
  },
];

export const mpv = vehicleAsset({
  name: 'mpv',
  class: 'car',
  title: 'People carrier',
  source:
    'modelled for nearmiss; VW Touran II (4.527 x 1.829 x 1.659 m), Renault Espace IV (4.661 x 1.86 x 1.73 m), Citroen Berlingo II (4.38 x 1.81 x 1.80 m); outlines from memory (grade M)',
  design: (look) => carDesign(modelOf(MPVS, look), look),
});
