/** One concrete scenario, run with the system under test, and what is to be said of it. */
import type { Run } from '#contracts/run';
import type { ConcreteScenario } from '#contracts/scenario';
import type { CaseOutcome, ValidationCase } from '#contracts/validation';
import { NearmissError } from '#core/errors';
import { hashOf } from '#core/hash';
import { criterionText } from '#reports/index';
import { withDriver } from '#scenario/drivers';
import { simulateConcrete } from '../scenarios.js';
import { type Driving, drive } from './drive.js';
import { fliesByRotors } from './drone-systems.js';
import { executionOf } from './execution/index.js';
import { curvesOf, tracksOf } from './plots.js';
import type { System } from './system.js';
import { traceSha256 } from './trace-hash.js';

/** Curves have so many points a second. */
const CURVES_HZ = 20;

export interface CaseOrder {
  readonly file: string;
  /** Of the file, from 1: where it says what is to hold. */
  readonly line: number;
  readonly concrete: ConcreteScenario;
  /** A command that runs it again. */
  readonly replay: string;
}

/** ms */
export type Clock = () => number;

export function caseId({ name, seed, draw }: Pick<ConcreteScenario, 'name' | 'seed' | 'draw'>): string {
  return `${name}/${seed}/${draw}`;
}

export async function runCase(order: CaseOrder, system: System, driving: Driving): Promise<ValidationCase> {
  try {
    const run = await drive(order.concrete, system, { ...driving, curvesHz: CURVES_HZ, criticality: CURVES_HZ });
    return { ...headOf(order), ...judged(run, driving) };
  } catch (error) {
    if (!(error instanceof NearmissError)) throw error;
    return errorCase(order, error);
  }
}

/** What the same case comes to once more: its trace's hash, empty where there is no run. Figures of it are not worked out. */
export async function traceAgain({ concrete }: CaseOrder, system: System, driving: Driving): Promise<string> {
  try {
    return traceSha256((await drive(concrete, system, driving)).trace);
  } catch (error) {
    if (!(error instanceof NearmissError)) throw error;
    return '';
  }
}

/** There was no run, or it came to no end. */
export function errorCase(order: CaseOrder, { code, message, hint }: NearmissError): ValidationCase {
  const reason = `${code} ${message}${hint === undefined ? '' : ` (${hint})`}`;
  return { ...headOf(order), outcome: 'error', reasons: [reason], ...NOTHING };
}

const NOTHING = { criteria: [], execution: [], metrics: {}, duration: 0, traceSha256: '' } as const;

function headOf({ file, line, concrete, replay }: CaseOrder) {
  const { title, seed, draw, parameters } = concrete;
  return { id: caseId(concrete), file, line, title, seed, draw, parameters, concreteSha256: hashOf(concrete), replay };
}

function judged(run: Run, { bodies }: Driving) {
  const { verdict, trace } = run;
  const execution = executionOf(run, bodies);
  const wrong = execution.filter(({ kept }) => !kept);
  const outcome: CaseOutcome = wrong.length > 0 ? 'invalid' : verdict.outcome;
  const failed = verdict.criteria.filter(({ passed }) => !passed);
  const reasons = [
    ...wrong.map(
      ({ name, declared, measured, tolerance, unit }) =>
        `not executed as declared: ${name} is ${measured.toFixed(3)} ${unit} instead of ${declared.toFixed(3)} (within ${Number(tolerance.toFixed(6))})`,
    ),
    ...verdict.brokenRequirements.map((label) => `not executed as declared: ${label}`),
    ...(outcome === 'fail' ? failed.map((each) => reasonOf(each, trace)) : []),
  ];
  // Thousands pass in a night; what they did over time can be had by a replay.
  const curves = outcome === 'pass' ? undefined : curvesOf(run);
  return {
    outcome,
    reasons,
    criteria: verdict.criteria,
    execution,
    metrics: verdict.metrics,
    duration: (trace.ticks.at(-1)?.timeNs ?? 0) / 1e9,
    traceSha256: traceSha256(trace),
    ...(curves === undefined ? {} : { curves }),
    ...(outcome === 'fail' ? { tracks: tracksOf(run), ...preventable(run, bodies) } : {}),
  };
}

/** What went wrong, for people; the figures of each criterion stand beside it anyway. */
function reasonOf(result: Run['verdict']['criteria'][number], { events }: Run['trace']): string {
  const { criterion, value, timeNs } = result;
  const at = timeNs === undefined ? '' : ` at ${(timeNs / 1e9).toFixed(2)} s`;
  const contact = events.find((event) => event.kind === 'contact' && event.timeNs === timeNs);
  if (criterion.startsWith('no-collision') && contact !== undefined)
    return `${contact.bodies.join(' and ')} touch${at}, ${((value ?? 0) * 3.6).toFixed(1)} km/h against each other`;
  return criterionText(result);
}

/** Whether the careful and competent driver of UN R157 gets through the same scenario (ISO 34502: foreseeable and preventable); says nothing of drones. */
function preventable({ scenario }: Run, bodies: Driving['bodies']): Pick<ValidationCase, 'preventable'> {
  const [ego] = scenario.actors;
  if (ego === undefined || fliesByRotors(ego.kind)) return {};
  const endAtContact = scenario.criteria.some(({ type, of }) => type === 'no-collision' && of === ego.id);
  const run = simulateConcrete(withDriver(scenario, 'r157'), false, { bodies, traceHz: 0, endAtContact });
  return { preventable: run.verdict.outcome === 'pass' };
}
