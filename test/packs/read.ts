/** Scenarios of packs, read, drawn and run. */
import type { Bodies } from '#contracts/model';
import type { Run } from '#contracts/run';
import type { ConcreteScenario, Controller } from '#contracts/scenario';
import { packs } from '#packs/index';
import { parseScenario } from '#scenario/index';
import { drawConcrete, simulateConcrete } from '../../src/toolkit/scenarios.js';
import { executionOf } from '../../src/toolkit/validate/execution/index.js';

export interface Read {
  readonly concrete: ConcreteScenario;
  readonly bodies: Bodies;
}

/** @param change of the text, for controls */
export function readPack(pack: string, name: string, change: (text: string) => string = (text) => text): Read {
  const found = packs.get(pack).scenarios.find((each) => each.name === name);
  if (found === undefined) throw new Error(`${pack} has no ${name}`);
  return readText(change(found.text), name);
}

export function readText(text: string, name: string): Read {
  const { scenario, diagnostics } = parseScenario(text, `${name}.yaml`);
  if (scenario === undefined) throw new Error(`${name}: ${JSON.stringify(diagnostics)}`);
  return { concrete: drawConcrete(scenario, '0', 0).concrete, bodies: scenario.bodies };
}

export function runWith({ concrete, bodies }: Read, controller: Controller): Run {
  const [ego, ...others] = concrete.actors;
  if (ego === undefined) throw new Error('nobody drives');
  return simulateConcrete({ ...concrete, actors: [{ ...ego, controller }, ...others] }, false, { bodies });
}

export const CONSTANT: Controller = { type: 'constant' };

/** What was not executed as declared while nobody reacts. */
export function notKept(read: Read): readonly string[] {
  return executionOf(runWith(read, CONSTANT), read.bodies)
    .filter(({ kept }) => !kept)
    .map(({ name, declared, measured, unit }) => `${read.concrete.name}: ${name}: ${measured} instead of ${declared} ${unit}`);
}
