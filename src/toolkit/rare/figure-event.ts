/** A figure of criticality beyond a limit, as a margin that goes on where the figure itself has nothing to say yet. */
import type { Run } from '#contracts/run';
import type { RunMetric } from '#validate/criticality/run-metrics';
import { TTC_LIMIT } from '#validate/criticality/tally';
import type { RareEvent } from './event.js';
import { BRAKING, collisionMargin, FAR } from './margins.js';

export function figureEvent(text: string, metric: RunMetric, limit: number): RareEvent {
  const margin = metric.worst === 'least' ? leastMargin : mostMargin;
  return { text, decidedByContact: true, criticality: true, margin: (run) => margin(run, metric, limit) };
}

function leastMargin(run: Run, { key, ends }: RunMetric, limit: number): number {
  const { metrics } = run.verdict;
  if (ends && metrics.impactRelativeSpeedMPerS !== undefined) return -limit - severity(run);
  return Math.min(metrics[key] ?? FAR, FAR) - limit;
}

/**
 * Beyond the limit it falls to minus the limit at most, and then by how hard the impact was: as the gap closes, what is required grows
 * beyond all bounds, and the last figure before contact would be chance.
 */
function mostMargin(run: Run, { key }: RunMetric, limit: number): number {
  const value = run.verdict.metrics[key] ?? 0;
  if (value === 0) return limit + Math.max(Number.EPSILON, distanceTo(key, run));
  return Math.max(limit - value, -Math.abs(limit) - 1) - (value > limit ? severity(run) : 0);
}

/** While a sum is still nothing: how far the run is from where it begins to grow. */
function distanceTo(key: string, run: Run): number {
  const { minTtcS = FAR, minRssMarginM = FAR, minCpaM = FAR } = run.verdict.metrics;
  if (key === 'tetS' || key === 'titS2') return Math.min(minTtcS, FAR) - TTC_LIMIT;
  if (key === 'rssViolationS') return Math.min(minRssMarginM, FAR);
  if (key === 'wellClearLostS') return Math.min(minCpaM, FAR);
  return Math.min(collisionMargin(run), FAR);
}

/** The way that braking would have taken from the impact speed, m. */
function severity({ verdict: { metrics } }: Run): number {
  const impact = metrics.impactRelativeSpeedMPerS ?? 0;
  return (impact * impact) / (2 * BRAKING);
}
