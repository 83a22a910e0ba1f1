/** Cases of a plan, run in this process. */
import type { Bodies } from '#contracts/model';
import type { ValidationReport } from '#contracts/validation';
import type { RanCase } from '../crew/messages.js';
import { drawConcrete, type LoadedScenario } from '../scenarios.js';
import { type CaseOrder, type Clock, caseId, runCase, traceAgain } from './case.js';
import type { ValidationPlan } from './plan.js';
import { openSystem, type System, type SystemOptions } from './system.js';

export interface PlannedScenario {
  /** As it was given. */
  readonly file: string;
  /** Of the file, from 1: where it says what is to hold. */
  readonly line: number;
  /** Parsed once, when it is first asked for. */
  scenario(): LoadedScenario;
}

export interface CasesOptions extends SystemOptions {
  readonly plan: Pick<ValidationPlan, 'seed' | 'system'>;
  readonly scenarios: readonly PlannedScenario[];
  readonly bodies: Bodies;
  /** Where it will be written, for replay commands. */
  readonly out: string;
  readonly now: Clock;
}

/** Whoever runs cases. */
export interface CaseRuns {
  readonly about: ValidationReport['sut'];
  /** So many cases may be asked for at once. */
  readonly atOnce: number;
  /** @throws NearmissError where the scenario can't be drawn (exit 2), or the system not be started again (exit 3) */
  run(scenario: number, draw: number): Promise<RanCase>;
  close(): Promise<void>;
}

/** @throws NearmissError where the system can't be loaded (exit 2) or does not start (exit 3) */
export async function runsHere(options: CasesOptions): Promise<CaseRuns & { system(): System }> {
  const { plan, bodies, now } = options;
  let system = await openSystem(plan.system, options);
  // One that is gone is started anew for the next case.
  const renew = async (): Promise<void> => {
    await system.close();
    system = await openSystem(plan.system, options);
  };
  return {
    about: system.about,
    atOnce: 1,
    system: () => system,
    async run(scenario, draw) {
      const order = orderOf(options, scenario, draw);
      const started = now();
      const done = await runCase(order, system, { bodies });
      if (done.outcome === 'error') await renew();
      const ran = await looksTheSameAgain(done, async () => {
        const trace = await traceAgain(order, system, { bodies });
        if (trace === '') await renew();
        return trace;
      });
      return { ...ran, wallMs: now() - started };
    },
    close: () => system.close(),
  };
}

/** @throws NearmissError (exit 2) where the scenario can't be drawn */
export function orderOf(
  { scenarios, plan, out }: Pick<CasesOptions, 'scenarios' | 'plan' | 'out'>,
  scenario: number,
  draw: number,
): CaseOrder {
  const { file, line, scenario: loaded } = scenarios[scenario] as PlannedScenario;
  const { concrete } = drawConcrete(loaded(), plan.seed, draw);
  return { file, line, concrete, replay: `nearmiss replay ${quoted(out)} --case ${caseId(concrete)}` };
}

/** A failure is run once more: one that comes out otherwise says nothing about the system. @returns the first, or an error in its place */
async function looksTheSameAgain(first: RanCase['done'], traceAgain: () => Promise<string>): Promise<Omit<RanCase, 'wallMs'>> {
  if (first.outcome !== 'fail') return { done: first, flaky: false };
  const second = await traceAgain();
  if (second === first.traceSha256) return { done: first, flaky: false };
  const reason = `flaky: the same seed gave ${second === '' ? 'no run' : 'another run'} when it was run again`;
  return { done: { ...first, outcome: 'error', reasons: [reason, ...first.reasons] }, flaky: true };
}

function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
