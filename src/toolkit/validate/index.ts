/** `validate`: concrete scenarios with a system under test, one verdict each, and all that a farm wants to know of them. */
import type { Bodies } from '#contracts/model';
import type { ScenarioSummary, ValidationCase, ValidationReport } from '#contracts/validation';
import { usageError } from '#core/errors';
import { wilson } from '#core/wilson';
import { drawConcrete, type LoadedScenario } from '../scenarios.js';
import { nearmissVersion } from '../versions.js';
import { regressionOf } from './baseline.js';
import { type Clock, caseId, runCase } from './case.js';
import { needFitting } from './drone-systems.js';
import { type Early, sequentialTest } from './early.js';
import type { ValidationPlan } from './plan.js';
import { openSystem, type System, type SystemOptions } from './system.js';

export type { ValidationPlan } from './plan.js';
export { BUILT_IN, readSystem, type SystemSpec } from './system.js';

export interface ValidationOptions extends SystemOptions {
  readonly plan: ValidationPlan;
  /** As the plan has them, parsed, in its order. */
  readonly scenarios: readonly { readonly file: string; readonly line: number; readonly scenario: LoadedScenario }[];
  readonly bodies: Bodies;
  /** Where it will be written, for replay commands. */
  readonly out: string;
  /** Ends a scenario's runs as soon as they say enough. */
  readonly early?: Early;
  readonly baseline?: { readonly name: string; readonly cases: readonly ValidationCase[] };
  readonly now: Clock;
  readonly signal: AbortSignal;
  onCase?(done: ValidationCase, count: number): void;
}

export async function validate(options: ValidationOptions): Promise<ValidationReport> {
  const { plan, scenarios, baseline } = options;
  for (const { scenario } of scenarios) needFitting(plan.system, scenario);
  // One that is gone is started anew for the next case.
  let system = await openSystem(plan.system, options);
  const ready: ReadySystem = {
    get: () => system,
    async renew() {
      await system.close();
      system = await openSystem(plan.system, options);
    },
  };
  try {
    const cases: ValidationCase[] = [];
    const summaries: ScenarioSummary[] = [];
    const flaky: string[] = [];
    for (const one of scenarios) {
      const ran = await runScenario(one, ready, options, flaky);
      cases.push(...ran.cases);
      summaries.push(ran.summary);
    }
    return {
      format: 1,
      nearmissVersion,
      sut: system.about,
      seed: plan.seed,
      scenarios: summaries,
      cases,
      flaky,
      ...(baseline === undefined ? {} : { regression: regressionOf(cases, baseline) }),
    };
  } finally {
    await system.close();
  }
}

interface ReadySystem {
  get(): System;
  renew(): Promise<void>;
}

async function runScenario(
  { file, line, scenario }: ValidationOptions['scenarios'][number],
  system: ReadySystem,
  options: ValidationOptions,
  flaky: string[],
): Promise<{ readonly cases: readonly ValidationCase[]; readonly summary: ScenarioSummary }> {
  const { plan, bodies, out, early, now, signal, onCase } = options;
  const test = early === undefined ? undefined : sequentialTest(early);
  const cases: ValidationCase[] = [];
  for (let draw = 0; draw < plan.count && test?.decision() === undefined; draw++) {
    signal.throwIfAborted();
    const { concrete } = drawConcrete(scenario, plan.seed, draw);
    const replay = `nearmiss replay ${quoted(out)} --case ${caseId(concrete)}`;
    const order = { file, line, concrete, replay };
    const run = async (): Promise<ValidationCase> => {
      const done = await runCase(order, system.get(), { bodies }, now);
      if (done.outcome === 'error') await system.renew();
      return done;
    };
    const done = await looksTheSameAgain(await run(), run);
    if (done.reasons[0]?.startsWith(FLAKY) === true) flaky.push(done.id);
    cases.push(done);
    test?.saw(done.outcome);
    onCase?.(done, plan.count);
  }
  return { cases, summary: summaryOf(file, scenario.tree.title, cases, test?.decision()) };
}

const FLAKY = 'flaky:';

/** A failure is run once more: one that comes out otherwise says nothing about the system. @returns the first, or an error in its place */
async function looksTheSameAgain(first: ValidationCase, again: () => Promise<ValidationCase>): Promise<ValidationCase> {
  if (first.outcome !== 'fail') return first;
  const second = await again();
  if (second.traceSha256 === first.traceSha256) return first;
  const reason = `${FLAKY} the same seed gave another run (${first.outcome}, then ${second.outcome})`;
  return { ...first, outcome: 'error', reasons: [reason, ...first.reasons] };
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

function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
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
