/** The vehicles that nearmiss can build. */
import type { BodyAsset } from '#contracts/model';
import { bus } from './buses/bus.js';
import { cityCar, hatchback, oldHatchback } from './cars/hatchback.js';
import { oldSedan, sedan } from './cars/sedan.js';
import { deliveryVan, estate, mpv, pickup, suv, van } from './cars/tall.js';
import { boxVan, refuseTruck, tipper, truck } from './lorries/truck.js';

export const vehicles: readonly BodyAsset[] = [
  sedan,
  hatchback,
  suv,
  van,
  truck,
  cityCar,
  oldHatchback,
  oldSedan,
  estate,
  mpv,
  deliveryVan,
  pickup,
  boxVan,
  tipper,
  refuseTruck,
  bus,
];
