/** Arms: swinging free, or with the hands where their use puts them. */
import { cos, TAU } from '#core/math';
import { add, normalize, type Quat, quatConjugate, quatMultiply, type Vec3 } from '#core/pose';
import { type Bone, carried, type PosedBone, pitch, roll, yaw } from '../../mesh/skeleton.js';
import { stickLength } from '../carried/held.js';
import { type Frame, P } from '../frame.js';
import type { Bearing, HandUse } from './bearing.js';
import type { Cycle } from './gaits.js';
import { reach, turnTo, within } from './solve.js';

export interface Trunk {
  readonly pelvis: PosedBone;
  readonly chest: PosedBone;
  readonly head: PosedBone;
}

export function poseArm(
  turns: Map<number, Quat>,
  frame: Frame,
  trunk: Trunk,
  cycle: Cycle,
  bearing: Bearing,
  side: 1 | -1,
): void {
  const use = side === 1 ? bearing.left : bearing.right;
  const busy = cycle.run && use !== 'push' && use !== 'umbrella' ? undefined : targetOf(use, frame, trunk, cycle, side);
  if (busy === undefined) swing(turns, trunk.chest, cycle, bearing, side, use);
  else hold(turns, frame, trunk, side, busy);
}

function swing(
  turns: Map<number, Quat>,
  chest: PosedBone,
  { t, run, still, vigor, gait }: Cycle,
  bearing: Bearing,
  side: 1 | -1,
  use: HandUse,
): void {
  const [arm, fore, hand] = side === 1 ? [P.armL, P.foreL, P.handL] : [P.armR, P.foreR, P.handR];
  const laden = use === 'carry';
  const far = still ? 0 : (run ? 0.62 : 0.36) * Math.min(1.15, vigor) * bearing.swing * (laden ? 0.3 : 1);
  const beat = side * cos(TAU * (t - 0.02));
  const back = far * beat + (still ? 0.02 + 0.08 * (bearing.own - 0.5) : run ? 0.12 : -0.02);
  const bend = run ? 1.35 : laden ? 0.1 : 0.24 + (still ? 0.1 * bearing.own : 0.1 * vigor + 0.45 * far * Math.max(0, -beat));
  const thrown = gait === 'stumble' ? 0.55 : 0;
  turns.set(arm, quatMultiply(roll(side * (bearing.apart + thrown + (run ? 0.1 : 0))), pitch(back - thrown * 0.6)));
  turns.set(fore, quatMultiply(yaw(-side * (run ? 0.5 : 0.25)), pitch(-bend)));
  if (!laden) turns.set(hand, roll(side * 0.06));
  // What hangs from a hand hangs straight down.
  else turns.set(hand, quatConjugate(quatMultiply(chest.turn, quatMultiply(turns.get(arm) as Quat, turns.get(fore) as Quat))));
}

interface Hold {
  readonly target: Vec3;
  readonly pole: Vec3;
  /** Of the hand, body frame; as the forearm when missing. */
  readonly hand?: Quat;
}

function hold(turns: Map<number, Quat>, frame: Frame, { chest }: Trunk, side: 1 | -1, { target, pole, hand }: Hold): void {
  const [arm, fore, palm] = side === 1 ? [P.armL, P.foreL, P.handL] : [P.armR, P.foreR, P.handR];
  const bone = (i: number): Vec3 => (frame.bones[i] as Bone).joint;
  const root = carried(chest, bone(P.chest), bone(arm));
  const solved = reach({ root, target, upper: frame.upperArm, lower: frame.forearm, pole: normalize(pole), bend: -1 });
  turns.set(arm, within(chest.turn, solved.upper));
  turns.set(fore, within(solved.upper, solved.lower));
  if (hand !== undefined) turns.set(palm, within(solved.lower, hand));
}

