/** What deliveries cost, and two routes compared flight by flight. */
import { mcNemar } from '#rare/intervals';
import { type PairedChange, pairedChange } from '#rare/statistics/paired';
import type { Flight } from './delivery.js';

/** What a delivery costs: shares of the straight route's time and energy, and the risk, each times its weight. */
export interface Weights {
  readonly time: number;
  readonly energy: number;
  readonly risk: number;
}

/** The same draws flown by two routes. */
export interface Comparison {
  /** The other one's cost is lower, with its whole interval. */
  readonly better: boolean;
  readonly time: PairedChange;
  readonly energy: PairedChange;
  readonly risk: PairedChange & {
    readonly onlyStraightFailed: number;
    readonly onlyFoundFailed: number;
    readonly mcNemar: number;
  };
  readonly cost: PairedChange;
}

interface Scale {
  readonly time: number;
  readonly energy: number;
}
export function scaleOf(flights: readonly Flight[]): Scale {
  return { time: mean(flights.map(({ time }) => time)), energy: mean(flights.map(({ energy }) => energy)) };
}

export function costWith({ time, energy, risk }: Weights, scale: Scale) {
  const flying = (flight: Flight): number => (time * flight.time) / scale.time + (energy * flight.energy) / scale.energy;
  return {
    hard: (flight: Flight): number => flying(flight) + risk * (flight.failed ? 1 : 0),
    soft: (flight: Flight): number => flying(flight) + risk * flight.danger,
  };
}

export function compared(before: readonly Flight[], after: readonly Flight[], cost: (flight: Flight) => number): Comparison {
  const change = (figure: (flight: Flight) => number): PairedChange => pairedChange(before.map(figure), after.map(figure));
  const failed = ({ failed: did }: Flight): number => (did ? 1 : 0);
  const only = (a: readonly Flight[], b: readonly Flight[]): number =>
    a.filter((flight, i) => flight.failed && b[i]?.failed === false).length;
  const [onlyStraightFailed, onlyFoundFailed] = [only(before, after), only(after, before)];
  const costs = change(cost);
  return {
    better: costs.interval[1] < 0,
    time: change(({ time }) => time),
    energy: change(({ energy }) => energy),
    risk: { ...change(failed), onlyStraightFailed, onlyFoundFailed, mcNemar: mcNemar(onlyStraightFailed, onlyFoundFailed) },
    cost: costs,
  };
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
