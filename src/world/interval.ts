/** What happened between two instants at which the world stood: looked into without stopping it. */
import { mix, quatMix, type Vec3 } from '#core/pose';
import type { Body, Motion, RigidMotion } from './body.js';
import { type Snapshot, snapshotOf } from './snapshot.js';

export interface Interval {
  /** The settled world at its start. */
  readonly from: Snapshot;
  /** Its end, s; the end itself belongs to the next interval. */
  readonly until: number;
  /** Pairs of bodies that had touched by its start; none is added before its end. */
  readonly contacts: readonly (readonly [number, number])[];
  /** The world at a time in [start, end). */
  at(time: number): Snapshot;
}

/** Bodies move as they were advanced; what the physics engine moved is drawn straight between its two ends. */
export function between(
  bodies: readonly Body[],
  from: Snapshot,
  to: Snapshot,
  time: number,
  wind: Vec3,
  advanceBody: (motion: Motion, index: number, since: number) => Motion,
): Snapshot {
  if (time <= from.time) return from;
  const share = (time - from.time) / (to.time - from.time);
  const motions = from.motions.map((motion, i) => {
    const end = to.motions[i];
    if (motion.mode === 'still') return motion;
    if (motion.mode === 'rigid' && end?.mode === 'rigid') return halfway(motion, end, share);
    return advanceBody(motion, i, time - from.time);
  });
  return snapshotOf(bodies, time, motions, wind, from);
}

function halfway(a: RigidMotion, b: RigidMotion, share: number): RigidMotion {
  return {
    mode: 'rigid',
    position: mix(a.position, b.position, share),
    orientation: quatMix(a.orientation, b.orientation, share),
    velocity: mix(a.velocity, b.velocity, share),
    angularVelocity: mix(a.angularVelocity, b.angularVelocity, share),
  };
}
