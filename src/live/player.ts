/**
 * Plays a run: walks through its instants by the clock, has pictures and points made of those that somebody wants, and tells everything when
 * it is there. A run is simulated before it is played, so work begins as long before it is due as work lately took. Where it takes longer
 * than real time allows, instants are passed over, of each sensor all but the newest; nothing waits in line.
 */
import type { ObservationInstant } from '#contracts/run';
import type { Clock } from './clock.js';
import { inTime, type Told } from './told.js';
import type { Wall } from './wall.js';
import { type Counts, createWorkshop } from './workshop.js';

/** One run, ready to be played from its beginning. */
export interface Show {
  /** By time, then sensor. */
  readonly instants: readonly ObservationInstant[];
  /** What is told whatever sensors do. */
  readonly known: readonly Told[];
  readonly endNs: number;
  /** How much may be worked on at once. */
  readonly ahead: number;
  /** What costs next to nothing; asked for every instant, in order. */
  facts(instant: ObservationInstant): Promise<readonly Told[]>;
  /** Whether anybody wants what takes pixels or rays there. */
  wanted(instant: ObservationInstant): boolean;
  work(instant: ObservationInstant): Promise<readonly Told[]>;
}

export interface Stage {
  publish(told: Told, dueMs: number): void;
  time(timeNs: number): void;
}

export interface Tools {
  readonly clock: Clock;
  readonly stage: Stage;
  readonly wall: Wall;
  /** Goes on counting. */
  readonly counts: Counts;
  readonly signal: AbortSignal;
}

/** Time is told so many ms of real time apart at least. */
const TICK_MS = 50;
/** Work begins no earlier than this before it is due, ms of real time. */
const MOST_LEAD_MS = 1000;

/**
 * From `fromNs` to the end; what is known of the time before is told at once.
 * @returns whether it came to its end, rather than being stopped
 * @throws what the show threw
 */
export async function play(show: Show, fromNs: number, tools: Tools): Promise<boolean> {
  const { clock, stage, wall } = tools;
  const halt = new AbortController();
  const stop = (): void => halt.abort(tools.signal.reason);
  tools.signal.addEventListener('abort', stop);
  if (tools.signal.aborted) stop();
  const { signal } = halt;
  const coming: Told[] = [...show.known].sort(inTime);
  const workshop = createWorkshop(show.ahead, wall, tools.counts, (told) => add(told));
  let walked = false;
  let tickMs = Number.NEGATIVE_INFINITY;

  function add(told: readonly Told[]): void {
    if (signal.aborted || told.length === 0) return;
    coming.push(...told);
    coming.sort(inTime);
    clock.wake();
  }
  /** All before that time. */
  function tell(beforeNs: number): void {
    const now = wall.now();
    for (let next = coming[0]; next !== undefined && next.timeNs < beforeNs; next = coming[0]) {
      coming.shift();
      if (clock.rate === 'max') tick(next.timeNs, now);
      stage.publish(next, clock.rate === 'max' ? now : Math.min(now, clock.wallOf(next.timeNs)));
    }
  }
  function tick(timeNs: number, now: number): void {
    if (now - tickMs < TICK_MS) return;
    tickMs = now;
    stage.time(timeNs);
  }
  /** Resolves as long before that time as work takes now. */
  async function begins(timeNs: number): Promise<void> {
    while (clock.rate !== 'max') {
      signal.throwIfAborted();
      const beginNs = timeNs - Math.min(workshop.tookMs, MOST_LEAD_MS) * 1e6 * clock.rate;
      if (!clock.paused && clock.nowNs() >= beginNs) return;
      await clock.wait(beginNs, signal);
    }
    await clock.until(timeNs, signal);
  }
  async function walk(): Promise<void> {
    const instants = show.instants.filter(({ timeNs }) => timeNs >= fromNs);
    for (const [i, instant] of instants.entries()) {
      await begins(instant.timeNs);
      add(await show.facts(instant));
      workshop.check();
      const asked = show.wanted(instant) ? workshop.ask(instant.sensor, () => show.work(instant)) : undefined;
      if (clock.rate !== 'max') continue;
      await asked;
      workshop.check();
      tell(instants[i + 1]?.timeNs ?? Number.POSITIVE_INFINITY);
      // Sockets are looked after between two instants.
      await new Promise<void>((resolve) => void wall.after(0, resolve));
      signal.throwIfAborted();
    }
    await workshop.done();
    workshop.check();
    walked = true;
    clock.wake();
  }
  async function deliver(): Promise<void> {
    while (!walked || coming.length > 0 || clock.nowNs() < show.endNs) {
      signal.throwIfAborted();
      if (clock.rate === 'max') {
        if (walked) {
          await clock.until(Math.max(show.endNs, coming.at(-1)?.timeNs ?? 0), signal);
          tell(Number.POSITIVE_INFINITY);
        } else await clock.wait(undefined, signal);
        continue;
      }
      const nowNs = clock.nowNs();
      if (!clock.paused) {
        tell(nowNs + 1);
        tick(Math.min(nowNs, Math.max(show.endNs, coming[0]?.timeNs ?? 0)), wall.now());
      }
      const next = Math.min(coming[0]?.timeNs ?? Number.POSITIVE_INFINITY, nowNs + TICK_MS * 1e6 * clock.rate);
      await clock.wait(next, signal);
    }
  }

  clock.jump(fromNs);
  stage.time(fromNs);
  for (let next = coming[0]; next !== undefined && next.timeNs < fromNs; next = coming[0]) {
    coming.shift();
    stage.publish(next, wall.now());
  }
  try {
    await Promise.all([walk(), deliver()]);
  } catch (error) {
    if (!tools.signal.aborted) throw error;
  } finally {
    halt.abort(tools.signal.aborted ? tools.signal.reason : undefined);
    tools.signal.removeEventListener('abort', stop);
    workshop.giveUp();
    await workshop.done();
  }
  return !tools.signal.aborted;
}
