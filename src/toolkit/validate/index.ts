/** `validate`: concrete scenarios with a system under test, one verdict each, and all that a farm wants to know of them. */
import type { CaseParameter, ScenarioSummary, ValidationCase, ValidationReport } from '#contracts/validation';
import { usageError } from '#core/errors';
import { wilson } from '#core/wilson';
import { inOrder } from '#farm/index';
import { parametersAbout } from '#scenario/index';
import { workersWorthIt } from '../crew/open.js';
import { nearmissVersion } from '../versions.js';
import { runsApart } from './apart.js';
import { regressionOf } from './baseline.js';
import { needFitting } from './drone-systems.js';
import { type Early, sequentialTest } from './early.js';
import { type CaseRuns, type CasesOptions, runsHere } from './here.js';
import type { ValidationPlan } from './plan.js';

export type { ValidationPlan } from './plan.js';
export { BUILT_IN, readSystem, type SystemSpec } from './system.js';

export interface ValidationOptions extends CasesOptions {
  readonly plan: ValidationPlan;
  /** Worker processes; chosen for the machine when missing. With 1, this process runs all cases. */
  readonly workers?: number;
  /** Ends a scenario's runs as soon as they say enough. */
  readonly early?: Early;
  readonly baseline?: { readonly name: string; readonly cases: readonly ValidationCase[] };
  readonly signal: AbortSignal;
  /** In the plan's order. */
  onCase?(done: ValidationCase): void;
  /** What systems print that run in workers. */
  readonly onSaid?: (text: string) => void;
}

export interface Validated {
  /** The same by however many workers. */
  readonly report: ValidationReport;
  /** By case, ms. */
  readonly wallMs: Readonly<Record<string, number>>;
}

/** Cases that wait for each worker; few where what waits may turn out to be needless. */
const WAITING = 8;
const WAITING_EARLY = 1;

/** @throws NearmissError where the system can't be loaded or a scenario not be drawn (exit 2), or it does not start (exit 3) */
export async function validate(options: ValidationOptions): Promise<Validated> {
  const { plan, scenarios, signal } = options;
  if (plan.system.kind === 'built-in') for (const { scenario } of scenarios) needFitting(plan.system, scenario());
  const size = {
    runs: plan.count * plan.scenarios.length,
    ...(options.workers === undefined ? {} : { workers: options.workers }),
  };
  const here = workersWorthIt(size, plan.system) <= 1;
  const runs = here
    ? await runsHere(options)
    : await runsApart({ ...options, size, waiting: options.early === undefined ? WAITING : WAITING_EARLY });
  // Whoever runs here is looked after between two cases.
  const stop = (): void => void (here || runs.close());
  signal.addEventListener('abort', stop);
  try {
    return await runAll(runs, options);
  } finally {
    signal.removeEventListener('abort', stop);
    await runs.close();
  }
}

async function runAll(runs: CaseRuns, options: ValidationOptions): Promise<Validated> {
  const { plan, scenarios, baseline, early, signal, onCase } = options;
  const parameters = (i: number): readonly CaseParameter[] =>
    parametersAbout(plan.scenarios[i]?.text ?? '', scenarios[i]?.scenario().parameters ?? new Map()).map(
      ({ name, unit, factor, kind }) => ({ name, unit, factor, drawn: kind !== 'derived' && kind !== 'fixed' }),
    );
  const byScenario = scenarios.map(() => ({
    cases: [] as ValidationCase[],
    test: early === undefined ? undefined : sequentialTest(early),
  }));
  const decision = (scenario: number) => byScenario[scenario]?.test?.decision();
  function* tasks() {
    for (const scenario of scenarios.keys())
      for (let draw = 0; draw < plan.count && decision(scenario) === undefined; draw++) yield { scenario, draw };
  }
  const flaky: string[] = [];
  const wallMs: Record<string, number> = {};
  const run = ({ scenario, draw }: { readonly scenario: number; readonly draw: number }) => {
    signal.throwIfAborted();
    return runs.run(scenario, draw);
  };
  for await (const [{ scenario }, result] of inOrder(tasks(), runs.atOnce, run)) {
    // Begun before it was told that the ones before it say enough.
    if (decision(scenario) !== undefined) continue;
    const ran = await result();
    signal.throwIfAborted();
    const { cases, test } = byScenario[scenario] as (typeof byScenario)[number];
    cases.push(ran.done);
    wallMs[ran.done.id] = ran.wallMs;
    if (ran.flaky) flaky.push(ran.done.id);
    test?.saw(ran.done.outcome);
    onCase?.(ran.done);
  }
  const cases = byScenario.flatMap((each) => each.cases);
  const report: ValidationReport = {
    format: 1,
    nearmissVersion,
    sut: runs.about,
    seed: plan.seed,
    scenarios: byScenario.map(({ cases: own, test }, i) => {
      const { file, scenario } = scenarios[i] as (typeof scenarios)[number];
      return { ...summaryOf(file, scenario().tree.title, own, test?.decision()), parameters: parameters(i) };
    }),
    cases,
    flaky,
    ...(baseline === undefined ? {} : { regression: regressionOf(cases, baseline) }),
  };
  return { report, wallMs };
}

function summaryOf(
  file: string,
  title: string,
  cases: readonly ValidationCase[],
  decision: 'accept' | 'reject' | undefined,
): ScenarioSummary {
  const count = (outcome: ValidationCase['outcome']): number => cases.filter((each) => each.outcome === outcome).length;
  const [passed, failed] = [count('pass'), count('fail')];
  return {
    file,
    title,
    runs: cases.length,
    passed,
    failed,
    invalid: count('invalid'),
    errors: count('error'),
    failureInterval: wilson(failed, passed + failed),
    ...(decision === undefined ? {} : { stopped: { decision, after: cases.length } }),
  };
}

/** @throws NearmissError NM7612 (exit 2) */
export function caseOf(id: string, plan: ValidationPlan): { readonly scenario: number; readonly draw: number } {
  const [name, seed, draw] = id.split('/');
  const scenario = plan.scenarios.findIndex(({ path }) => nameOf(path) === name);
  const number = Number(draw);
  if (scenario < 0 || seed !== plan.seed || !Number.isInteger(number) || number < 0)
    throw usageError('NM7612', `the validation has no case ${id}`, 'a case is NAME/SEED/DRAW, as reports write it');
  return { scenario, draw: number };
}

function nameOf(path: string): string {
  return (path.split(/[\\/]/).at(-1) as string).replace(/\.[^.]+$/, '');
}
