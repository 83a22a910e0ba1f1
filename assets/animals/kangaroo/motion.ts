/** How a kangaroo stands, goes on all five, and hops. */
import type { Articulation } from '#contracts/frame';
import { clamp, cos, PI, pow, sin, TAU } from '#core/math';
import { type Quat, quatMultiply, type Vec3 } from '#core/pose';
import { footAt, twoBones } from '../../mesh/gait.js';
import { type Bone, type BonePose, carried, pitch, poseBones, yaw } from '../../mesh/skeleton.js';
import { FOOT, K, REST, SHIN, THIGH } from './frame.js';

/** Red kangaroos hop about twice a second at any speed and lengthen the hop instead. */
export function strideOf(gait: string, speed: number): number {
  const v = Math.max(speed, 0.05);
  return gait === 'hop' ? v / (1.9 + 0.035 * v) : 0.75 * pow(v, 0.5);
}

export function kangarooPose(bones: readonly Bone[], k: number, { gait, phase, speed, channels }: Articulation): BonePose {
  const t = phase - Math.floor(phase);
  const moving = gait !== 'stand' && speed > 0.02;
  const hop = gait === 'hop' && moving;
  const stride = moving ? strideOf(gait, speed) : 0;
  const air = hop ? Math.max(0, sin(PI * ((t - 0.3) / 0.7))) : 0;
  const rootShift: Vec3 = [0, 0, k * (hop ? 0.24 * air - 0.1 * (1 - air) : moving ? -0.1 : 0)];
  const lean = hop ? 0.62 + 0.14 * cos(TAU * t) : moving ? 0.75 : -0.12 * Math.max(channels.alert ?? 0, channels.startle ?? 0);
  const look = clamp(channels.headYaw ?? 0, -1.3, 1.3);
  const turns = new Map<number, Quat>();
  turns.set(K.hip, pitch(lean * 0.6));
  turns.set(K.chest, pitch(lean * 0.4));
  turns.set(K.neck, quatMultiply(yaw(look * 0.5), pitch(-lean * 0.35)));
  turns.set(K.head, quatMultiply(yaw(look * 0.5), pitch(-lean * 0.5)));
  const wag = hop ? 0.35 * cos(TAU * (t - 0.1)) : 0;
  turns.set(K.tail1, pitch(hop ? 0.22 + wag : -lean * 0.6));
  turns.set(K.tail2, pitch(wag * 0.5 + (hop ? 0.12 : 0)));
  turns.set(K.tail3, pitch(wag * 0.4));
  for (const [arm, fore] of [
    [K.armL, K.foreL],
    [K.armR, K.foreR],
  ] as const) {
    turns.set(arm, pitch(-lean * 0.8 + (hop ? 0.5 : -0.2)));
    turns.set(fore, pitch(hop ? -1.5 : moving ? -0.3 : -1.1));
  }
  const [trunk] = poseBones(bones.slice(0, 1), { turns, rootShift });
  for (const first of [K.legL, K.legR] as const) {
    const hip = carried(trunk as NonNullable<typeof trunk>, bones[K.hip]?.joint as Vec3, bones[first]?.joint as Vec3);
    const place = moving
      ? footAt({ lands: 0, duty: Math.min(hop ? 0.3 : 0.6, (1.25 * k) / stride), stride, lift: (hop ? 0.34 : 0.1) * k }, phase)
      : { x: 0, z: 0, swing: -1 };
    // The heel lifts as the toes push off.
    const push = place.swing < 0 ? Math.max(0, -place.x / (0.6 * k)) * 0.9 : 0.9 * (1 - place.swing) - 0.25 * place.swing;
    const toe: Vec3 = [0.2 * k + place.x, 0, 0.03 * k + place.z];
    const heel: Vec3 = [toe[0] - FOOT * k * cos(push), 0, toe[2] + FOOT * k * sin(push)];
    const solved = twoBones(heel[0] - hip[0], heel[2] - hip[2], THIGH * k, SHIN * k, 1);
    const turn0 = solved.upper - REST[0];
    const turn1 = solved.lower - REST[1];
    turns.set(first, pitch(turn0 - lean * 0.6));
    turns.set(first + 1, pitch(turn1 - turn0));
    turns.set(first + 2, pitch(push - turn1));
  }
  return { turns, rootShift };
}
