/** A snapshot as the FrameState that leaves the simulator. */
import type { Articulation, BodyState, FrameEvent, FrameState, Medium } from '#contracts/frame';
import { TAU } from '#core/math';
import { norm } from '#core/pose';
import type { Body, Motion } from './body.js';
import { heed } from './heed.js';
import { lampsOf, signalsOf } from './lamps.js';
import { shownAt } from './lift.js';
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
    bodies: bodies.map((body) => stateOf(body, snapshot, bodies, medium)),
    medium,
    events,
    contacts: contacts
      .map(([a, b]) => [(bodies[a] as Body).spec.id, (bodies[b] as Body).spec.id].sort() as [string, string])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  };
}

/** Turns a second of a drone's rotors that no model of thrust drives: 15-inch propellers at hover. */
const ROTOR_HZ = 62;

/** Angles of six rotors that turn by turns left and right, rad. */
function rotorsAt(time: number): Articulation['channels'] {
  return Object.fromEntries(
    Array.from({ length: 6 }, (_, i) => [`rotor${i}`, (i % 2 === 0 ? 1 : -1) * (1 + 0.013 * i) * ROTOR_HZ * TAU * time]),
  );
}

function stateOf(body: Body, snapshot: Snapshot, bodies: readonly Body[], medium: Medium): BodyState {
  const { orientation, angularVelocity } = snapshot.of(body.index);
  const { position, velocity } = shownAt(snapshot, bodies, body.index);
  return {
    id: body.spec.id,
    worldFromBody: { position, orientation },
    velocity,
    angularVelocity,
    articulation: articulationOf(body, snapshot.motions[body.index] as Motion, snapshot, bodies, medium),
  };
}

function articulationOf(body: Body, motion: Motion, snapshot: Snapshot, bodies: readonly Body[], medium: Medium): Articulation {
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
        channels:
          body.kind === 'wheeled'
            ? { ...lamps, wheel: rolled, steer, ...signalsOf(motion, snapshot.time) }
            : body.asset.class === 'person'
              ? {}
              : heed(body, snapshot, bodies),
      };
    }
    case 'quad': {
      const [rotor0, rotor1, rotor2, rotor3] = motion.quad.spin;
      return { gait: 'fly', phase: 0, speed: norm(motion.quad.velocity), channels: { rotor0, rotor1, rotor2, rotor3 } };
    }
    case 'air':
      return {
        gait: body.asset.gaitFor(motion.speed),
        phase: motion.phase,
        speed: motion.speed,
        channels: body.asset.class === 'drone' ? rotorsAt(snapshot.time) : {},
      };
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
