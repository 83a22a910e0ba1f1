/** A run with the system at the wheel. */
import type { Bodies } from '#contracts/model';
import type { Run } from '#contracts/run';
import type { ConcreteScenario } from '#contracts/scenario';
import { inTurns, simulateConcrete } from '../scenarios.js';
import type { System } from './system.js';

export interface Driving {
  readonly bodies: Bodies;
  readonly curvesHz?: number;
  /** As `SimulateOptions` has it. */
  readonly criticality?: number | true;
  /** The verdict alone is wanted: no trace is kept, and nothing after the first contact if that has decided. */
  readonly only?: 'verdict' | 'first contact';
}

/** @throws NearmissError (exit 3) where an outside system is gone, silent or talks nonsense: there is no run then */
export async function drive(concrete: ConcreteScenario, system: System, { only, ...rest }: Driving): Promise<Run> {
  const more = { ...rest, ...(only === undefined ? {} : { traceHz: 0, endAtContact: only === 'first contact' }) };
  const { sut, pictures } = system;
  if (sut === undefined) return simulateConcrete(system.prepared(concrete), false, more);
  const run = inTurns(concrete, more, { rateHz: sut.rateHz });
  let step = run.next();
  if (step.done !== true) await sut.begin(step.value.episode);
  while (step.done !== true) {
    const turn = step.value;
    const taken = pictures === undefined ? [] : await pictures(concrete, turn);
    step = run.next(await sut.control({ ...turn.observation, pictures: taken }));
  }
  await sut.end();
  return step.value;
}
