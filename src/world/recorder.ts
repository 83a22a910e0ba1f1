/** What is kept of a run: trace ticks, frames at the sensors' clocks, metrics, temporal requirements. */
import type { FrameEvent, FrameState, Medium } from '#contracts/frame';
import type { TraceTick } from '#contracts/run';
import type { Body } from './body.js';
import type { Engine } from './engine.js';
import { observe } from './observe.js';
import type { Snapshot } from './snapshot.js';

export interface Recorder {
  readonly ticks: TraceTick[];
  /** Frames by time, ns. */
  readonly frames: ReadonlyMap<number, FrameState>;
}

export function traceTick(snapshot: Snapshot, bodies: readonly Body[]): TraceTick {
  const states = bodies
    .filter((body) => body.actor !== undefined)
    .map((body) => {
      const { position, orientation, velocity } = snapshot.of(body.index);
      return [body.spec.id, [...position, ...orientation, ...velocity]] as const;
    });
  return { timeNs: Math.round(snapshot.time * 1e9), bodies: Object.fromEntries(states) };
}

/** Times at which anything is to be looked at, ascending: trace ticks and sensor ticks, up to `end` s. */
export function lookTimes(rates: readonly number[], end: number): { time: number; rates: number[] }[] {
  const byNs = new Map<number, { time: number; rates: number[] }>();
  for (const rate of new Set(rates)) {
    for (let k = 0; k / rate <= end + 1e-9; k++) {
      const ns = Math.round((k / rate) * 1e9);
      const known = byNs.get(ns);
      if (known === undefined) byNs.set(ns, { time: k / rate, rates: [rate] });
      else known.rates.push(rate);
    }
  }
  return [...byNs.entries()].sort(([a], [b]) => a - b).map(([, look]) => look);
}

export function frameAt(
  snapshot: Snapshot,
  engine: Engine,
  bodies: readonly Body[],
  medium: Medium,
  since: number,
): FrameState {
  const timeNs = Math.round(snapshot.time * 1e9);
  const events: FrameEvent[] = engine.events.filter((event) => event.timeNs > since && event.timeNs <= timeNs);
  return observe(snapshot, bodies, medium, events, engine.contacts());
}
