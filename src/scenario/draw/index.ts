/** From a scenario to one concrete scenario: draw, test, simulate where requirements look at the run, else draw again. */

import type { Run } from '#contracts/run';
import type { Capture, ConcreteScenario, Criterion, RejectionReport, Requirement } from '#contracts/scenario';
import { EXIT, NearmissError } from '#core/errors';
import { type RandomStream, randomRoot } from '#core/random';
import { buildPlace } from '#places/index';
import type { ScenarioTree } from '../declare/top.js';
import type { Name } from '../language/combinators.js';
import type { ReadContext } from '../language/context.js';
import type { Scenario } from '../load.js';
import { partsOf } from '../parts.js';
import { drawActors } from './actors.js';
import { drawEnvironment } from './environment.js';
import { drawFlightCriterion } from './flight.js';
import { drawPoint } from './points.js';
import { drawDials } from './randomize.js';
import { actorChanges } from './randomize-actors.js';
import { appearanceOf } from './randomize-appearance.js';
import { diffusionNotes, drawDiffusion } from './randomize-diffusion.js';
import { variedEnvironment } from './randomize-environment.js';
import { variedPlace } from './randomize-place.js';
import { type Steering, steered } from './steered.js';
import { drawCondition, drawStory, type Scene } from './story.js';
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
  const { stream } = scenario.tree;
  const all = randomRoot(String(seed)).child('draw');
  const own = (stream === undefined ? all : all.child(stream)).child(draw).child('attempt').child(0);
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
  const { stream } = scenario.tree;
  const all = randomRoot(String(seed)).child('draw');
  const own = (stream === undefined ? all : all.child(stream)).child(draw);
  if (only !== undefined) {
    const concrete = attemptDraw(scenario, String(seed), draw, own.child('attempt').child(only), partsOf(scenario));
    return { concrete, rejections: { attempts: only + 1, byConstraint } };
  }
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const refused = (label: string): void => {
      byConstraint[label] = (byConstraint[label] ?? 0) + 1;
    };
    try {
      const concrete = attemptDraw(scenario, String(seed), draw, own.child('attempt').child(attempt), partsOf(scenario));
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
  testParameters(tree, draw);
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
    requirements: drawRequirements(tree, scene, random),
    criteria: (tree.pass ?? []).map((node) => drawCriterion(node, scene)),
    capture: drawCapture(tree.capture, draw),
    duration: tree.duration === undefined ? 12 : draw.number(tree.duration),
    step: tree.step === undefined ? STEP : draw.number(tree.step),
  };
}

type RequirementNode = NonNullable<ScenarioTree['require']>[number];

/** Soft constraints are enforced in their share of draws, decided by a stream of their own. */
function enforced(node: RequirementNode, i: number, draw: Draw): boolean {
  const probability = 'probability' in node ? node.probability : undefined;
  return probability === undefined || draw.random.child('soft').child(i).chance(draw.number(probability));
}

function testParameters(tree: ScenarioTree, draw: Draw): void {
  for (const [i, node] of (tree.require ?? []).entries()) {
    const test = 'source' in node ? node : 'that' in node ? node.that : undefined;
    if (test === undefined || !enforced(node, i, draw)) continue;
    const label = 'label' in node && node.label !== undefined ? node.label : test.source;
    if (draw.number(test.value) === 0) throw new BadDraw(label);
  }
}

function drawRequirements(tree: ScenarioTree, scene: Scene, _random: RandomStream): Requirement[] {
  return (tree.require ?? []).flatMap((node, i): Requirement[] => {
    if (!('always' in node || 'eventually' in node || 'hold' in node) || !enforced(node, i, scene.draw)) return [];
    const within = node.within === undefined ? {} : { within: scene.draw.number(node.within) };
    const labelled = (type: string): { label: string } => ({ label: node.label ?? `${type} (line ${node.at.line})` });
    if ('always' in node)
      return [{ type: 'always', condition: drawCondition(node.always, scene), ...labelled('always'), ...within }];
    if ('eventually' in node)
      return [{ type: 'eventually', condition: drawCondition(node.eventually, scene), ...labelled('eventually'), ...within }];
    return [
      {
        type: 'until',
        hold: drawCondition(node.hold, scene),
        until: drawCondition(node.until, scene),
        ...labelled('until'),
        ...within,
      },
    ];
  });
}

/** Criteria without figures. */
const PLAIN: Readonly<Record<string, Criterion['type']>> = {
  'no collision': 'no-collision',
  'stay in corridor': 'corridor',
  'stay in geofence': 'geofence',
};

function drawCriterion(node: NonNullable<ScenarioTree['pass']>[number], { draw, place }: Scene): Criterion {
  if (typeof node === 'string') return { type: PLAIN[node] as 'corridor', of: 'ego' };
  const of = (name: Name | undefined): string => name?.name ?? 'ego';
  switch (node.type) {
    case 'no collision':
      return { type: 'no-collision', of: of(node.value.of) };
    case 'minimum ttc':
      return { type: 'min-ttc', of: of(node.value.of), above: draw.number(node.value.above) };
    case 'minimum distance':
      return { type: 'min-distance', of: of(node.value.of), to: node.value.to.name, above: draw.number(node.value.above) };
    case 'maximum impact speed':
      return { type: 'max-impact-speed', of: of(node.value.of), below: draw.number(node.value.below) };
    case 'maximum deceleration':
      return { type: 'max-deceleration', of: of(node.value.of), below: draw.number(node.value.below) };
    case 'stay in corridor':
      return { type: 'corridor', of: of(node.value.of) };
    case 'reach':
      return {
        type: 'reaches',
        of: of(node.value.of),
        point: drawPoint(node.value.point, place, draw),
        radius: draw.number(node.value.radius),
        within: draw.number(node.value.within),
      };
    default:
      return drawFlightCriterion(node, draw);
  }
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
