/** The world at one of a track's instants. */
import type { FrameState } from '#contracts/frame';
import type { RunReply, Track } from '#contracts/preview';
import { camerasOf } from '../views/camera.js';

/** A picture so long before the moment shows it as well, ns. */
const NEAR_NS = 2.5e8;

/** The telling moment, or where the first camera has a picture shortly before it: what is seen then is the dataset's own. @returns ns */
export function momentOf({ scenario, track, telling, looks }: RunReply): number {
  const before = (times: readonly number[] = []): number | undefined => times.findLast((time) => time <= telling);
  const camera = camerasOf(scenario)[0]?.sensor.id;
  const captured = before(looks.find(({ sensor }) => sensor === camera)?.timesNs);
  const near = captured !== undefined && telling - captured <= NEAR_NS;
  return (near ? captured : before(track.timesNs)) ?? 0;
}

/** The last instant of the track that is not after that time; the first where all are. */
export function instantAt({ timesNs }: Pick<Track, 'timesNs'>, timeNs: number): number {
  return Math.max(0, lastNotAfter(timesNs, timeNs));
}

export function frameAt(track: Track, instant: number): FrameState {
  return {
    timeNs: track.timesNs[instant] as number,
    bodies: track.bodies.flatMap(({ at, states }) => states[lastNotAfter(at, instant)] ?? []),
    medium: (track.media[lastNotAfter(startsOf(track.media), instant)] as Track['media'][number]).medium,
    events: [],
    contacts: track.contacts[lastNotAfter(startsOf(track.contacts), instant)]?.pairs ?? [],
  };
}

function startsOf(changes: readonly { readonly from: number }[]): readonly number[] {
  return changes.map(({ from }) => from);
}

/** @param ascending @returns its index, -1 for none */
function lastNotAfter(ascending: readonly number[], value: number): number {
  let [low, high] = [-1, ascending.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((ascending[middle] as number) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
