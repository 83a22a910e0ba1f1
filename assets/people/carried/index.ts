/** What is carried and moves with the bones: bags. */
import type { Clothes } from '../clothes.js';
import type { TrunkShape } from '../flesh/trunk-shape.js';
import type { Weaver } from '../flesh/weave.js';
import type { Frame } from '../frame.js';
import { backpack, shopping, shoulderBag } from './bags.js';

export function weaveCarried(weaver: Weaver, shape: TrunkShape, c: Clothes, frame: Frame): void {
  if (c.bag === 'backpack') backpack(weaver, shape, c, frame);
  if (c.bag === 'shoulder') shoulderBag(weaver, shape, c, frame);
  if (c.bag === 'shopping') shopping(weaver, c, frame);
}
