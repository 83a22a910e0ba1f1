/** The animals that nearmiss can build, one file each. */
import type { BodyAsset } from '#contracts/model';
import { badger } from './badger.js';
import { bird } from './bird.js';
import { cow } from './cow.js';
import { dog } from './dog.js';
import { moose } from './moose.js';
import { redDeer } from './red-deer.js';
import { redFox } from './red-fox.js';
import { redKangaroo } from './red-kangaroo.js';
import { roeDeer } from './roe-deer.js';
import { sheep } from './sheep.js';
import { whiteTailedDeer } from './white-tailed-deer.js';
import { wildBoar } from './wild-boar.js';

export const animals: readonly BodyAsset[] = [
  whiteTailedDeer,
  roeDeer,
  redDeer,
  moose,
  wildBoar,
  redKangaroo,
  dog,
  redFox,
  badger,
  cow,
  sheep,
  bird,
];
