/** The obstacles that nearmiss can build, one file each. */
import type { BodyAsset } from '#contracts/model';
import { balloon } from './balloon.js';
import { crane } from './crane.js';
import { distractor } from './distractor.js';
import { lostLoad } from './lost-load.js';
import { wire } from './wire.js';

export const obstacles: readonly BodyAsset[] = [crane, wire, balloon, lostLoad, distractor];
