/** Figures of an instant that conditions can be about, by what scenarios call them. */
import type { Criticality } from './instant.js';
import { RUN_METRICS, type RunMetric } from './run-metrics.js';

export interface InstantMetric extends Pick<RunMetric, 'words' | 'quantity'> {
  /** Key of the run's figure that is its extreme. */
  readonly key: string;
  /** Infinity where there is none and least is worst. */
  at(now: Criticality): number;
}

const FIGURES: Readonly<Record<string, (now: Criticality) => number>> = {
  minMttcS: ({ mttc }) => mttc,
  minThwS: ({ headway }) => headway,
  maxDracMPerS2: ({ drac }) => drac,
  maxBtn: ({ brakeThreat }) => brakeThreat,
  maxStn: ({ steerThreat }) => steerThreat,
  minRssMarginM: ({ safe }) => safe?.margin ?? Number.POSITIVE_INFINITY,
};

export const INSTANT_METRICS: readonly InstantMetric[] = RUN_METRICS.flatMap(({ key, words, quantity }) => {
  const at = FIGURES[key];
  return at === undefined ? [] : [{ key, words, quantity, at }];
});
