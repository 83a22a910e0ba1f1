/** Four-door saloons. Traits: `model`, `paint`, `outline`, `length`, `width`, `height` m, `dirt`, `livery`, `roof`, `plates`, `driver`. */
import { vehicleAsset } from '../asset.js';
import { type CarModel, carDesign, modelOf } from '../car.js';
import { SALOON } from './windows.js';

/** Toyota Corolla saloon E210 (manufacturer: 4.63 x 1.78 x 1.435 m, wheelbase 2.70 m). */
export const COROLLA: CarModel = {
  name: 'saloon-2019',
  era: 2020,
  gate: 'boot',
  length: 4.63,
  width: 1.78,
  height: 1.435,
  wheelbase: 2.7,
  frontOverhang: 0.915,
  wheel: { radius: 0.318, width: 0.215, rim: 0.218 },
  sill: 0.17,
  bonnet: { lip: 0.72, cowl: 0.915 },
  waist: [0.925, 0.965],
  tailTop: 0.995,
  screen: { foot: 0.26, run: 0.78 },
  back: { foot: 0.5, run: 0.75 },
  roofDrop: 0.04,
  roofWidth: 0.62,
  boxy: 0.1,
  sides: SALOON,
  doors: [0, 0.46, 0.8],
  backGlass: 0.13,
};

/** The same outline as saloons of other years had it; real ones differ by centimetres. */
const MODELS: readonly CarModel[] = [
  COROLLA,
  { ...COROLLA, name: 'saloon-2012', era: 2010, boxy: 0.15, waist: [0.92, 0.95], bonnet: { lip: 0.73, cowl: 0.91 } },
  {
    ...COROLLA,
    name: 'saloon-2003',
    era: 2000,
    boxy: 0.3,
    bonnet: { lip: 0.69, cowl: 0.9 },
    waist: [0.9, 0.925],
    tailTop: 0.97,
    screen: { foot: 0.36, run: 0.7 },
    back: { foot: 0.62, run: 0.6 },
    wheel: { radius: 0.31, width: 0.205, rim: 0.2 },
  },
];

export const sedan = vehicleAsset({
  name: 'sedan',
  class: 'car',
  title: 'Four-door saloon',
  source:
    'modelled for nearmiss; outline near a Toyota Corolla saloon E210 (manufacturer: 4.63 x 1.78 x 1.435 m, wheelbase 2.70 m)',
  design: (look) => carDesign(modelOf(MODELS, look), look),
});
