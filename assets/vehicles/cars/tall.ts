/** Estates, sport utility vehicles, people carriers and vans. Traits as for saloons (sedan.ts). */
import { vehicleAsset } from '../asset.js';
import { type CarModel, carDesign, modelOf } from '../car.js';
import { ESTATE, ESTATE_OLD, MINIBUS, MPV, PICKUP, PICKUP_SINGLE, SUV, VAN } from './windows.js';

/** VW Tiguan II (manufacturer: 4.51 x 1.84 x 1.68 m, wheelbase 2.68 m). */
const TIGUAN: CarModel = {
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

/** VW Passat B8 Variant (4.767 x 1.832 x 1.477 m, wheelbase 2.791 m). */
const PASSAT: CarModel = {
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

/** VW Transporter T6 (manufacturer: 4.90 x 1.90 x 1.99 m, wheelbase 3.00 m). */
const TRANSPORTER: CarModel = {
  name: 'van-2015',
  era: 2010,
  gate: 'tall',
  length: 4.9,
  width: 1.9,
  height: 1.98,
  wheelbase: 3,
  frontOverhang: 0.95,
  wheel: { radius: 0.34, width: 0.215, rim: 0.215 },
  sill: 0.21,
  bonnet: { lip: 0.92, cowl: 1.16 },
  waist: [1.17, 1.2],
  tailTop: 1.2,
  screen: { foot: -0.32, run: 0.8 },
  back: { foot: 0.1, run: 0.08 },
  roofDrop: 0.01,
  roofWidth: 0.8,
  boxy: 0.6,
  sides: VAN,
  doors: [0.02, 0.27, 0.52],
  backGlass: 0.35,
  cladding: true,
  usualPaint: 'white',
};

const VANS: readonly CarModel[] = [
  TRANSPORTER,
  { ...TRANSPORTER, name: 'van-2005', era: 2000, boxy: 0.7, backGlass: 1, twinDoors: true },
  { ...TRANSPORTER, name: 'van-windows', sides: MINIBUS, backGlass: 0.1 },
  {
    ...TRANSPORTER,
    name: 'van-1992',
    era: 1990,
    boxy: 0.85,
    bonnet: { lip: 0.9, cowl: 1.14 },
    screen: { foot: -0.3, run: 0.62 },
  },
];

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

/** Ford Ranger T6, double cab (5.359 x 1.86 x 1.815 m, wheelbase 3.22 m). */
const RANGER: CarModel = {
  ...TIGUAN,
  name: 'ranger-t6',
  gate: 'hatch',
  length: 5.359,
  width: 1.86,
  height: 1.815,
  wheelbase: 3.22,
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

export const suv = vehicleAsset({
  name: 'suv',
  class: 'car',
  title: 'Compact sport utility vehicle',
  source: 'modelled for nearmiss; outline near a VW Tiguan II (manufacturer: 4.51 x 1.84 x 1.68 m)',
  design: (look) => carDesign(modelOf(SUVS, look), look),
});

export const estate = vehicleAsset({
  name: 'estate',
  class: 'car',
  title: 'Estate car',
  source:
    'modelled for nearmiss; VW Passat B8 Variant (4.767 x 1.832 x 1.477 m), Skoda Octavia III Combi (4.659 x 1.814 x 1.465 m), Ford Mondeo II Turnier (4.671 x 1.745 x 1.468 m), Volvo 245 (4.79 x 1.71 x 1.46 m), manufacturers',
  design: (look) => carDesign(modelOf(ESTATES, look), look),
});

export const mpv = vehicleAsset({
  name: 'mpv',
  class: 'car',
  title: 'People carrier',
  source:
    'modelled for nearmiss; VW Touran II (4.527 x 1.829 x 1.659 m), Renault Espace IV (4.661 x 1.86 x 1.73 m), Citroen Berlingo II (4.38 x 1.81 x 1.80 m), manufacturers',
  design: (look) => carDesign(modelOf(MPVS, look), look),
});

export const van = vehicleAsset({
  name: 'van',
  class: 'van',
  title: 'Panel van',
  source: 'modelled for nearmiss; outline near a VW Transporter T6 (manufacturer: 4.90 x 1.90 x 1.99 m)',
  design: (look) => carDesign(modelOf(VANS, look), look),
});

export const deliveryVan = vehicleAsset({
  name: 'delivery-van',
  class: 'van',
  title: 'Large panel van with a high roof',
  source:
    'modelled for nearmiss; Mercedes-Benz Sprinter 906 (5.91 x 1.993 x 2.705 m), Renault Master III (5.548 x 2.07 x 2.499 m), Ford Transit of 2000 (5.23 x 1.974 x 2.39 m), manufacturers',
  design: (look) => carDesign(modelOf(DELIVERY, look), look),
});

/** Cityscapes counts pickups among trucks. */
export const pickup = vehicleAsset({
  name: 'pickup',
  class: 'truck',
  title: 'Pickup',
  source:
    'modelled for nearmiss; Ford Ranger T6 (5.359 x 1.86 x 1.815 m), Toyota Hilux of 1989 (4.725 x 1.69 x 1.62 m), Ford F-150 of 2015 (5.89 x 2.03 x 1.96 m), manufacturers',
  design: (look) => carDesign(modelOf(PICKUPS, look), look),
});
