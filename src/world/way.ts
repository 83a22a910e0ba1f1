/** The way that a body drives, as criticality is told along it: its path where that bends, else straight on. */
import type { Place } from '#contracts/place';
import { cos, sin } from '#core/math';
import { type InWay, straightWay, type Way } from '#validate/criticality/relation';
import type { Body, Motion } from './body.js';
import { type Path, pathAt, pathThrough } from './motion/path.js';
import { stationNear } from './motion/station.js';
import type { Kinematics } from './snapshot.js';

const bends = new WeakMap<Path, boolean>();
export function wayOf(me: Kinematics, motion: Motion | undefined): Way {
  if (motion?.mode !== 'path' || !bendsAnywhere(motion.path)) return straightWay(me);
  const { path } = motion;
  return (x, y) => inWay(path, x, y);
}

/** Farther from its middle nobody is in a lane, m; nor turned away from its direction by more than about 45 degrees. */
const IN_LANE = 3.5;
const ALONG_LANE = 0.7;

const lanes = new WeakMap<Place, readonly Path[]>();

/** The lane that a body is in, where its way is not along it: while it changes lanes, swerves or drives aslant. */
export function laneWayOf(place: Place, { kind }: Body, me: Kinematics, motion: Motion | undefined): Way | undefined {
  if (motion?.mode !== 'path' || kind !== 'wheeled') return undefined;
  const { heading } = pathAt(motion.path, motion.along.s);
  const [cosine, sine] = [cos(heading), sin(heading)];
  let nearest: { readonly path: Path; readonly aside: number; readonly turn: number; readonly skew: number } | undefined;
  for (const path of drivingLanes(place)) {
    const at = inWay(path, me.position[0], me.position[1]);
    const aside = Math.abs(at.left);
    if (aside > (nearest?.aside ?? IN_LANE)) continue;
    nearest = { path, aside, turn: at.cosine * cosine + at.sine * sine, skew: at.cosine * sine - at.sine * cosine };
  }
  if (nearest === undefined || Math.abs(nearest.turn) < ALONG_LANE || Math.abs(nearest.skew) < ASLANT) return undefined;
  const { path, turn } = nearest;
  return turn > 0 ? (x, y) => inWay(path, x, y) : (x, y) => reversed(inWay(path, x, y));
}

/** Less than this between way and lane is along it, rad. */
const ASLANT = 1e-3;

function drivingLanes(place: Place): readonly Path[] {
  const found = lanes.get(place);
  if (found !== undefined) return found;
  const made = place.lanes.filter(({ kind }) => kind === 'driving').map(({ centerline }) => pathThrough(centerline, false));
  lanes.set(place, made);
  return made;
}

/** A place in the same line, driven the other way. */
function reversed({ along, left, cosine, sine }: InWay): InWay {
  return { along: -along, left: -left, cosine: -cosine, sine: -sine };
}

function bendsAnywhere(path: Path): boolean {
  const found = bends.get(path);
  if (found !== undefined) return found;
  const [first = 0] = path.headings;
  const answer = path.headings.some((heading) => Math.abs(heading - first) > 1e-9);
  bends.set(path, answer);
  return answer;
}

function inWay(path: Path, x: number, y: number): InWay {
  const along = stationNear(path, x, y);
  const at = pathAt(path, along);
  const [cosine, sine] = [cos(at.heading), sin(at.heading)];
  return { along, left: (y - at.y) * cosine - (x - at.x) * sine, cosine, sine };
}
