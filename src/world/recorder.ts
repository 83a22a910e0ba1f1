/** Who looks at a run and when: trace ticks at a steady rate, camera frames at the sensors' clocks. */
import type { FrameState, Medium } from '#contracts/frame';
import type { TraceTick } from '#contracts/run';
import type { Body } from './body.js';
import type { Engine } from './engine.js';
import type { Interval } from './interval.js';
import { shownAt } from './lift.js';
import { observe } from './observe.js';
import type { Snapshot } from './snapshot.js';

/** A look kept for later: which of them become frames is known when all events have happened. */
interface Look {
  readonly snapshot: Snapshot;
  readonly contacts: Interval['contacts'];
  /** The look before it, ns. */
  readonly sinceNs: number;
}

export interface Recorder {
  /** Takes the looks that fall into the interval. */
  through(interval: Interval): void;
  /** Takes a last look at the end of the interval. */
  close(interval: Interval): void;
  readonly ticks: readonly TraceTick[];
  /** The frame at tick `k` of a sensor with that rate. @throws when nobody looked then */
  frameAt(k: number, rateHz: number): FrameState;
}

/** @param medium asked for after the run @param until the trace ends there, s; frames go on to `end` (the frame after the last one is needed for its flow) */
export function createRecorder(
  engine: Engine,
  bodies: readonly Body[],
  medium: () => Medium,
  options: { readonly traceHz: number; readonly sensorHz: readonly number[]; readonly until: number; readonly end: number },
): Recorder {
  const times = lookTimes(
    [options.traceHz, ...options.sensorHz].filter((rate) => rate > 0),
    options.end,
  );
  const ticks: TraceTick[] = [];
  const looks = new Map<number, Look>();
  const frames = new Map<number, FrameState>();
  let next = 0;
  let sinceNs = -1;
  const take = (time: (typeof times)[number], interval: Interval): void => {
    const snapshot = interval.at(time.time);
    if (time.rates.includes(options.traceHz) && time.time <= options.until + 1e-9)
      ticks.push(traceTick(snapshot, bodies, time.ns));
    if (!time.rates.some((rate) => options.sensorHz.includes(rate))) return;
    looks.set(time.ns, { snapshot, contacts: interval.contacts, sinceNs });
    sinceNs = time.ns;
  };
  return {
    ticks,
    through(interval) {
      const endNs = Math.round(interval.until * 1e9);
      for (let time = times[next]; time !== undefined && time.ns < endNs; time = times[++next]) take(time, interval);
    },
    close(interval) {
      for (let time = times[next]; time !== undefined; time = times[++next]) take(time, interval);
    },
    frameAt(k, rateHz) {
      const ns = Math.round((k / rateHz) * 1e9);
      const look = looks.get(ns);
      if (look === undefined) throw new Error(`nobody looked at ${ns} ns`);
      const known = frames.get(ns);
      if (known !== undefined) return known;
      const events = engine.events.filter((event) => event.timeNs > look.sinceNs && event.timeNs <= ns);
      const frame = { ...observe(look.snapshot, bodies, medium(), events, look.contacts), timeNs: ns };
      frames.set(ns, frame);
      return frame;
    },
  };
}

function traceTick(snapshot: Snapshot, bodies: readonly Body[], timeNs: number): TraceTick {
  const states: Record<string, readonly number[]> = {};
  for (const body of bodies) {
    if (body.actor === undefined) continue;
    const { orientation: q } = snapshot.of(body.index);
    const { position: p, velocity: v } = shownAt(snapshot, bodies, body.index);
    states[body.spec.id] = [p[0], p[1], p[2], q[0], q[1], q[2], q[3], v[0], v[1], v[2]];
  }
  return { timeNs, bodies: states };
}

/** Times at which anything is to be looked at, ascending, up to `end` s. */
function lookTimes(rates: readonly number[], end: number): { time: number; ns: number; rates: number[] }[] {
  const byNs = new Map<number, { time: number; ns: number; rates: number[] }>();
  for (const rate of new Set(rates)) {
    for (let k = 0; k / rate <= end + 1e-9; k++) {
      const ns = Math.round((k / rate) * 1e9);
      const known = byNs.get(ns);
      if (known === undefined) byNs.set(ns, { time: k / rate, ns, rates: [rate] });
      else known.rates.push(rate);
    }
  }
  return [...byNs.values()].sort((a, b) => a.ns - b.ns);
}
