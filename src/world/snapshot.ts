/** The world at one instant: where every body is, as plain numbers, worked out when first asked. */
import type { Vec2 } from '#contracts/place';
import { atan2, cos, sin } from '#core/math';
import {
  add,
  compose,
  cross,
  headingOf,
  norm,
  normalize,
  type Quat,
  quatFromHeading,
  quatFromHeadingPitchRoll,
  rotate,
  scale,
  sub,
  type Vec3,
} from '#core/pose';
import type { AirMotion, Body, Motion, PathMotion } from './body.js';
import { type FlatBox, flatBox } from './geometry/boxes.js';
import { pathAt } from './motion/path.js';

export interface Kinematics {
  readonly position: Vec3;
  readonly orientation: Quat;
  readonly velocity: Vec3;
  readonly angularVelocity: Vec3;
  readonly heading: number;
  /** Along the direction of travel, m/s. */
  readonly speed: number;
  /** m/s^2 along the direction of travel. */
  readonly acceleration: number;
  readonly box: FlatBox;
}

export interface Snapshot {
  /** s */
  readonly time: number;
  readonly motions: readonly Motion[];
  of(index: number): Kinematics;
  /** What has been worked out already. */
  readonly known: readonly (Kinematics | undefined)[];
}

/** @param before another snapshot; bodies whose motion is the same object are taken over from it */
export function snapshotOf(
  bodies: readonly Body[],
  time: number,
  motions: readonly Motion[],
  wind: Vec3,
  before?: Snapshot,
): Snapshot {
  return workedOut(bodies, time, motions, wind, takenOver(motions, before), before?.known);
}

function takenOver(motions: readonly Motion[], before: Snapshot | undefined): (Kinematics | undefined)[] {
  return motions.map((motion, i) =>
    before !== undefined && motion.mode !== 'carried' && motion === before.motions[i] ? before.known[i] : undefined,
  );
}

/** Must not know the snapshot before, which knows the one before that: none of a run would ever be let go. */
function workedOut(
  bodies: readonly Body[],
  time: number,
  motions: readonly Motion[],
  wind: Vec3,
  known: (Kinematics | undefined)[],
  earlier: Snapshot['known'] | undefined,
): Snapshot {
  const snapshot: Snapshot = {
    time,
    motions,
    known,
    of(index) {
      const found = known[index];
      if (found !== undefined) return found;
      const body = bodies[index] as Body;
      const motion = motions[index] as Motion;
      const made =
        motion.mode === 'path'
          ? onGround(body, motion, earlier?.[index])
          : withBox(body, rawKinematics(motion, snapshot, wind));
      known[index] = made;
      return made;
    },
  };
  return snapshot;
}

type Raw = Omit<Kinematics, 'box'>;

function rawKinematics(motion: Exclude<Motion, PathMotion>, snapshot: Snapshot, wind: Vec3): Raw {
  switch (motion.mode) {
    case 'air': {
      const { position, direction } = airPoint(motion);
      const heading = atan2(direction[1], direction[0]);
      const velocity = scale(direction, motion.speed);
      return {
        position,
        orientation: quatFromHeadingPitchRoll(heading),
        velocity,
        angularVelocity: [0, 0, 0],
        heading,
        speed: motion.speed,
        acceleration: 0,
      };
    }
    case 'quad': {
      const { position, velocity, orientation, rate } = motion.quad;
      return {
        position,
        orientation,
        velocity,
        angularVelocity: rotate(orientation, rate),
        heading: headingOf(orientation),
        speed: norm(velocity),
        acceleration: 0,
      };
    }
    case 'rigid': {
      const { position, orientation, velocity, angularVelocity } = motion;
      return {
        position,
        orientation,
        velocity,
        angularVelocity,
        heading: headingOf(orientation),
        speed: norm(velocity),
        acceleration: 0,
      };
    }
    case 'carried': {
      const carrier = snapshot.of(motion.by);
      const pose = compose(carrier, { position: motion.offset, orientation: motion.turn });
      const velocity = add(carrier.velocity, cross(carrier.angularVelocity, rotate(carrier.orientation, motion.offset)));
      return {
        ...pose,
        velocity,
        angularVelocity: carrier.angularVelocity,
        heading: headingOf(pose.orientation),
        speed: norm(velocity),
        acceleration: carrier.acceleration,
      };
    }
    case 'drift':
      return {
        position: motion.position,
        orientation: motion.orientation,
        velocity: wind,
        angularVelocity: [0, 0, 0],
        heading: headingOf(motion.orientation),
        speed: norm(wind),
        acceleration: 0,
      };
    case 'still':
      return {
        position: motion.position,
        orientation: motion.orientation,
        velocity: [0, 0, 0],
        angularVelocity: [0, 0, 0],
        heading: headingOf(motion.orientation),
        speed: 0,
        acceleration: 0,
      };
  }
}

