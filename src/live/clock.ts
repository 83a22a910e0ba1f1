/** Simulated time, paced by real time: at a rate, as fast as it is asked for, or standing still. */
import type { Wall } from './wall.js';

/** Simulated seconds a second; `max`: time is wherever it was last waited for. */
export type Rate = number | 'max';

export interface Clock {
  readonly rate: Rate;
  readonly paused: boolean;
  nowNs(): number;
  /** The instant of real time, ms, at which that time was or will be; now where time does not run by itself. */
  wallOf(timeNs: number): number;
  setRate(rate: Rate): void;
  setPaused(paused: boolean): void;
  jump(timeNs: number): void;
  /** Resolves at that time. @throws the signal's reason when it is aborted before */
  until(timeNs: number, signal: AbortSignal): Promise<void>;
  /** Resolves at that time (never where it is undefined), or as soon as something has changed: look again. */
  wait(timeNs: number | undefined, signal: AbortSignal): Promise<void>;
  /** Something has changed for those who wait. */
  wake(): void;
}

/** Stands still at 0 until it is told to run. */
export function createClock(wall: Wall, initial: Rate): Clock {
  const waiting = new Set<() => void>();
  let rate = initial;
  let paused = true;
  /** Simulated and real time once met here. */
  let anchor = { simNs: 0, wallMs: wall.now() };

  const runs = (): boolean => !paused && rate !== 'max';
  const nowNs = (): number => anchor.simNs + (runs() ? Math.round((wall.now() - anchor.wallMs) * 1e6 * (rate as number)) : 0);
  const wake = (): void => {
    for (const call of [...waiting]) call();
  };
  const change = (apply: () => void, simNs = nowNs()): void => {
    anchor = { simNs, wallMs: wall.now() };
    apply();
    wake();
  };
  const wait = (timeNs: number | undefined, signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      const leftMs = timeNs === undefined || !runs() ? undefined : (timeNs - nowNs()) / (1e6 * (rate as number));
      const cancel = leftMs === undefined ? undefined : wall.after(Math.max(0, leftMs), go);
      function go(): void {
        cancel?.();
        waiting.delete(go);
        signal.removeEventListener('abort', go);
        resolve();
      }
      waiting.add(go);
      signal.addEventListener('abort', go);
      if (signal.aborted) go();
    });

  return {
    get rate() {
      return rate;
    },
    get paused() {
      return paused;
    },
    nowNs,
    wallOf: (timeNs) => (runs() ? anchor.wallMs + (timeNs - anchor.simNs) / (1e6 * (rate as number)) : wall.now()),
    setRate: (next) => change(() => (rate = next)),
    setPaused: (next) => change(() => (paused = next)),
    jump: (timeNs) => change(() => {}, timeNs),
    wait,
    wake,
    async until(timeNs, signal) {
      for (;;) {
        signal.throwIfAborted();
        if (!paused && rate === 'max' && timeNs > anchor.simNs) anchor = { simNs: timeNs, wallMs: wall.now() };
        if (!paused && nowNs() >= timeNs) return;
        await wait(timeNs, signal);
      }
    },
  };
}
