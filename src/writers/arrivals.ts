/**
 * Puts a sample's messages in the order of time, however frames were encoded, and holds back no more than needed: whatever a sensor
 * has still to measure may bring messages from that instant on, none from before.
 */
import type { ObservationInstant } from '#contracts/run';

export interface Arrival {
  /** Simulation time at which the message is there. */
  readonly timeNs: number;
  /** Breaks ties: the same in every run. */
  readonly rank: number;
  readonly sensor: string;
  /** Of several messages that say the same, one is let through. */
  readonly once?: string;
}

export interface Arrivals<A extends Arrival> {
  /** One measurement is in, with all its messages. */
  add(sensor: string, index: number, arrivals: readonly A[]): void;
  /** Those that nothing can come before any more, in order; at the end all. A frame that never comes holds up the rest till then. */
  take(atTheEnd: boolean): readonly A[];
}

/** @param schedule everything that cameras and other sensors will measure @param known what is there from the start */
export function arrivalsOf<A extends Arrival>(schedule: readonly ObservationInstant[], known: readonly A[]): Arrivals<A> {
  const ahead = [...schedule].sort((a, b) => a.timeNs - b.timeNs);
  const done = new Set<string>();
  const through = new Set<string>();
  let next = 0;
  let waiting: A[] = [...known];
  const isDone = ({ sensor, index }: ObservationInstant): boolean => done.delete(keyOf(sensor, index));
  return {
    add(sensor, index, arrivals) {
      waiting.push(...arrivals);
      done.add(keyOf(sensor, index));
    },
    take(atTheEnd) {
      while (next < ahead.length && isDone(ahead[next] as ObservationInstant)) next++;
      const limit = atTheEnd ? Number.POSITIVE_INFINITY : (ahead[next]?.timeNs ?? Number.POSITIVE_INFINITY);
      const ready = waiting.filter(({ timeNs }) => timeNs < limit).sort(inTime);
      waiting = waiting.filter(({ timeNs }) => timeNs >= limit);
      return ready.filter(({ once }) => once === undefined || isFirst(once));
    },
  };
  function isFirst(once: string): boolean {
    const first = !through.has(once);
    through.add(once);
    return first;
  }
}

function keyOf(sensor: string, index: number): string {
  return `${sensor} ${index}`;
}

function inTime(a: Arrival, b: Arrival): number {
  return a.timeNs - b.timeNs || a.rank - b.rank || (a.sensor < b.sensor ? -1 : a.sensor > b.sensor ? 1 : 0);
}
