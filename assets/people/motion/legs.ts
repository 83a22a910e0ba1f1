/** Legs by their feet: the ankles are put where the cycle wants them, knees go the way the toes point. */
import { cos, sin } from '#core/math';
import { NO_ROTATION, type Quat, quatMultiply, type Vec3 } from '#core/pose';
import { type Bone, carried, type PosedBone, pitch, yaw } from '../../mesh/skeleton.js';
import { type Frame, P } from '../frame.js';
import type { FootPlace } from './footfall.js';
import { reach, within } from './solve.js';

export interface Step {
  readonly side: 1 | -1;
  readonly place: FootPlace;
  /** Of the ankle, body frame, m. */
  readonly y: number;
  readonly toesOut: number;
}

export function poseLeg(turns: Map<number, Quat>, frame: Frame, pelvis: PosedBone, { side, place, y, toesOut }: Step): void {
  const [thigh, shin, foot, toe] = side === 1 ? [P.legL, P.shinL, P.footL, P.toeL] : [P.legR, P.shinR, P.footR, P.toeR];
  const bone = (i: number): Vec3 => (frame.bones[i] as Bone).joint;
  const root = carried(pelvis, bone(P.pelvis), bone(thigh));
  const out = side * toesOut;
  const ahead = place.x + cos(out) * place.along;
  const solved = reach({
    root,
    target: [ahead, y + sin(out) * place.along, place.z],
    upper: frame.thigh,
    lower: frame.shin,
    // Forwards; where the foot is far ahead, upwards.
    pole: [cos(out), sin(out), Math.max(0, ahead - root[0])],
    bend: 1,
  });
  turns.set(thigh, within(pelvis.turn, solved.upper));
  turns.set(shin, within(solved.upper, solved.lower));
  turns.set(foot, within(solved.lower, quatMultiply(yaw(out), pitch(place.tilt))));
  turns.set(toe, place.toes === 0 ? NO_ROTATION : pitch(place.toes));
}
