/** The vehicles that nearmiss can build. */
import type { BodyAsset } from '#contracts/model';
import { cityCar, hatchback, oldHatchback } from './cars/hatchback.js';
import { oldSedan, sedan } from './cars/sedan.js';
import { deliveryVan, estate, mpv, suv, van } from './cars/tall.js';
import { truck } from './truck.js';

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
];