/** @param earlier the same body a little earlier: what turns with its heading is taken over while that stays */
function onGround(body: Body, { along, path, heading }: PathMotion, earlier?: Kinematics): Kinematics {
  const at = pathAt(path, along.s);
  const straight = earlier !== undefined && earlier.heading === heading;
  const [cosine, sine] = straight ? [earlier.box.cosine, earlier.box.sine] : [cos(heading), sin(heading)];
  const [vx, vy] = at.heading === heading ? [cosine, sine] : [cos(at.heading), sin(at.heading)];
  const { center, size } = body.spec.box;
  const z = body.ground === undefined ? 0 : footing(body.ground, at.x, at.y, vx, vy);
  return {
    position: [at.x, at.y, z],
    orientation: straight ? earlier.orientation : quatFromHeading(heading),
    velocity: [vx * along.v, vy * along.v, 0],
    angularVelocity: [0, 0, at.curvature * along.v],
    heading,
    speed: along.v,
    acceleration: along.a,
    box: {
      x: at.x + cosine * center[0] - sine * center[1],
      y: at.y + sine * center[0] + cosine * center[1],
      cosine,
      sine,
      halfLength: size[0] / 2,
      halfWidth: size[1] / 2,
      low: z + center[2] - size[2] / 2,
      high: z + center[2] + size[2] / 2,
    },
  };
}

/** Half of the way over which a walker steps up or down a kerb, m. */
const STEP_HALF = 0.3;

/** Where the ground is looked at between one foot and the next, shares of a step. */
const BETWEEN = [1 / 8, 2 / 8, 3 / 8, 4 / 8, 5 / 8, 6 / 8, 7 / 8];

/** Height under a walker who goes along (ux, uy): the mean over a step, which makes a ramp of a kerb. */
function footing(ground: (x: number, y: number) => number, x: number, y: number, ux: number, uy: number): number {
  const at = (t: number): number => ground(x + t * ux, y + t * uy);
  const [behind, ahead] = [at(-STEP_HALF), at(STEP_HALF)];
  const between = BETWEEN.map((share) => at(STEP_HALF * (2 * share - 1)));
  if (between.some((z) => z !== behind && z !== ahead)) {
    const sum = between.reduce((total, z) => total + z, (behind + ahead) / 2);
    return sum / (BETWEEN.length + 1);
  }
  if (behind === ahead) return ahead;
  let [low, high] = [-STEP_HALF, STEP_HALF];
  for (let k = 0; k < 16; k++) {
    const middle = (low + high) / 2;
    if (at(middle) === behind) low = middle;
    else high = middle;
  }
  return ahead + ((behind - ahead) * (low + STEP_HALF)) / (2 * STEP_HALF);
}

function withBox(body: Body, raw: Raw): Kinematics {
  const { center, size } = body.spec.box;
  const [x, y, z] = add(raw.position, rotate(raw.orientation, center));
  const up = rotate(raw.orientation, [0, 0, 1])[2];
  const upright = Math.abs(up) > 0.9;
  // A tumbling body is taken as the box round the ball that holds it.
  const radius = norm(size) / 2;
  const [length, width, height] = upright ? size : [radius * 1.4, radius * 1.4, radius * 1.4];
  return { ...raw, box: flatBox([x, y] as Vec2, raw.heading, length, width, z - height / 2, z + height / 2) };
}

function airPoint({ points, s }: AirMotion): { position: Vec3; direction: Vec3 } {
  let left = s;
  for (let i = 0; i + 1 < points.length; i++) {
    const [a, b] = [points[i] as Vec3, points[i + 1] as Vec3];
    const length = norm(sub(b, a));
    const direction = normalize(sub(b, a));
    if (left < length || i + 2 === points.length) return { position: add(a, scale(direction, left)), direction };
    left -= length;
  }
  return { position: points[0] as Vec3, direction: [1, 0, 0] };
}
