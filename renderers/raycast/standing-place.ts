/** A place for rays: one hierarchy of boxes over its heap and all its copies, built once a scene and wind. */
import type { Swayer } from '#assets/index';
import type { SceneSpec } from '#contracts/scene';
import { norm, type Vec3 } from '#core/pose';
import { type Packed, pack } from './packed.js';
import { type PlaceTargets, placeTargets } from './place.js';
import { applyRigid, bvhOf, type Target } from './target.js';
import { type TopTree, topTree } from './top-tree.js';

export interface StandingCopy {
  readonly target: Target;
  readonly packed: Packed;
  /** How the wind moves it; undefined for what stands firm. */
  readonly sways: ReturnType<PlaceTargets['swayOf']>;
}

export interface StandingPlace {
  readonly tree: TopTree;
  /** 6 numbers a thing. */
  readonly boxes: Float64Array;
  /** Things of the tree, by number. */
  readonly copies: readonly StandingCopy[];
  /** From now on the copies that this eye sees are there, and no others. */
  setEye(eye: Vec3): void;
}

/** @param swayer the wind's, if any blows */
export function standingPlace(scene: SceneSpec, swayer: Swayer | undefined): StandingPlace {
  const targets: PlaceTargets = placeTargets(scene);
  const packed = new Map<Target['bvh'], Packed>();
  const copies = targets.all.map((target, i): StandingCopy => {
    const known = packed.get(target.bvh) ?? patientlyPacked(target);
    packed.set(target.bvh, known);
    return { target, packed: known, sways: swayer && targets.swayOf(i, swayer) };
  });
  const boxes = new Float64Array(6 * copies.length);
  for (const [i, copy] of copies.entries()) boxes.set(boxOf(copy), 6 * i);
  const tree = topTree(boxes);
  let seenFrom: Vec3 | undefined;
  const setEye = (eye: Vec3): void => {
    if (seenFrom?.every((x, k) => x === eye[k])) return;
    seenFrom = eye;
    tree.only((i) => targets.isThere(i, eye));
  };
  return { tree, boxes, copies, setEye };
}

/** A place stands for all of a sample's turns: its hierarchies may take long to build. */
function patientlyPacked({ positions, indices }: Target): Packed {
  const [p, i] = [positions as Float32Array, indices as Uint32Array];
  return pack(bvhOf(p, i, true), p, i);
}

/** Room enough for all that the wind does with it. */
function boxOf({ target: { positions, world }, sways }: StandingCopy): number[] {
  const low = [Infinity, Infinity, Infinity];
  const high = [-Infinity, -Infinity, -Infinity];
  for (let i = 0; i < positions.length; i += 3) {
    const at = applyRigid(world, [positions[i] as number, positions[i + 1] as number, positions[i + 2] as number]);
    for (let k = 0; k < 3; k++) {
      low[k] = Math.min(low[k] as number, at[k] as number);
      high[k] = Math.max(high[k] as number, at[k] as number);
    }
  }
  if (sways === undefined || world === undefined) return [...low, ...high];
  const foot = [world[3], world[7], world[11]] as Vec3;
  const away = foot.map((at, k) => Math.max(at - (low[k] as number), (high[k] as number) - at)) as unknown as Vec3;
  const room = sways.sway.reach(sways.copy) * norm(away);
  return [...low.map((at) => at - room), ...high.map((at) => at + room)];
}
