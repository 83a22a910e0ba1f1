/** From a scenario to one concrete scenario: draw, test, simulate where requirements look at the run, else draw again. */

import type { Run } from '#contracts/run';
import type { Capture, ConcreteScenario, RejectionReport, Requirement } from '#contracts/scenario';
import { EXIT, NearmissError } from '#core/errors';
import type { RandomStream } from '#core/random';
import { buildPlace } from '#places/index';
import type { ScenarioTree } from '../declare/top.js';
import type { Name } from '../language/combinators.js';
import type { ReadContext } from '../language/context.js';
import type { Scenario } from '../load.js';
import { partsOf } from '../parts.js';
import { drawActors } from './actors.js';
import { attemptStream } from './attempt-stream.js';
import { drawCriterion, drawRule } from './criteria.js';
import { drawEnvironment } from './environment.js';
import { drawExecution } from './execution.js';
import { drawDials } from './randomize.js';
import { actorChanges } from './randomize-actors.js';
import { appearanceOf } from './randomize-appearance.js';
import { diffusionNotes, drawDiffusion } from './randomize-diffusion.js';
import { variedEnvironment } from './randomize-environment.js';
import { variedPlace } from './randomize-place.js';
import { type Steering, steered } from './steered.js';
import { drawStory, type Scene } from './story.js';
import { enforced, failedTests } from './tests.js';
import { drawTraffic } from './traffic.js';
import { BadDraw, createDraw, type Draw } from './values.js';

const MOST_ATTEMPTS = 1000;
const STEP = 1 / 60;

export interface DrawOptions {
  readonly seed: string | number;
  /** Which draw of that seed, from 0. */
  readonly draw: number;
  /** Needed where requirements look at the run. */
  readonly simulate?: (scenario: ConcreteScenario) => Run;
  /** That attempt and no other, whatever requirements say; the first that they allow when missing. */
  readonly attempt?: number;
}
export interface Drawn {
  readonly concrete: ConcreteScenario;
  readonly rejections: RejectionReport;
}

export interface SteeredDraw {
  readonly seed: string | number;
  /** Decides all that is not steered. */
  readonly draw: number;
  readonly steering: Steering;
}

/** One attempt with some of its random numbers given. @returns why it is refused, where a requirement on parameters does */
export function drawSteered(
  scenario: Scenario,
  { seed, draw, steering }: SteeredDraw,
): { readonly concrete: ConcreteScenario } | { readonly refused: string } {
  const own = attemptStream(scenario, { seed, draw }, 0);
  try {
    return { concrete: attemptDraw(scenario, String(seed), draw, steered(own, steering), partsOf(scenario)) };
  } catch (error) {
    if (!(error instanceof BadDraw)) throw error;
    return { refused: error.constraint };
  }
}

/** @throws NearmissError NM2023 (exit 2) after a thousand refused draws, naming what refused them. */
export function drawScenario(scenario: Scenario, { seed, draw, simulate, attempt: only }: DrawOptions): Drawn {
  const byConstraint: Record<string, number> = {};
  const own = (attempt: number): RandomStream => attemptStream(scenario, { seed, draw }, attempt);
  if (only !== undefined) {
    const concrete = attemptDraw(scenario, String(seed), draw, own(only), partsOf(scenario));
    return { concrete, rejections: { attempts: only + 1, byConstraint } };
  }
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const refused = (label: string): void => {
      byConstraint[label] = (byConstraint[label] ?? 0) + 1;
    };
    try {
      const concrete = attemptDraw(scenario, String(seed), draw, own(attempt), partsOf(scenario));
      if (concrete.requirements.length === 0 || simulate === undefined)
        return { concrete, rejections: { attempts: attempt + 1, byConstraint } };
      const broken = simulate(concrete).verdict.brokenRequirements;
      if (broken.length === 0) return { concrete, rejections: { attempts: attempt + 1, byConstraint } };
      for (const label of broken) refused(label);
    } catch (error) {
      if (!(error instanceof BadDraw)) throw error;
      refused(error.constraint);
    }
  }
  const guilty = Object.entries(byConstraint)
    .sort(([, a], [, b]) => b - a)
    .map(([label, count]) => `${label}: ${count}`)
    .join('; ');
  throw new NearmissError('NM2023', `${scenario.file}: ${MOST_ATTEMPTS} draws in a row were refused (${guilty})`, {
    exitCode: EXIT.usage,
    hint: 'loosen the constraint or narrow the distributions it refuses',
  });
}

