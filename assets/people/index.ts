/** The people that nearmiss can build. */
import type { BodyAsset } from '#contracts/model';
import { pedestrianAdult, pedestrianChild } from './pedestrians.js';
import { wheelchairUser } from './wheelchair-user.js';

export const people: readonly BodyAsset[] = [pedestrianAdult, pedestrianChild, wheelchairUser];
