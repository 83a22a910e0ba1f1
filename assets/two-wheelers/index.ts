/** Bicycles and motorcycles, with and without their riders. */
import type { BodyAsset } from '#contracts/model';
import { childCyclist, cyclist } from './cyclist.js';
import { motorcycle, parkedMotorcycle, parkedScooter, scooter } from './motorcycle.js';
import { bicycle } from './parked.js';

export const twoWheelers: readonly BodyAsset[] = [
  cyclist,
  childCyclist,
  bicycle,
  motorcycle,
  scooter,
  parkedMotorcycle,
  parkedScooter,
];