function attemptDraw(
  scenario: Scenario,
  seed: string,
  index: number,
  random: RandomStream,
  catalogue: ReadContext,
): ConcreteScenario {
  const { tree } = scenario;
  const draw = createDraw(scenario.parameters, random, scenario.bodies);
  for (const label of failedTests(tree, draw)) throw new BadDraw(label);
  const dials = drawDials(tree.randomize, draw);
  const diffusion = drawDiffusion(tree.randomize?.diffusion, draw);
  const environment = variedEnvironment(drawEnvironment(tree.environment, draw), dials);
  const options = [...tree.road.options].map(
    ([name, option]) => [name, 'number' in option ? draw.number(option.number) : draw.word(option.words)] as const,
  );
  const newSeed = (): number => random.child('place').uint32();
  const spec = { layout: tree.road.layout.name, seed: tree.road.seed ?? newSeed(), options: Object.fromEntries(options) };
  const place = buildPlace(variedPlace(spec, tree.road, newSeed, dials));
  const changes = actorChanges(dials);
  const named = drawActors(tree, place, draw, catalogue, changes);
  const actors = [...named, ...drawTraffic(tree.traffic ?? new Map(), place, draw, named, changes)];
  const appearance = appearanceOf(tree.road.layout, dials);
  const scene: Scene = { place, actors, draw, northHeading: environment.northHeading };
  return {
    nearmiss: 1,
    name: scenario.name,
    title: tree.title,
    hazard: tree.hazard,
    sources: tree.sources ?? [],
    seed,
    draw: index,
    parameters: draw.parameters,
    place: place.spec,
    environment,
    ...(appearance === undefined ? {} : { appearance }),
    ...(diffusion === undefined ? {} : { diffusion }),
    ...(dials === undefined && diffusion === undefined
      ? {}
      : { randomization: { ...dials?.notes, ...diffusionNotes(diffusion) } }),
    actors,
    story: drawStory(tree.story ?? [], scene),
    requirements: drawRequirements(tree, scene),
    ...(tree.execution === undefined ? {} : { execution: tree.execution.map((node) => drawExecution(node, draw)) }),
    criteria: (tree.pass ?? []).map((node) => drawCriterion(node, scene)),
    capture: drawCapture(tree.capture, draw),
    duration: tree.duration === undefined ? 12 : draw.number(tree.duration),
    step: tree.step === undefined ? STEP : draw.number(tree.step),
  };
}

function drawRequirements(tree: ScenarioTree, scene: Scene): Requirement[] {
  return (tree.require ?? []).flatMap((node, i): Requirement[] => {
    if (!('always' in node || 'eventually' in node || 'hold' in node) || !enforced(node, i, scene.draw)) return [];
    return [drawRule(node, scene)];
  });
}

function drawCapture(tree: ScenarioTree['capture'], draw: Draw): Capture {
  const stretches = [...(tree?.windows ?? []), ...(tree?.from === undefined ? [] : [{ from: tree.from, for: tree.for }])];
  const windows = stretches.map(({ from, for: lasts }) => {
    const duration = lasts === undefined ? 1e6 : draw.number(lasts);
    if (typeof from === 'string') return { anchor: 'start', offset: 0, duration };
    if ('at' in from && !('before' in from) && !('after' in from))
      return { anchor: 'start', offset: draw.number(from.at as Parameters<Draw['number']>[0]), duration };
    const by = 'by' in from && from.by !== undefined ? draw.number(from.by) : 0;
    return 'before' in from
      ? { anchor: (from.before as Name).name, offset: -by, duration }
      : { anchor: (from as { after: Name }).after.name, offset: by, duration };
  });
  return {
    windows,
    maxFrames: tree?.maxFrames ?? 100_000,
    ...(tree?.rate === undefined ? {} : { rateHz: draw.number(tree.rate) }),
  };
}
