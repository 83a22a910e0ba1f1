/** science.md 1.4's AEB-4D, as a scenario and in closed form. */
import { readFileSync } from 'node:fs';
import { parseScenario } from '#scenario/index';
import { readEvent } from '../../../src/toolkit/rare/event.js';
import { problemOf, type ScenarioProblem } from '../../../src/toolkit/rare/problem.js';
import { openSystem } from '../../../src/toolkit/validate/system.js';

export const EXACT: Readonly<Record<number, number>> = {
  18: 7.58140268e-3,
  20: 1.1188090222e-3,
  24: 1.3970904622e-5,
  26: 1.3221625174e-6,
};

/** Metres that are left, or missing where it is less than nothing; and the speed at the impact then. */
export function closedForm(u: readonly number[], D: number): { readonly left: number; readonly impact: number } {
  const [x1 = 0, x2 = 0, x3 = 0, x4 = 0] = u;
  const [v, t, a] = [40 / 3.6 + x1, 0.35 * Math.exp(0.25 * x2), 8.5 * Math.exp(0.08 * x3)];
  const left = D + 1.5 * x4 - v * t - (v * v) / (2 * a);
  const free = D + 1.5 * x4 - v * t;
  return { left, impact: left >= 0 ? 0 : free <= 0 ? v : Math.sqrt(v * v - 2 * a * free) };
}

export async function aebProblem(D: number, event = 'collision'): Promise<ScenarioProblem> {
  const text = readFileSync('docs/examples/aeb-4d.yaml', 'utf8').replace('D: 20 m', `D: ${D} m`);
  const { scenario, diagnostics } = parseScenario(text, 'aeb-4d.yaml');
  if (scenario === undefined) throw new Error(JSON.stringify(diagnostics));
  const system = await openSystem({ kind: 'scenario' }, { startMs: 1, answerMs: 1 });
  return problemOf({ scenario, bodies: scenario.bodies, event: readEvent(event), system, seed: '1' });
}
