/** Speeds, time to collision and gap over time. */
import type { CriterionResult } from '#contracts/run';
import type { CaseCurves } from '#contracts/validation';
import { count } from '../figures.js';
import { type Markup, markup } from '../markup.js';
import { type Series, timePlot } from './time-plot.js';

const MAX_LINES = 6;
/** Of a time to collision, s: what lies above is no hazard, and would flatten what does. */
const TTC_SHOWN = 8;
/** As a gap closes, what is required grows beyond all bounds. */
const THREAT_SHOWN = 3;

/** Plots without a single figure are left out. `moment`: when it failed, s. */
export function timelines(curves: CaseCurves, criteria: readonly CriterionResult[], moment: number | undefined): Markup {
  const { times, speeds, ttc, gap, brakeThreat = [] } = curves;
  const moving = Object.entries(speeds).filter(
    ([, values], i) => i === 0 || values.some((value) => value !== null && Math.abs(value) > 0.01),
  );
  const lines = moving.slice(0, MAX_LINES).map(([name, values]): Series => ({ name, values }));
  const left = Object.keys(speeds).length - lines.length;
  const others =
    left > 0
      ? `; ${count(left, 'actor')} that ${left === 1 ? 'stands' : 'stand'} still or ${left === 1 ? 'is' : 'are'} further down the list not drawn`
      : '';
  const plots = [
    timePlot({ title: 'Speed', note: `m/s${others}`, times, series: lines, moment }),
    timePlot({
      title: 'Time to collision',
      note: `s, up to ${TTC_SHOWN} s`,
      times,
      series: [{ name: '', values: ttc }],
      moment,
      limit: limitOf(criteria, 'min-ttc'),
      shownTo: TTC_SHOWN,
    }),
    timePlot({
      title: 'Brake threat number',
      note: `required over possible braking, up to ${THREAT_SHOWN}; above 1 braking alone is not enough`,
      times,
      series: [{ name: '', values: brakeThreat.map((value) => value && Math.min(value, THREAT_SHOWN)) }],
      moment,
      limit: 1,
    }),
    timePlot({
      title: 'Gap to the nearest that moves or is in the way',
      note: 'm',
      times,
      series: [{ name: '', values: gap }],
      moment,
      limit: limitOf(criteria, 'min-distance'),
    }),
  ];
  return markup`<h5>Over time</h5><div class="plots">${plots.filter((plot) => plot !== undefined)}</div>`;
}

/** The strictest limit of such criteria, which are all lower ones. */
function limitOf(criteria: readonly CriterionResult[], type: string): number | undefined {
  const limits = criteria.flatMap(({ criterion, limit }) => (criterion.startsWith(type) && limit !== undefined ? [limit] : []));
  return limits.length === 0 ? undefined : Math.max(...limits);
}
