/** A case of an earlier validation once more. */
import type { ValidationCase } from '#contracts/validation';
import { drawConcrete } from '../scenarios.js';
import { runCase } from './case.js';
import { reopenValidation } from './files.js';
import { caseOf } from './index.js';
import { openSystem, type SystemOptions } from './system.js';

export interface Replayed {
  readonly again: ValidationCase;
  /** As it came out then; missing where it was not run. */
  readonly before?: ValidationCase;
}

/** @throws NearmissError (exit 2) where there is no such validation or case; (exit 3) where the system can't be started */
export async function replayCase(folder: string, id: string, options: SystemOptions): Promise<Replayed> {
  const { plan, scenarios, bodies, cases } = await reopenValidation(folder);
  const { scenario, draw } = caseOf(id, plan);
  const chosen = scenarios[scenario] as (typeof scenarios)[number];
  const before = cases.find((each) => each.id === id);
  const system = await openSystem(plan.system, { ...options, bodies });
  try {
    const { concrete } = drawConcrete(chosen.scenario(), plan.seed, draw);
    const order = { file: chosen.file, line: chosen.line, concrete, replay: before?.replay ?? '' };
    const again = await runCase(order, system, { bodies });
    return { again, ...(before === undefined ? {} : { before }) };
  } finally {
    await system.close();
  }
}
