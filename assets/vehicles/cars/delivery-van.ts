/** Large panel vans. Traits as for saloons (sedan.ts). */
import { vehicleAsset } from '../asset.js';
import { type CarModel, carDesign, modelOf } from '../car.js';
import { TRANSPORTER } from './van.js';

/** Mercedes-Benz Sprinter 906, high roof (5.91 x 1.993 x 2.705 m, wheelbase 3.665 m). */
const SPRINTER: CarModel = {
  ...TRANSPORTER,
  name: 'sprinter-906',
  length: 5.91,
  width: 1.993,
  height: 2.705,
  wheelbase: 3.665,
  frontOverhang: 1.004,
  wheel: { radius: 0.348, width: 0.235, rim: 0.215 },
  sill: 0.26,
  bonnet: { lip: 1.0, cowl: 1.3 },
  waist: [1.28, 1.3],
  tailTop: 1.3,
  screen: { foot: -0.3, run: 0.75 },
  roofWidth: 0.83,
  backGlass: 1,
  twinDoors: true,
  doors: [0.03, 0.24, 0.48],
};

const DELIVERY: readonly CarModel[] = [
  SPRINTER,
  // Renault Master III L2H2 (5.548 x 2.07 x 2.499 m, wheelbase 3.682 m).
  {
    ...SPRINTER,
    name: 'master-3',
    length: 5.548,
    width: 2.07,
    height: 2.499,
    wheelbase: 3.682,
    frontOverhang: 0.842,
    boxy: 0.7,
  },
  // Ford Transit of 2000, medium roof (5.23 x 1.974 x 2.39 m, wheelbase 3.30 m).
  {
    ...SPRINTER,
    name: 'transit-2000',
    era: 2000,
    length: 5.23,
    width: 1.974,
    height: 2.39,
    wheelbase: 3.3,
    frontOverhang: 0.93,
    boxy: 0.75,
  },
];

export const deliveryVan = vehicleAsset({
  name: 'delivery-van',
  class: 'van',
  title: 'Large panel van with a high roof',
  source:
    'modelled for nearmiss; Mercedes-Benz Sprinter 906 (5.91 x 1.993 x 2.705 m), Renault Master III (5.548 x 2.07 x 2.499 m), Ford Transit of 2000 (5.23 x 1.974 x 2.39 m); outlines from memory (grade M)',
  design: (look) => carDesign(modelOf(DELIVERY, look), look),
});
