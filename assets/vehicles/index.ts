/** The vehicles that nearmiss can build, one file each. */
import type { BodyAsset } from '#contracts/model';
import { hatchback } from './hatchback.js';
import { sedan } from './sedan.js';
import { suv } from './suv.js';
import { truck } from './truck.js';
import { van } from './van.js';

export const vehicles: readonly BodyAsset[] = [sedan, hatchback, suv, van, truck];
