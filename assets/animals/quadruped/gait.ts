/** Gaits by footfall: how the bones turn at a phase of the stride. */
import type { Articulation } from '#contracts/frame';
import { atan2, clamp, cos, PI, sin, TAU } from '#core/math';
import { type Quat, quatMultiply, type Vec3 } from '#core/pose';
import { dutyFor, footAt, twoBones } from '../../mesh/gait.js';
import { type Bone, type BonePose, carried, pitch, poseBones, yaw } from '../../mesh/skeleton.js';
import { type Anatomy, B, LEGS, TRUNK_BONES } from './anatomy.js';

/** When each foot lands (left fore, right fore, left hind, right hind), share of the cycle on the ground, lift over leg length. */
export interface GaitStyle {
  readonly lands: readonly [number, number, number, number];
  readonly duty: number;
  readonly lift: number;
  /** Rise and fall of the trunk over leg length; how far the back bends, rad. */
  readonly bounce: number;
  readonly flex: number;
}

const STAND: GaitStyle = { lands: [0, 0, 0, 0], duty: 1, lift: 0, bounce: 0, flex: 0 };
export const GAITS: Readonly<Record<string, GaitStyle>> = {
  stand: STAND,
  walk: { lands: [0.25, 0.75, 0, 0.5], duty: 0.63, lift: 0.1, bounce: 0.01, flex: 0.02 },
  trot: { lands: [0.5, 0, 0, 0.5], duty: 0.42, lift: 0.16, bounce: 0.03, flex: 0.03 },
  gallop: { lands: [0.5, 0.6, 0, 0.08], duty: 0.27, lift: 0.3, bounce: 0.12, flex: 0.2 },
};
/** A gallop of high leaps: hind feet together, then fore feet (deer in flight). */
export const BOUND: GaitStyle = { lands: [0.46, 0.53, 0, 0.03], duty: 0.23, lift: 0.34, bounce: 0.26, flex: 0.26 };

/** How a species carries itself. */
export interface Bearing {
  readonly gallop?: GaitStyle;
  /** Turn of the tail at rest, at a walk or trot, in flight; rad, positive lowers. */
  readonly tail: readonly [rest: number, moving: number, flight: number];
  /** How far the neck may turn, rad. */
  readonly neckTurn?: number;
  /** How far the neck comes up when alert, rad. */
  readonly alert?: number;
}

export function quadrupedPose(
  a: Anatomy,
  bearing: Bearing,
  { gait, phase, speed, channels }: Articulation,
  strideOf: (gait: string, speed: number) => number,
): BonePose {
  const g = (gait === 'gallop' ? bearing.gallop : undefined) ?? GAITS[gait] ?? STAND;
  const still = gait === 'stand' || speed <= 0.01;
  const stride = still ? 0 : strideOf(gait, speed);
  const t = phase - Math.floor(phase);
  const legHeight = a.front.root[2];
  const gallop = gait === 'gallop';
  const crouch = channels.startle ?? 0;
  const rise =
    (still ? 0 : g.bounce * legHeight * (gallop ? (1 - cos(TAU * (t - 0.18))) / 2 - 0.35 : 0.5 * sin(2 * TAU * t))) -
    0.07 * legHeight * crouch;
  const tilt = still ? 0 : g.flex * 0.7 * sin(TAU * (t - 0.3));
  const flexed = still ? 0 : g.flex * cos(TAU * (t - 0.05));
  const turns = new Map<number, Quat>();
  turns.set(B.pelvis, pitch(tilt + flexed * 0.4 - 0.05 * crouch));
  turns.set(B.chest, pitch(-flexed * 0.8));
  neckAndHead(turns, { bearing, gait, still, nod: gait === 'walk' ? 0.05 * sin(2 * TAU * t) : 0, tilt, flexed, channels });
  const [rest, moving, flight] = bearing.tail;
  const flag = Math.max(channels.flag ?? 0, crouch, gallop && !still ? 1 : 0);
  const tail = (still ? rest : moving) * (1 - flag) + flight * flag;
  turns.set(B.tail, pitch(tail));
  turns.set(B.tailTip, pitch(tail * 0.25 + (gallop && !still ? 0.2 * sin(TAU * t) : 0)));
  const rootShift: Vec3 = [0, 0, rise];
  const body = poseBones(a.bones.slice(0, TRUNK_BONES), { turns, rootShift });
  LEGS.forEach((leg, i) => {
    const trunk = leg.front ? B.chest : B.pelvis;
    const limb = leg.front ? a.front : a.hind;
    const root = carried(
      body[trunk] as (typeof body)[number],
      (a.bones[trunk] as Bone).joint,
      (a.bones[leg.first] as Bone).joint,
    );
    const place = still
      ? { x: 0, z: 0, swing: -1 }
      : footAt(
          { lands: g.lands[i] as number, duty: dutyFor(g.duty, stride, legHeight), stride, lift: g.lift * legHeight },
          phase,
        );
    const footX = limb.foot + place.x;
    const lean = (footX - (root[0] + limb.foot - limb.root[0])) / legHeight;
    const swung = place.swing < 0 ? 0 : sin(PI * Math.min(1, place.swing * 1.15)) * Math.min(1, g.lift * 5);
    const cannon = limb.angles[2] - lean * 0.55 + (leg.front ? 1.5 : 0.9) * swung;
    // In the swing the foot hangs back from the fetlock.
    const foot = 0.9 * swung;
    const ankle: readonly [number, number] = [
      footX + limb.lengths[2] * sin(cannon),
      limb.fetlock + place.z + limb.lengths[2] * cos(cannon),
    ];
    const solved = twoBones(ankle[0] - root[0], ankle[1] - root[2], limb.lengths[0], limb.lengths[1], leg.front ? -1 : 1);
    let parent = pitchOf((body[trunk] as (typeof body)[number]).turn);
    for (const [k, turn] of [
      solved.upper - limb.angles[0],
      solved.lower - limb.angles[1],
      cannon - limb.angles[2],
      foot,
    ].entries()) {
      turns.set(leg.first + k, pitch(turn - parent));
      parent = turn;
    }
  });
  return { turns, rootShift };
}

interface Carriage {
  readonly bearing: Bearing;
  readonly gait: string;
  readonly still: boolean;
  readonly nod: number;
  readonly tilt: number;
  readonly flexed: number;
  readonly channels: Articulation['channels'];
}

/** Steady in flight, nodding at a walk; towards what the channels say it looks at. */
function neckAndHead(turns: Map<number, Quat>, { bearing, gait, still, nod, tilt, flexed, channels }: Carriage): void {
  const most = bearing.neckTurn ?? 1.2;
  const look = clamp(channels.headYaw ?? 0, -most, most);
  const alert = (bearing.alert ?? 0.25) * Math.max(channels.alert ?? 0, channels.startle ?? 0);
  const low = still ? 0 : gait === 'gallop' ? 0.22 : 0.05;
  turns.set(B.neck, quatMultiply(yaw(look * 0.6), pitch(low - tilt * 0.8 + flexed * 0.3 + nod - alert)));
  const level = gait === 'gallop' && !still ? -0.15 : 0;
  turns.set(B.head, quatMultiply(yaw(look * 0.4), pitch(level + 0.7 * alert + (channels.headPitch ?? 0))));
}

/** The turn about y, for rotations about y alone. */
function pitchOf(q: Quat): number {
  return 2 * atan2(q[1], q[3]);
}
