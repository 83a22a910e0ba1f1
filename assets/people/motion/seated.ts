/** Sitting in a wheelchair: the hands push its rims once a cycle, or rest. */
import type { Articulation } from '#contracts/frame';
import { type Quat, quatMultiply, sub, type Vec3 } from '#core/pose';
import { type Bone, type BonePose, type PosedBone, pitch, poseBones, yaw } from '../../mesh/skeleton.js';
import { P } from '../frame.js';
import { FOOTREST, SEAT } from '../wheeled/chair.js';
import { poseArm } from './arms.js';
import type { Cycle } from './gaits.js';
import type { Walker } from './index.js';
import { poseLeg } from './legs.js';

/** m over the ground with one push (0.9 to 1.3 s at 0.9 m/s; Boninger et al., Arch Phys Med Rehabil 83, 2002: about one push a second). */
export const PUSH_STRIDE = 1;

export function seatedPose({ frame, f, bearings }: Walker, { phase, speed, channels }: Articulation): BonePose {
  const { bones, h, ankle } = frame;
  const still = speed <= 0.02;
  const bearing = bearings.standing;
  const hip = (bones[P.legL] as Bone).joint;
  // Hips lie half a thigh's thickness over the seat.
  const seat: Vec3 = [SEAT[0], 0, SEAT[2] + 0.045 * h];
  const rootShift = sub(seat, [hip[0], 0, hip[2]]);
  const turns = new Map<number, Quat>();
  const lean = still ? 0 : 0.12 + 0.1 * Math.abs(phase - Math.floor(phase) - 0.5);
  turns.set(P.pelvis, pitch(-0.12));
  turns.set(P.chest, pitch(0.1 + lean + f.stoop * 0.6));
  turns.set(P.head, quatMultiply(yaw(channels.headYaw ?? bearing.headYaw), pitch((channels.headPitch ?? 0) - lean)));
  const [pelvis, chest, head] = poseBones(bones.slice(0, 3), { turns, rootShift }) as [PosedBone, PosedBone, PosedBone];
  const place = { x: FOOTREST[0], along: 0, z: FOOTREST[2] + ankle * 0.85, tilt: 0, toes: 0, down: true };
  const cycle: Cycle = {
    gait: 'roll',
    t: phase - Math.floor(phase),
    still,
    run: false,
    stride: PUSH_STRIDE,
    vigor: still ? 0 : 1,
    foot: () => place,
    feet: [place, place],
    hip: seat[2],
    footY: 0.11,
  };
  for (const side of [1, -1] as const) {
    poseLeg(turns, frame, pelvis, { side, place, y: side * 0.11, toesOut: 0.08 });
    poseArm(turns, frame, { pelvis, chest, head }, cycle, { ...bearing, left: 'rims', right: 'rims' }, side);
  }
  return { turns, rootShift };
}
