import type { Span } from '#contracts/span';
import type { Shard, StageTimes } from './ports.js';
import { spanning } from './spans.js';

export function noTimes(): StageTimes {
  return { draw: 0, simulate: 0, render: 0, observe: 0, label: 0, repaint: 0, audit: 0, encode: 0, write: 0 };
}

/** Wall time during which at least one piece of work is under way. */
export interface BusyClock {
  run<T>(work: () => Promise<T>): Promise<T>;
  /** Work begins; what it returns is called when it ends. */
  begin(): () => void;
  readonly ms: () => number;
}
export function busyClock(now: () => number): BusyClock {
  let active = 0;
  let since = 0;
  let total = 0;
  const begin = (): (() => void) => {
    if (active++ === 0) since = now();
    return () => {
      if (--active === 0) total += now() - since;
    };
  };
  return {
    async run(work) {
      const end = begin();
      try {
        return await work();
      } finally {
        end();
      }
    },
    begin,
    ms: () => total,
  };
}

/** Runs the work and adds its wall time to a stage; a part of the span, where there is one. */
export async function timed<T>(
  shard: Pick<Shard, 'now'>,
  times: StageTimes,
  stage: keyof StageTimes,
  work: () => T | Promise<T>,
  whole?: Span,
): Promise<T> {
  const start = shard.now();
  const result = await spanning(whole, stage, work);
  times[stage] += shard.now() - start;
  return result;
}
