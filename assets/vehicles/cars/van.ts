/** Panel vans. Traits as for saloons (sedan.ts). */
import { vehicleAsset } from '../asset.js';
import { type CarModel, carDesign, modelOf } from '../car.js';
import { MINIBUS, VAN } from './windows.js';

/** VW Transporter T6 (manufacturer: 4.90 x 1.90 x 1.99 m, wheelbase 3.00 m). */
export const TRANSPORTER: CarModel = {
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

export const van = vehicleAsset({
  name: 'van',
  class: 'van',
  title: 'Panel van',
  source: 'modelled for nearmiss; outline near a VW Transporter T6 (manufacturer: 4.90 x 1.90 x 1.99 m)',
  design: (look) => carDesign(modelOf(VANS, look), look),
});
