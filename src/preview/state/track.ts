/** The world at one of a track's instants. */
import type { FrameState } from '#contracts/frame';
import type { Track } from '#contracts/preview';

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
