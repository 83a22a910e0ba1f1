/** Events whose probability is asked for, each as a margin: above 0 it did not happen, and by how much. */
import type { Run } from '#contracts/run';
import { usageError } from '#core/errors';
import { runMetric } from '#validate/criticality/run-metrics';
import { figureEvent } from './figure-event.js';
import { collisionMargin, FAR, impactMargin, ttcOf } from './margins.js';

export interface RareEvent {
  /** As it was written. */
  readonly text: string;
  /** The first contact decides it, whatever comes after. */
  readonly decidedByContact: boolean;
  /** Figures of criticality are to be gathered for it. */
  readonly criticality?: true;
  /** Continuous where the run is: it falls as the event comes near, and goes on falling with how bad it is. */
  margin(run: Run): number;
}

/** A comparison of a figure with a number: its words, which side, the limit. */
const COMPARISON = /^(.+?) ?(<|>) ?(-?\d+(?:\.\d+)?)$/;

/**
 * `collision`, `fail`, `ttc < 1.0` (s), `gap < 0.5` (m), `impact speed > 8` (m/s), and every figure of `RUN_METRICS` against a limit in SI
 * units: `drac > 6`, `rss margin < 0`.
 * @throws NearmissError NM7620 (exit 2)
 */
export function readEvent(text: string): RareEvent {
  const words = text.trim().replace(/\s+/g, ' ');
  if (words === 'collision') return { text, decidedByContact: true, margin: collisionMargin };
  if (words === 'fail') return { text, decidedByContact: false, margin: failMargin };
  const [, what = '', op, number = ''] = COMPARISON.exec(words) ?? [];
  const limit = Number(number);
  if (what === 'ttc' && op === '<') return { text, decidedByContact: true, margin: (run) => ttcOf(run) - limit };
  if (what === 'gap' && op === '<') return { text, decidedByContact: true, margin: (run) => collisionMargin(run) - limit };
  if (what === 'impact speed' && op === '>') return { text, decidedByContact: true, margin: (run) => impactMargin(run, limit) };
  const metric = runMetric(what);
  if (metric !== undefined && op === (metric.worst === 'least' ? '<' : '>')) return figureEvent(text, metric, limit);
  throw usageError(
    'NM7620',
    `"${text}" is no event`,
    metric === undefined ? EVENT_WORDS : `it would have to be '${what} ${metric.worst === 'least' ? '<' : '>'} ...'`,
  );
}

/** What events can be, for people. */
export const EVENT_WORDS =
  "collision, fail, 'ttc < 1.0', 'gap < 0.5', 'impact speed > 8', 'drac > 6', 'rss margin < 0' or another figure of docs/validation.md (SI units)";

/** The worst of its criteria's margins, each in its own unit. */
function failMargin(run: Run): number {
  const margins = run.verdict.criteria.map(({ criterion, passed, value, limit }) => {
    if (criterion.startsWith('no-collision')) return collisionMargin(run);
    if (value === undefined || limit === undefined) return passed ? 1 : -1;
    return (passed ? 1 : -1) * Math.max(Math.abs(value - limit), Number.EPSILON);
  });
  return Math.min(FAR, ...margins);
}
