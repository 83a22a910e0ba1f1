/** The way that a body drives, as criticality is told along it: its path where that bends, else straight on. */
import { cos, sin } from '#core/math';
import { type InWay, straightWay, type Way } from '#validate/criticality/relation';
import type { Motion } from './body.js';
import { nearestStation, type Path, pathAt } from './motion/path.js';
import type { Kinematics } from './snapshot.js';

const bends = new WeakMap<Path, boolean>();
/** By path and by what stands still: it lies where it lay. */
const known = new WeakMap<Path, Map<string, InWay>>();
/** Places kept a path. */
const MOST_KNOWN = 256;

export function wayOf(me: Kinematics, motion: Motion | undefined): Way {
  if (motion?.mode !== 'path' || !bendsAnywhere(motion.path)) return straightWay(me);
  const { path } = motion;
  return (x, y) => remembered(path, x, y);
}

function bendsAnywhere(path: Path): boolean {
  const found = bends.get(path);
  if (found !== undefined) return found;
  const [first = 0] = path.headings;
  const answer = path.headings.some((heading) => Math.abs(heading - first) > 1e-9);
  bends.set(path, answer);
  return answer;
}

/** Pure: what is kept is what would be worked out again. */
function remembered(path: Path, x: number, y: number): InWay {
  const places = known.get(path) ?? new Map<string, InWay>();
  known.set(path, places);
  const key = `${x} ${y}`;
  const found = places.get(key);
  if (found !== undefined) return found;
  if (places.size >= MOST_KNOWN) places.clear();
  const made = inWay(path, x, y);
  places.set(key, made);
  return made;
}

function inWay(path: Path, x: number, y: number): InWay {
  const along = nearestStation(path, [x, y]);
  const at = pathAt(path, along);
  const [cosine, sine] = [cos(at.heading), sin(at.heading)];
  return { along, left: (y - at.y) * cosine - (x - at.x) * sine, cosine, sine };
}
