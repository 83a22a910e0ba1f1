/** Bones and posing: rest positions, rotations down the chain. Body frame: x forward, y left, z up. */
import { add, NO_ROTATION, type Quat, quatFromAxisAngle, quatMultiply, rotate, sub, type Vec3 } from '#core/pose';

export interface Bone {
  readonly name: string;
  /** Index of the parent, before this bone in the list; -1 for the root. */
  readonly parent: number;
  /** Where it turns, at rest. */
  readonly joint: Vec3;
}

/** Turns of bones relative to their parents, by bone index; and how far the root has moved. */
export interface BonePose {
  readonly turns: ReadonlyMap<number, Quat>;
  readonly rootShift: Vec3;
}

/** Where each bone's joint is and how it is turned against rest. */
export interface PosedBone {
  readonly joint: Vec3;
  readonly turn: Quat;
}

export function poseBones(bones: readonly Bone[], pose: BonePose): PosedBone[] {
  const posed: PosedBone[] = [];
  for (const [i, bone] of bones.entries()) {
    const own = pose.turns.get(i) ?? NO_ROTATION;
    if (bone.parent < 0) {
      posed.push({ joint: add(bone.joint, pose.rootShift), turn: own });
      continue;
    }
    const parent = posed[bone.parent] as PosedBone;
    const rest = (bones[bone.parent] as Bone).joint;
    posed.push({ joint: add(parent.joint, rotate(parent.turn, sub(bone.joint, rest))), turn: quatMultiply(parent.turn, own) });
  }
  return posed;
}

/** A point that moves with a bone. */
export function carried(bone: PosedBone, rest: Vec3, point: Vec3): Vec3 {
  return add(bone.joint, rotate(bone.turn, sub(point, rest)));
}

/** Nodding: positive turns the front down (about +y). */
export function pitch(angle: number): Quat {
  return quatFromAxisAngle([0, 1, 0], angle);
}
/** Positive turns to the left. */
export function yaw(angle: number): Quat {
  return quatFromAxisAngle([0, 0, 1], angle);
}
/** Positive tips to the right. */
export function roll(angle: number): Quat {
  return quatFromAxisAngle([1, 0, 0], angle);
}
