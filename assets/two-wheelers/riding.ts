/** Where a rider's joints go: seat on the saddle, hands on the grips, feet on pedals that turn or on pegs that don't. */
import { atan2, clamp, cos, sin, TAU } from '#core/math';
import { norm, type Quat, quatMultiply, sub, type Vec3 } from '#core/pose';
import { twoBones } from '../mesh/gait.js';
import { type BonePose, carried, type PosedBone, pitch, poseBones, roll } from '../mesh/skeleton.js';
import { type Frame, P } from '../people/body.js';

/** Body frame of what is ridden, m; left side where sides differ. */
export interface Position {
  /** Middle of the saddle's top. */
  readonly saddle: Vec3;
  readonly grip: Vec3;
  readonly feet:
    | { readonly on: 'pedals'; readonly crank: Vec3; readonly arm: number; readonly out: number }
    | { readonly on: 'pegs'; readonly at: Vec3 };
  /** x of the steering axis at the grips' height. */
  readonly steering: number;
}

/** Share of the trunk's lean that the pelvis takes; the rest bends the back. */
const PELVIS = 0.4;
/** How straight the arms are at most, share of their length. */
const REACH = 0.94;
const UPPER_ARM = 0.186;
/** Forearm and half the hand. */
const FOREARM = 0.146 + 0.03;
/** How far hips lie above the saddle, over stature. */
const SEAT = 0.045;

/** @param phase turns of the pedals @param steer rad, left positive */
export function ridingPose(frame: Frame, position: Position, phase: number, steer: number): BonePose {
  const { bones } = frame;
  const hip = bones[P.legL]?.joint as Vec3;
  const { saddle } = position;
  const rootShift: Vec3 = [saddle[0] - hip[0], 0, saddle[2] + SEAT * frame.h - hip[2]];
  const lean = leanFor(frame, position, rootShift);
  const turns = trunkTurns(lean);
  const trunk = poseBones(bones.slice(0, 7), { turns, rootShift });
  arms(frame, position, trunk, lean, steer, turns);
  legs(frame, position, trunk, phase, lean, turns);
  return { turns, rootShift };
}

/** Height of the crown of the head, m. */
export function headTop(frame: Frame, position: Position): number {
  const posed = poseBones(frame.bones, ridingPose(frame, position, 0, 0));
  return (posed[P.head] as PosedBone).joint[2] + 0.135 * frame.h;
}

function trunkTurns(lean: number): Map<number, Quat> {
  return new Map([
    [P.pelvis, pitch(lean * PELVIS)],
    [P.chest, pitch(lean * (1 - PELVIS))],
    [P.head, pitch(-lean * 0.85)],
  ]);
}

/** The least lean at which the hands come to the grips. */
function leanFor(frame: Frame, { grip }: Position, rootShift: Vec3): number {
  const arm = REACH * (UPPER_ARM + FOREARM) * frame.h;
  let [low, high] = [0.04, 1.25];
  for (let k = 0; k < 24; k++) {
    const lean = (low + high) / 2;
    const trunk = poseBones(frame.bones.slice(0, 7), { turns: trunkTurns(lean), rootShift });
    if (norm(sub(grip, (trunk[P.armL] as PosedBone).joint)) > arm) low = lean;
    else high = lean;
  }
  return high;
}

function arms(
  { h }: Frame,
  { grip, steering }: Position,
  trunk: readonly PosedBone[],
  lean: number,
  steer: number,
  turns: Map<number, Quat>,
): void {
  for (const [arm, fore, side] of [
    [P.armL, P.foreL, 1],
    [P.armR, P.foreR, -1],
  ] as const) {
    const shoulder = (trunk[arm] as PosedBone).joint;
    const [dx, dy] = [grip[0] - steering, side * grip[1]];
    const at: Vec3 = [steering + dx * cos(steer) - dy * sin(steer), dx * sin(steer) + dy * cos(steer), grip[2]];
    const sideways = at[1] - shoulder[1];
    const down = Math.sqrt((at[0] - shoulder[0]) * (at[0] - shoulder[0]) + (at[2] - shoulder[2]) * (at[2] - shoulder[2]));
    const reach = Math.sqrt(down * down + sideways * sideways);
    const out = clamp(atan2(sideways, down), -0.5, 0.5);
    const stretch = reach / Math.max(down, 1e-6);
    const solved = twoBones((at[0] - shoulder[0]) * stretch, (at[2] - shoulder[2]) * stretch, UPPER_ARM * h, FOREARM * h, -1);
    turns.set(arm, quatMultiply(pitch(solved.upper - lean), roll(out)));
    turns.set(fore, pitch(solved.lower - solved.upper));
  }
}

function legs(
  { bones, thigh, shin, ankle }: Frame,
  { feet }: Position,
  trunk: readonly PosedBone[],
  phase: number,
  lean: number,
  turns: Map<number, Quat>,
): void {
  for (const [first, turn, side] of [
    [P.legL, 0, 1],
    [P.legR, 0.5, -1],
  ] as const) {
    const joint = carried(trunk[P.pelvis] as PosedBone, bones[P.pelvis]?.joint as Vec3, bones[first]?.joint as Vec3);
    const angle = (phase + turn) * TAU;
    const at: Vec3 =
      feet.on === 'pegs' ? feet.at : [feet.crank[0] + feet.arm * cos(angle), feet.out, feet.crank[2] - feet.arm * sin(angle)];
    const toe = feet.on === 'pegs' ? 0.05 : 0.22 + 0.15 * sin(angle);
    const solved = twoBones(at[0] - 0.05 - joint[0], at[2] + ankle + 0.03 - joint[2], thigh, shin, 1);
    const out = atan2(at[1] - Math.abs(joint[1]), joint[2] - at[2]);
    turns.set(first, quatMultiply(roll(side * out), pitch(solved.upper - lean * PELVIS)));
    turns.set(first + 1, pitch(solved.lower - solved.upper));
    turns.set(first + 2, pitch(toe - solved.lower));
  }
}
