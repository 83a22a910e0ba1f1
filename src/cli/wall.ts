/** Real time for the live stream. */
import type { Wall } from '#live/wall';
import type { Io } from './io.js';

export function processWall(io: Io): Wall {
  return {
    now: io.now,
    after(ms, call) {
      if (ms <= 0) {
        const turn = setImmediate(call);
        return () => clearImmediate(turn);
      }
      const timer = setTimeout(call, ms);
      return () => clearTimeout(timer);
    },
  };
}
