/** The vehicles that nearmiss can build. */
import type { BodyAsset } from '#contracts/model';
import { bus } from './buses/bus.js';
import { cityCar } from './cars/city-car.js';
import { deliveryVan } from './cars/delivery-van.js';
import { estate } from './cars/estate.js';
import { hatchback } from './cars/hatchback.js';
import { mpv } from './cars/mpv.js';
import { oldHatchback } from './cars/old-hatchback.js';
import { oldSedan } from './cars/old-sedan.js';
import { pickup } from './cars/pickup.js';
import { sedan } from './cars/sedan.js';
import { suv } from './cars/suv.js';
import { van } from './cars/van.js';
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
