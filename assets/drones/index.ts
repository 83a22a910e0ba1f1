/** The drones that nearmiss can build. */
import type { BodyAsset } from '#contracts/model';
import { hexarotor } from './hexarotor.js';
import { quadrotor } from './quadrotor.js';

export const drones: readonly BodyAsset[] = [quadrotor, hexarotor];
