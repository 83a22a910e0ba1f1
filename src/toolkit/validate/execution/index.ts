/** Whether a run was executed as declared, before anybody judges it: what is checked of every run, and what its scenario declares. */
import type { Bodies } from '#contracts/model';
import type { Run } from '#contracts/run';
import type { Execution } from '#contracts/scenario';
import type { ExecutionCheck } from '#contracts/validation';
import { impactCheck } from './impact.js';
import { offsetCheck } from './offset.js';
import { speedCheck } from './speed.js';
import { usualChecks } from './usual.js';

/** @param bodies those of the run: it may have to be run once more, without the system */
export function executionOf(run: Run, bodies: Bodies): readonly ExecutionCheck[] {
  const declared = (run.scenario.execution ?? []).flatMap((one) => checksOf(one, run, bodies));
  return [...usualChecks(run), ...declared];
}

function checksOf(declared: Execution, run: Run, bodies: Bodies): readonly ExecutionCheck[] {
  switch (declared.type) {
    case 'impact':
      return impactCheck(declared, run, bodies);
    case 'speed':
      return speedCheck(declared, run);
    case 'offset':
      return offsetCheck(declared, run);
  }
}
