/**
 * People: a skeleton by anthropometry, flesh and clothes woven round it in three levels of detail, postures by gait.
 * Body frame: origin on the ground between the feet, x forward, y left, z up.
 */
import type { SkinBuilder } from '../mesh/skin.js';
import { weaveCarried } from './carried/index.js';
import { BARE, type Clothes } from './clothes.js';
import type { Figure } from './figure.js';
import { weaveArm } from './flesh/arm.js';
import { weaveFoot } from './flesh/foot.js';
import { weaveHair } from './flesh/hair.js';
import { weaveHand } from './flesh/hand.js';
import { weaveHead, weaveNeck } from './flesh/head.js';
import { weaveHeadgear } from './flesh/headgear.js';
import { crotchPoints, weaveLeg } from './flesh/leg.js';
import { skirtHem, weaveSkirt } from './flesh/skirt.js';
import { skullOf } from './flesh/skull.js';
import { weaveTrimmings } from './flesh/trimmings.js';
import { weaveTrunk } from './flesh/trunk.js';
import { trunkShape } from './flesh/trunk-shape.js';
import { createWeaver, type Detail, type Stuff } from './flesh/weave.js';
import type { Frame } from './frame.js';

export type { Clothes } from './clothes.js';
export type { Figure } from './figure.js';
export { type Frame, frameOf, P } from './frame.js';
export { personPose, strideOf } from './motion/index.js';

/** A dressed body in two surfaces: what a rider's model has. */
export function dressBody(cloth: SkinBuilder, skin: SkinBuilder, f: Figure, c: Clothes, frame: Frame): void {
  weaveBody({ cloth, top: cloth, skin, hair: skin, strips: cloth }, 0, f, c, frame);
}

export function weaveBody(
  sheets: Readonly<Record<Stuff, SkinBuilder>>,
  detail: Detail,
  f: Figure,
  c: Clothes,
  frame: Frame,
): void {
  const weaver = createWeaver(sheets, detail);
  const shape = trunkShape(f, c, frame);
  const trunk = weaveTrunk(weaver, shape, c, frame);
  const skull = skullOf(f, frame);
  weaveNeck(weaver, { f, c, frame, skull }, shape);
  weaveHead(weaver, { f, c, frame, skull });
  weaveHair(weaver, { f, c, frame, skull });
  weaveHeadgear(weaver, { f, c, frame, skull });
  const hem = skirtHem(c, frame);
  const crotch = crotchPoints({ side: 1, f, c, frame });
  for (const side of [1, -1] as const) {
    const limb = { side, f, c, frame };
    weaveArm(weaver, limb, trunk.armLoop[side]);
    weaveHand(weaver, limb);
    weaveLeg(weaver, limb, trunk.forkLoop[side], crotch, hem === undefined ? undefined : hem + 0.06 * frame.h);
    weaveFoot(weaver, limb);
  }
  if (hem !== undefined) weaveSkirt(weaver, shape, c, frame, hem);
  weaveTrimmings(weaver, shape, c, frame);
  weaveCarried(weaver, shape, c, frame);
}

export function bareLegs(c: Clothes): boolean {
  return BARE.has(c.legs);
}
