/** Gathers a run's criticality instant by instant: extremes, integrals, and how near aircraft came. */
import type { Vec3 } from '#core/pose';
import {
  type Interval,
  isLost,
  leastSeparation,
  lossesOf,
  NEAR_MID_AIR_COLLISION,
  type RelativeSample,
  WELL_CLEAR,
} from '../metrics/encounter.js';
import { type Exposure, expose, NO_EXPOSURE } from '../metrics/exposure.js';
import type { Criticality } from './instant.js';

/** A figure, and when it was there first. */
export interface Extreme {
  readonly value: number;
  readonly timeNs?: number;
}
/** By key of `RUN_METRICS`; missing where there was nothing to measure. */
export type RunFigures = Readonly<Record<string, Extreme>>;

/** Below this a TTC counts for TET and TIT, s. */
export const TTC_LIMIT = 1.5;

export interface Tally {
  /** In order of time, s. */
  see(time: number, now: Criticality): void;
  /** The first contact: no time is left, and nothing after it counts. */
  touch(time: number): void;
  /** Where another that flies is from this one, m. */
  seeInAir(time: number, other: string, apart: Vec3, aircraft: boolean): void;
  figures(): RunFigures;
}

export function createTally(): Tally {
  const extremes: Record<string, Extreme> = {};
  let ttc: Exposure = NO_EXPOSURE;
  let danger: Exposure = NO_EXPOSURE;
  let over = false;
  const flights = new Map<string, { readonly aircraft: boolean; readonly samples: RelativeSample[] }>();
  const take = (key: string, value: number | undefined, time: number, sign: 1 | -1): void => {
    if (value === undefined || !Number.isFinite(value)) return;
    const known = extremes[key];
    if (known === undefined || sign * value > sign * known.value) extremes[key] = { value, timeNs: Math.round(time * 1e9) };
  };
  return {
    see(time, now) {
      take('minTtcS', now.ttc, time, -1);
      take('minMttcS', now.mttc, time, -1);
      take('minThwS', now.headway, time, -1);
      take('maxDracMPerS2', now.drac, time, 1);
      take('maxBtn', now.brakeThreat, time, 1);
      take('maxStn', now.steerThreat, time, 1);
      take('minRssMarginM', now.safe?.margin, time, -1);
      ttc = expose(ttc, { time, ttc: now.ttc }, TTC_LIMIT);
      danger = expose(danger, { time, ttc: now.edge ?? Number.POSITIVE_INFINITY }, 0);
    },
    touch(time) {
      if (over) return;
      over = true;
      if (ttc.last !== undefined && Number.isFinite(ttc.last.ttc)) ttc = expose(ttc, { time, ttc: 0 }, TTC_LIMIT);
      if (danger.last !== undefined) danger = expose(danger, { time, ttc: danger.last.ttc }, 0);
    },
    seeInAir(time, other, position, aircraft) {
      const known = flights.get(other) ?? { aircraft, samples: [] };
      known.samples.push({ time, position });
      flights.set(other, known);
    },
    figures: () => ({
      ...extremes,
      tetS: { value: ttc.exposed },
      titS2: { value: ttc.integrated },
      rssViolationS: { value: danger.exposed },
      ...flightFigures([...flights.values()]),
    }),
  };
}

function flightFigures(
  flights: readonly { readonly aircraft: boolean; readonly samples: readonly RelativeSample[] }[],
): RunFigures {
  if (flights.length === 0) return {};
  const closest = flights
    .flatMap(({ samples }) => leastSeparation(samples) ?? [])
    .reduce((least, each) => (each.distance < least.distance ? each : least));
  const aircraft = flights.filter((each) => each.aircraft).map(({ samples }) => samples);
  const lost = joined(aircraft.flatMap((samples) => lossesOf(samples, WELL_CLEAR)));
  const near = joined(aircraft.flatMap((samples) => lossesOf(samples, NEAR_MID_AIR_COLLISION)))[0];
  const touches = aircraft.some((samples) => samples.some(({ position }) => isLost(position, NEAR_MID_AIR_COLLISION)));
  return {
    minCpaM: { value: closest.distance, timeNs: Math.round(closest.time * 1e9) },
    ...(aircraft.length === 0
      ? {}
      : {
          wellClearLostS: { value: lost.reduce((sum, { from, to }) => sum + (to - from), 0) },
          nearMidAirCollision: {
            value: Number(touches || near !== undefined),
            ...(near === undefined ? {} : { timeNs: Math.round(near.from * 1e9) }),
          },
        }),
  };
}

/** Time that any of them covers, once. */
function joined(intervals: readonly Interval[]): readonly Interval[] {
  const found: Interval[] = [];
  for (const next of [...intervals].sort((a, b) => a.from - b.from)) {
    const last = found.at(-1);
    if (last !== undefined && next.from <= last.to)
      found[found.length - 1] = { from: last.from, to: Math.max(last.to, next.to) };
    else found.push(next);
  }
  return found;
}
