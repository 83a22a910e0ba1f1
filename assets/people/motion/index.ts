/** Posture of a whole body by gait, phase, speed and channels. */
import type { Articulation } from '#contracts/frame';
import { cos, sin, TAU } from '#core/math';
import { add, type Quat, quatMultiply, type Vec3 } from '#core/pose';
import { type BonePose, type PosedBone, pitch, poseBones, roll, yaw } from '../../mesh/skeleton.js';
import type { Figure } from '../figure.js';
import { type Frame, jointOf, P } from '../frame.js';
import { poseArm } from './arms.js';
import type { Bearing, Bearings } from './bearing.js';
import { type Cycle, type Cycles, standing } from './gaits.js';
import { poseLeg } from './legs.js';

export { strideOf } from './gaits.js';

export interface Walker {
  readonly frame: Frame;
  readonly f: Figure;
  readonly bearings: Bearings;
  readonly cycles: Cycles;
}

export function personPose({ frame, f, bearings, cycles }: Walker, { gait, phase, speed, channels }: Articulation): BonePose {
  const still = gait === 'stand' || speed <= 0.02;
  const bearing = still ? bearings.standing : bearings.moving;
  const stance = standing(frame, bearing.weight, bearing.own);
  const cycle: Cycle = still ? { ...stance, gait, t: 0, still, run: false, stride: 0, vigor: 0 } : cycles(gait, phase, speed);
  const turns = new Map<number, Quat>();
  const rootShift = add(still ? stance.shift : sway(cycle, frame.h), [0, 0, cycle.hip - jointOf(frame, P.legL)[2]]);
  trunkTurns(turns, f, cycle, bearing, channels);
  const [pelvis, chest, head] = poseBones(frame.bones.slice(0, 3), { turns, rootShift }) as [PosedBone, PosedBone, PosedBone];
  for (const side of [1, -1] as const) {
    const place = cycle.feet[side === 1 ? 0 : 1];
    poseLeg(turns, frame, pelvis, {
      side,
      place,
      y: side * cycle.footY,
      toesOut: bearing.toesOut * (cycle.run ? 0.4 : still ? 1.6 : 1),
    });
    poseArm(turns, frame, { pelvis, chest, head }, cycle, bearing, side);
  }
  return { turns, rootShift };
}

/** Over the foot that stands. */
function sway({ t, vigor, run }: Cycle, h: number): Vec3 {
  return [0, (run ? 0.004 : 0.013 / (0.6 + 0.4 * vigor)) * h * sin(TAU * (t - 0.04)), 0];
}

function trunkTurns(
  turns: Map<number, Quat>,
  f: Figure,
  cycle: Cycle,
  bearing: Bearing,
  channels: Articulation['channels'],
): void {
  const { t, still, run, vigor, gait } = cycle;
  const lean =
    (gait === 'dart' ? 0.3 : run ? 0.13 * vigor + 0.03 : still ? 0 : 0.035 * vigor) +
    (gait === 'stumble' ? 0.42 + 0.2 * sin(TAU * t) : 0) -
    (gait === 'hesitate' ? 0.08 : 0);
  const twist = still ? 0.05 * (bearing.own - 0.5) : (run ? 0.12 : 0.085) * Math.min(1.1, vigor) * cos(TAU * t);
  // The hip over the leg that stands is the higher one; so is its side when one stands at ease.
  const tilt = still ? 0.075 * bearing.weight : (run ? 0.03 : 0.045 * Math.min(1.1, vigor)) * sin(TAU * (t - 0.04));
  const forward = pitch(lean * 0.35 + f.stoop * 0.25);
  turns.set(P.pelvis, quatMultiply(yaw(-twist), quatMultiply(roll(tilt), forward)));
  const straight = pitch(lean * 0.65 + f.stoop * 0.75);
  turns.set(P.chest, quatMultiply(yaw(2 * twist), quatMultiply(roll(-1.35 * tilt), straight)));
  const glance = gait === 'hesitate' ? 0.8 * sin(TAU * (t + 0.1)) : 0;
  const look = (channels.headYaw ?? bearing.headYaw) + glance;
  const nod = (channels.headPitch ?? bearing.headPitch) - lean * 0.8 - f.stoop * 0.85;
  turns.set(P.head, quatMultiply(yaw(look - twist), quatMultiply(roll(0.35 * tilt), pitch(nod))));
}
