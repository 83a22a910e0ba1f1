/** A snapshot as the FrameState that leaves the simulator. */
import type { Articulation, BodyState, FrameEvent, FrameState, Medium } from '#contracts/frame';
import { norm } from '#core/pose';
import type { Body, Motion } from './body.js';
import { lampsOf, signalsOf } from './lamps.js';
import { pathAt } from './motion/path.js';
import type { Snapshot } from './snapshot.js';

/** Distance between axles over a vehicle's length. */
const WHEELBASE_SHARE = 0.6;

export function observe(
  snapshot: Snapshot,
  bodies: readonly Body[],
  medium: Medium,
  events: readonly FrameEvent[],
  contacts: readonly (readonly [number, number])[],
): FrameState {
  return {
    timeNs: Math.round(snapshot.time * 1e9),
    bodies: bodies.map((body) => stateOf(body, snapshot, medium)),
    medium,
    events,
    contacts: contacts
      .map(([a, b]) => [(bodies[a] as Body).spec.id, (bodies[b] as Body).spec.id].sort() as [string, string])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  };
}

function stateOf(body: Body, snapshot: Snapshot, medium: Medium): BodyState {
  const { position, orientation, velocity, angularVelocity } = snapshot.of(body.index);
  return {
    id: body.spec.id,
    worldFromBody: { position, orientation },
    velocity,
    angularVelocity,
    articulation: articulationOf(body, snapshot.motions[body.index] as Motion, snapshot, medium),
  };
}

function articulationOf(body: Body, motion: Motion, snapshot: Snapshot, medium: Medium): Articulation {
  const lamps = lampsOf(body, snapshot.time, medium);
  switch (motion.mode) {
    case 'path': {
      const { along, phase, rolled } = motion;
      const gait = motion.gait ?? body.asset.gaitFor(along.v);
      const steer =
        body.kind === 'wheeled' ? pathAt(motion.path, along.s).curvature * body.spec.box.size[0] * WHEELBASE_SHARE : 0;
      return {
        gait,
        phase,
        speed: along.v,
        channels: body.kind === 'wheeled' ? { ...lamps, wheel: rolled, steer, ...signalsOf(motion, snapshot.time) } : {},
      };
    }
    case 'quad': {
      const [rotor0, rotor1, rotor2, rotor3] = motion.quad.spin;
      return { gait: 'fly', phase: 0, speed: norm(motion.quad.velocity), channels: { rotor0, rotor1, rotor2, rotor3 } };
    }
    case 'air':
      return { gait: body.asset.gaitFor(motion.speed), phase: motion.phase, speed: motion.speed, channels: {} };
    default: {
      const gait = body.asset.gaits[0] as string;
      return {
        gait,
        phase: 0,
        speed: 0,
        channels: body.kind === 'wheeled' ? { ...lamps, speed: snapshot.of(body.index).speed } : {},
      };
    }
  }
}