/** The wrist's place in the body frame, by what the hand does. */
function targetOf(use: HandUse, frame: Frame, trunk: Trunk, cycle: Cycle, side: 1 | -1): Hold | undefined {
  const { h, bones, head } = frame;
  const bone = (i: number): Vec3 => (bones[i] as Bone).joint;
  const onChest = (x: number, y: number, z: number): Vec3 => carried(trunk.chest, bone(P.chest), [x * h, y * h, z * h]);
  const onPelvis = (x: number, y: number, z: number): Vec3 => carried(trunk.pelvis, bone(P.pelvis), [x * h, y * h, z * h]);
  const shoulder = frame.shares.acromion;
  const waist = frame.shares.waistHeight;
  switch (use) {
    case 'pocket':
      return { target: onPelvis(0.015, side * 0.125, waist - 0.055), pole: [-1, side * 0.7, 0] };
    case 'read':
      return {
        target: onChest(0.16, side * 0.045, shoulder - 0.14),
        pole: [-0.4, side * 0.5, -1],
        hand: quatMultiply(pitch(-2.3), yaw(side * 1.4)),
      };
    case 'call': {
      const ear = carried(trunk.head, bone(P.head), add(bone(P.head), [0.03 * h, side * 0.068 * h, 0.37 * head - 0.09 * h]));
      return {
        target: ear,
        pole: [0.3, side * 0.8, -1],
        hand: quatMultiply(trunk.head.turn, quatMultiply(roll(side * -0.2), pitch(-2.9))),
      };
    }
    case 'crossed':
      return {
        target: onChest(0.105, -side * 0.045, shoulder - (side === 1 ? 0.155 : 0.175)),
        pole: [0.1, side, -1],
        hand: quatMultiply(yaw(-side * 1.5), pitch(-1.5)),
      };
    case 'behind':
      return { target: onPelvis(-0.115, side * 0.025, waist - 0.035), pole: [-0.6, side, 0] };
    case 'strap':
      return { target: onChest(0.085, side * 0.075, shoulder - 0.09), pole: [0, side * 0.6, -1], hand: pitch(-2.4) };
    case 'pull':
      return { target: [-0.1 * h, side * 0.14 * h, 0.45 * h], pole: [-1, side * 0.2, 0] };
    case 'stick':
      return withStick(frame, cycle, side);
    case 'umbrella':
      return { target: onChest(0.13, side * 0.06, shoulder - 0.11), pole: [-0.3, side * 0.4, -1], hand: pitch(-1.57) };
    case 'push':
      return { target: [PUSH_X * h, side * 0.11 * h, PUSH_Z], pole: [-1, side * 0.4, -0.3], hand: pitch(-1.5) };
    case 'rims': {
      const stroke = cos(TAU * cycle.t);
      return { target: [-0.16 + 0.17 * stroke, side * 0.31, 0.63 - 0.07 * stroke * stroke], pole: [-1, side * 0.7, 0.1] };
    }
    default:
      return undefined;
  }
}

/** The stick is set down with the other side's foot and stays there as a foot does. */
function withStick(frame: Frame, cycle: Cycle, side: 1 | -1): Hold {
  const { h, shares, ankle } = frame;
  const foot = cycle.foot(side === 1 ? 0.5 : 0);
  const tip = cycle.still ? 0.09 * h : foot.x + 0.09 * h;
  const lifted = foot.down ? 0 : 0.5 * Math.max(0, foot.z - ankle);
  const grip = 0.55 * shares.hand * h;
  const x = 0.05 * h + 0.45 * tip;
  const long = stickLength(frame) + grip;
  const z = lifted + Math.sqrt(Math.max(0, long * long - (x - tip) * (x - tip)));
  return {
    target: [x, side * 0.15 * h, z],
    pole: [-1, side * 0.2, 0],
    hand: turnTo(normalize([tip - x, 0, lifted - z]), [0, 1, 0]),
  };
}

/** Handle of a pram: ahead of the body (share of stature) and up, m (EN 1888: 0.95 to 1.05). */
export const PUSH_X = 0.2;
export const PUSH_Z = 0.99;
