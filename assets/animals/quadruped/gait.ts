/** Gaits by footfall: how the bones turn at a phase of the stride. */
import type { Articulation } from '#contracts/frame';
import { atan2, cos, PI, sin, TAU } from '#core/math';
import { type Quat, quatMultiply, type Vec3 } from '#core/pose';
import { dutyFor, footAt, twoBones } from '../../mesh/gait.js';
import { type Bone, type BonePose, carried, pitch, poseBones, yaw } from '../../mesh/skeleton.js';
import { type Anatomy, B, LEGS, restAngles } from './anatomy.js';

/** When each foot lands (left fore, right fore, left hind, right hind), share of the cycle on the ground, lift over leg length. */
const GAITS: Readonly<
  Record<
    string,
    {
      readonly lands: readonly [number, number, number, number];
      readonly duty: number;
      readonly lift: number;
      readonly bounce: number;
      readonly flex: number;
    }
  >
> = {
  stand: { lands: [0, 0, 0, 0], duty: 1, lift: 0, bounce: 0, flex: 0 },
  walk: { lands: [0.25, 0.75, 0, 0.5], duty: 0.63, lift: 0.1, bounce: 0.01, flex: 0.02 },
  trot: { lands: [0.5, 0, 0, 0.5], duty: 0.42, lift: 0.16, bounce: 0.03, flex: 0.03 },
  gallop: { lands: [0.5, 0.6, 0, 0.08], duty: 0.27, lift: 0.3, bounce: 0.12, flex: 0.2 },
};

export function quadrupedPose(
  a: Anatomy,
  { gait, phase, speed, channels }: Articulation,
  strideOf: (gait: string, speed: number) => number,
): BonePose {
  const kind = GAITS[gait] ?? GAITS.stand;
  const g = kind as NonNullable<typeof kind>;
  const turns = new Map<number, Quat>();
  const still = gait === 'stand' || speed <= 0.01;
  const stride = still ? 0 : strideOf(gait, speed);
  const t = phase - Math.floor(phase);
  const legHeight = a.shoulder[2];
  const rise = still
    ? 0
    : g.bounce * legHeight * (gait === 'gallop' ? (1 - cos(TAU * (t - 0.18))) / 2 - 0.35 : 0.5 * sin(2 * TAU * t));
  const tilt = still ? 0 : g.flex * 0.7 * sin(TAU * (t - 0.3));
  const flexed = still ? 0 : g.flex * cos(TAU * (t - 0.05));
  turns.set(B.pelvis, pitch(tilt + flexed * 0.4));
  turns.set(B.chest, pitch(-flexed * 0.8));
  turns.set(
    B.neck,
    quatMultiply(
      yaw((channels.headYaw ?? 0) * 0.6),
      pitch(
        (gait === 'gallop' ? 0.22 : 0.05) * (still ? 0 : 1) -
          tilt * 0.8 +
          flexed * 0.3 +
          (gait === 'walk' ? 0.05 * sin(2 * TAU * t) : 0),
      ),
    ),
  );
  turns.set(
    B.head,
    quatMultiply(yaw((channels.headYaw ?? 0) * 0.4), pitch(-(gait === 'gallop' ? 0.15 : 0) + (channels.headPitch ?? 0))),
  );
  turns.set(B.tail, pitch(gait === 'gallop' || (channels.flag ?? 0) > 0 ? -2.35 : still ? 0.1 : -0.25));
  const rootShift: Vec3 = [0, 0, rise];
  const body = poseBones(a.bones.slice(0, 5), { turns, rootShift });
  LEGS.forEach((leg, i) => {
    const trunk = leg.front ? B.chest : B.pelvis;
    const restRoot = (a.bones[leg.first] as Bone).joint;
    const root = carried(body[trunk] as (typeof body)[number], (a.bones[trunk] as Bone).joint, restRoot);
    const lengths = leg.front ? a.front : a.hind;
    const rest = restAngles(leg.front);
    const restFootX = footRest(a, leg.first, lengths, rest);
    const place = still
      ? { x: 0, z: 0, swing: -1 }
      : footAt(
          { lands: g.lands[i] as number, duty: dutyFor(g.duty, stride, legHeight), stride, lift: g.lift * legHeight },
          phase,
        );
    const footX = restFootX + place.x;
    // In the swing the cannon folds back; on the ground it leans with the leg.
    const lean = (footX - root[0]) / legHeight;
    const fold =
      place.swing < 0 ? 0 : (leg.front ? 1.5 : 0.9) * sin(PI * Math.min(1, place.swing * 1.15)) * Math.min(1, g.lift * 5);
    const cannon = rest[2] - lean * 0.55 + fold;
    const ankleX = footX + lengths[2] * sin(cannon);
    const ankleZ = 0.01 + place.z + lengths[2] * cos(cannon);
    const bend = leg.front ? -1 : 1;
    const solved = twoBones(ankleX - root[0], ankleZ - root[2], lengths[0], lengths[1], bend);
    const trunkPitch = pitchOf((body[trunk] as (typeof body)[number]).turn);
    const globals = [solved.upper, solved.lower, cannon];
    let parent = trunkPitch;
    globals.forEach((angle, k) => {
      const turn = angle - (rest[k] as number);
      turns.set(leg.first + k, pitch(turn - parent));
      parent = turn;
    });
  });
  return { turns, rootShift };
}
function footRest(a: Anatomy, first: number, lengths: readonly number[], rest: readonly number[]): number {
  return (a.bones[first] as Bone).joint[0] - lengths.reduce((sum, length, k) => sum + length * sin(rest[k] as number), 0);
}
/** The turn about y, for rotations about y alone. */
function pitchOf(q: Quat): number {
  return 2 * atan2(q[1], q[3]);
}
