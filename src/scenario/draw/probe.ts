/** Parameters and environment of an attempt, without building the rest: a thousand times cheaper than the whole draw. */
import type { Environment } from '#contracts/scenario';
import type { Scenario } from '../load.js';
import { attemptStream } from './attempt-stream.js';
import { drawEnvironment } from './environment.js';
import { drawDials } from './randomize.js';
import { variedEnvironment } from './randomize-environment.js';
import { type Steering, steered } from './steered.js';
import { failedTests } from './tests.js';
import { BadDraw, createDraw } from './values.js';

export interface ProbeOptions {
  readonly seed: string | number;
  readonly draw: number;
  readonly attempt: number;
  readonly steering?: Steering;
}

export interface Probe {
  /** Drawn and derived parameters, SI units. */
  readonly parameters: Readonly<Record<string, number | string>>;
  readonly environment: Environment;
  /** Requirements on parameters that it breaks; with none of them it is allowed, as far as parameters decide. */
  readonly broken: readonly string[];
}

/** The same values as the whole draw's, whether or not requirements refuse it; undefined where a distribution can't be drawn. */
export function probe(scenario: Scenario, { seed, draw, attempt, steering }: ProbeOptions): Probe | undefined {
  const own = attemptStream(scenario, { seed, draw }, attempt);
  try {
    const drawn = createDraw(scenario.parameters, steering === undefined ? own : steered(own, steering), scenario.bodies);
    const broken = [...failedTests(scenario.tree, drawn)];
    const environment = variedEnvironment(
      drawEnvironment(scenario.tree.environment, drawn),
      drawDials(scenario.tree.randomize, drawn),
    );
    return { parameters: drawn.parameters, environment, broken };
  } catch (error) {
    if (error instanceof BadDraw) return undefined;
    throw error;
  }
}

/** Whether requirements look at runs: then parameters alone don't decide which draws are allowed. */
export function looksAtRuns({ tree }: Scenario): boolean {
  return (tree.require ?? []).some((node) => 'always' in node || 'eventually' in node || 'hold' in node);
}
