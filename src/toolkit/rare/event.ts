/** Events whose probability is asked for, each as a margin: above 0 it did not happen, and by how much. */
import type { Run } from '#contracts/run';
import { usageError } from '#core/errors';

export interface RareEvent {
  /** As it was written. */
  readonly text: string;
  /** The first contact decides it, whatever comes after. */
  readonly decidedByContact: boolean;
  /** Continuous where the run is: it falls as the event comes near, and goes on falling with how bad it is. */
  margin(run: Run): number;
}

/** Braking that turns an impact speed into the metres that were missing, m/s^2. */
const BRAKING = 8;
/** Nobody came near. */
const FAR = 200;

/**
 * `collision`, `fail`, `ttc < 1.0` (s), `gap < 0.5` (m), `impact speed > 8` (m/s).
 * @throws NearmissError NM7620 (exit 2)
 */
export function readEvent(text: string): RareEvent {
  const words = text.trim().replace(/\s+/g, ' ');
  if (words === 'collision') return { text, decidedByContact: true, margin: collisionMargin };
  if (words === 'fail') return { text, decidedByContact: false, margin: failMargin };
  const [, what, op, number = ''] = /^(ttc|gap|impact speed) ?(<|>) ?(\d+(?:\.\d+)?)$/.exec(words) ?? [];
  const limit = Number(number);
  if (what === 'ttc' && op === '<') return { text, decidedByContact: true, margin: (run) => ttcOf(run) - limit };
  if (what === 'gap' && op === '<') return { text, decidedByContact: true, margin: (run) => collisionMargin(run) - limit };
  if (what === 'impact speed' && op === '>') return { text, decidedByContact: true, margin: (run) => impactMargin(run, limit) };
  throw usageError(
    'NM7620',
    `"${text}" is no event`,
    "collision, fail, 'ttc < 1.0', 'gap < 0.5' or 'impact speed > 8' (s, m, m/s)",
  );
}

/** The nearest gap to whoever moves, m; after a contact, less than nothing: the way that braking would have taken from the impact speed. */
function collisionMargin(run: Run): number {
  const { impactRelativeSpeedMPerS: impact } = run.verdict.metrics;
  if (impact !== undefined) return -(impact * impact) / (2 * BRAKING) - Number.EPSILON;
  return Math.min(FAR, ...Object.values(run.leastGaps));
}

function impactMargin(run: Run, limit: number): number {
  const { impactRelativeSpeedMPerS: impact } = run.verdict.metrics;
  if (impact === undefined) return collisionMargin(run) + (limit * limit) / (2 * BRAKING);
  return (limit * limit - impact * impact) / (2 * BRAKING);
}

function ttcOf({ verdict: { metrics } }: Run): number {
  if (metrics.impactRelativeSpeedMPerS !== undefined) return -metrics.impactRelativeSpeedMPerS;
  return Math.min(metrics.minTtcS ?? FAR, FAR);
}

/** The worst of its criteria's margins, each in its own unit. */
function failMargin(run: Run): number {
  const margins = run.verdict.criteria.map(({ criterion, passed, value, limit }) => {
    if (criterion.startsWith('no-collision')) return collisionMargin(run);
    if (value === undefined || limit === undefined) return passed ? 1 : -1;
    return (passed ? 1 : -1) * Math.max(Math.abs(value - limit), Number.EPSILON);
  });
  return Math.min(FAR, ...margins);
}
