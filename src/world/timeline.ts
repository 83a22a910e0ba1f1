/** The run at any time after the fact, for sensors that look at times of their own. */
import type { BodyState, FrameEvent, FrameState, Medium } from '#contracts/frame';
import type { Timeline } from '#contracts/run';
import { add, norm, quatFromAxisAngle, quatMultiply, scale } from '#core/pose';
import type { Body } from './body.js';
import type { Interval } from './interval.js';
import { observe } from './observe.js';
import type { Snapshot } from './snapshot.js';

export interface KeptTimeline extends Timeline {
  through(interval: Interval): void;
  /** @param end the world as it stands at the end */
  close(end: Snapshot, events: readonly FrameEvent[]): void;
}

/** @param medium asked for after the run @param kept false where nobody will ask: then nothing is held */
export function createTimeline(bodies: readonly Body[], medium: () => Medium, kept: boolean): KeptTimeline {
  const intervals: Interval[] = [];
  let endNs = 0;
  let happened: readonly FrameEvent[] = [];
  /** The last interval that begins at that time or before. */
  const holding = (time: number): Interval | undefined => {
    let [low, high] = [0, intervals.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((intervals[middle] as Interval).from.time <= time) low = middle;
      else high = middle - 1;
    }
    return intervals[low];
  };
  return {
    get endNs() {
      return endNs;
    },
    get events() {
      return happened;
    },
    through(interval) {
      if (kept && interval.until > interval.from.time) intervals.push(interval);
    },
    close(end, events) {
      happened = events;
      endNs = Math.round(end.time * 1e9);
      if (kept) intervals.push({ from: end, until: end.time, contacts: intervals.at(-1)?.contacts ?? [], at: () => end });
    },
    at(timeNs) {
      const interval = holding(timeNs / 1e9);
      if (interval === undefined || timeNs > endNs)
        throw new Error(`this run's timeline ends at ${endNs} ns, before ${timeNs} ns`);
      const frame = { ...observe(interval.at(Math.max(0, timeNs / 1e9)), bodies, medium(), [], interval.contacts), timeNs };
      return timeNs < 0 ? drawnBack(frame) : frame;
    },
  };
}

/** Bodies where they would have been before the start, had they moved as they did then. */
function drawnBack(frame: FrameState): FrameState {
  return { ...frame, bodies: frame.bodies.map((state) => movedAlong(state, frame.timeNs / 1e9)) };
}

function movedAlong(state: BodyState, seconds: number): BodyState {
  const { position, orientation } = state.worldFromBody;
  const rate = norm(state.angularVelocity);
  const turn = quatFromAxisAngle(rate === 0 ? [0, 0, 1] : scale(state.angularVelocity, 1 / rate), rate * seconds);
  return {
    ...state,
    worldFromBody: {
      position: add(position, scale(state.velocity, seconds)),
      orientation: quatMultiply(turn, orientation),
    },
  };
}
