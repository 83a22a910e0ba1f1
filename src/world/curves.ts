/** Speed, gap and time to collision over a run, for those who look at it. */
import type { RunCurves } from '#contracts/run';
import type { Body } from './body.js';
import { gapBetween } from './geometry/boxes.js';
import { collisionTtc } from './geometry/conflict.js';
import type { Interval } from './interval.js';
import type { Snapshot } from './snapshot.js';

export interface CurveGatherer {
  through(interval: Interval): void;
  /** Takes what is left, at the run's end. */
  close(interval: Interval): void;
  curves(): RunCurves;
}

type Points = (number | null)[];

/** @param hz points a second @param until s */
export function gatherCurves(bodies: readonly Body[], hz: number, until: number): CurveGatherer {
  const actors = bodies.filter(({ actor }) => actor !== undefined);
  const [ego] = actors;
  const others = actors.filter((body) => body !== ego && ego !== undefined && !carries(ego, body));
  const times: number[] = [];
  const ttc: Points = [];
  const speeds = new Map(actors.map(({ spec }): [string, Points] => [spec.id, []]));
  const gaps = new Map(others.map(({ spec }): [string, Points] => [spec.id, []]));
  let touched = false;
  const take = (now: Snapshot, time: number): void => {
    if (ego === undefined) return;
    times.push(time);
    const me = now.of(ego.index);
    for (const body of actors) speeds.get(body.spec.id)?.push(now.of(body.index).speed);
    let least = Number.POSITIVE_INFINITY;
    for (const other of bodies) {
      if (other === ego || carries(ego, other)) continue;
      const them = now.of(other.index);
      const gap = Math.max(0, gapBetween(me.box, them.box));
      gaps.get(other.spec.id)?.push(gap);
      if (gap === 0 && me.box.low <= them.box.high && them.box.low <= me.box.high) touched = true;
      else least = Math.min(least, collisionTtc(me, them));
    }
    ttc.push(touched || least === Number.POSITIVE_INFINITY ? null : least);
  };
  const taken = (interval: Interval, end: number): void => {
    for (let time = times.length / hz; time < end && time <= until + 1e-9; time = times.length / hz)
      take(interval.at(time), time);
  };
  return {
    through: (interval) => taken(interval, interval.until),
    close: (interval) => taken(interval, Number.POSITIVE_INFINITY),
    curves: () => ({ times, speeds: Object.fromEntries(speeds), gaps: Object.fromEntries(gaps), ttc }),
  };
}

/** A load does not threaten who carries it. */
function carries(carrier: Body, { actor, kind }: Body): boolean {
  return kind === 'load' && actor?.follows?.leader === carrier.spec.id;
}
