/** The animals that nearmiss can build, one file each. */
import type { BodyAsset } from '#contracts/model';
import { bird } from './bird.js';
import { dog } from './dog.js';
import { moose } from './moose.js';
import { redKangaroo } from './red-kangaroo.js';
import { whiteTailedDeer } from './white-tailed-deer.js';
import { wildBoar } from './wild-boar.js';

export const animals: readonly BodyAsset[] = [whiteTailedDeer, moose, wildBoar, redKangaroo, dog, bird];
