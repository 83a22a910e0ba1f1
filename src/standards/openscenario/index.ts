/**
 * A run as ASAM OpenSCENARIO XML 1.3, so that another player shows the same motion. `actions`: vehicles keep their lanes, speed changes are SpeedActions,
 * and everything else is a trajectory that starts by the story's own trigger. `trajectories`: everybody follows the trace by the clock.
 */
import type { Place } from '#contracts/place';
import type { Run } from '#contracts/run';
import type { ConcreteScenario } from '#contracts/scenario';
import type { BodySpec } from '#contracts/scene';
import { add, headingPitchRollOf, rotate } from '#core/pose';
import { roadSectionOf } from '../opendrive/lanes.js';
import { roadLineOf } from '../opendrive/road-line.js';
import { element, type XmlElement } from '../xml/element.js';
import { writeXml } from '../xml/write.js';
import { referencePointOf } from './categories.js';
import type { TriggerContext } from './conditions.js';
import { simulationTime } from './conditions.js';
import { scenarioObjectOf } from './entities.js';
import { environmentAction } from './environment.js';
import { toldEvents } from './events.js';
import { motionOf } from './motion.js';
import { type ActorPlan, type PlanContext, planActor } from './plan.js';
import { worldPosition } from './positions.js';
import { type ExportNote, eventName, initActions, maneuverGroup, ownOrigin, placed } from './storyboard.js';

export type { ExportNote } from './storyboard.js';

export interface OpenScenarioOptions {
  readonly as: 'actions' | 'trajectories';
  /** The .xodr of the same place, as the player finds it from the .xosc. */
  readonly roadFile: string;
  /** xs:dateTime that the header states. */
  readonly date: string;
  /** Parked cars and the like as entities too; they are when missing. */
  readonly props?: boolean;
  /** Factor on a dry road's friction; 1 when missing. */
  readonly friction?: number;
}

export interface OpenScenarioExport {
  readonly xml: string;
  /** What the file says in another way than the scenario, or leaves out. */
  readonly notes: readonly ExportNote[];
}

export type ExportedRun = Pick<Run, 'scenario' | 'scene' | 'trace' | 'spans'>;

/** @param place the run's own, built from its specification */
export function exportOpenScenario(run: ExportedRun, place: Place, options: OpenScenarioOptions): OpenScenarioExport {
  const { scenario, scene } = run;
  const notes: ExportNote[] = [];
  const told = toldEvents(scenario.story, run.spans);
  const line = roadLineOf(place);
  const context: PlanContext = {
    line,
    section: roadSectionOf(place, line),
    trace: run.trace,
    told: told.happened,
    as: options.as,
    end: scenario.duration,
  };
  const plans = plansOf(run, context);
  for (const event of told.never) notes.push({ about: event, what: 'left out: it never happened in this run' });
  const props = options.props === false ? [] : propsOf(scene.bodies, place);
  const groups = plans.flatMap((plan) => maneuverGroup(plan, triggerContext(plans), (note) => notes.push(note)) ?? []);
  const root = element(
    'OpenSCENARIO',
    {},
    headerOf(scenario, options.date),
    element('CatalogLocations'),
    element('RoadNetwork', {}, element('LogicFile', { filepath: options.roadFile })),
    element(
      'Entities',
      {},
      ...plans.map(({ body, actor }) => scenarioObjectOf(body, actor)),
      ...props.map(({ body }) => scenarioObjectOf(body)),
    ),
    element(
      'Storyboard',
      {},
      element(
        'Init',
        {},
        element(
          'Actions',
          {},
          environmentAction(scenario.environment, options.friction),
          ...plans.map((plan) => initActions(plan, line)),
          ...props.map(({ init }) => init),
        ),
      ),
      storyOf(groups),
      element('StopTrigger', {}, element('ConditionGroup', {}, simulationTime(scenario.duration))),
    ),
  );
  return { xml: writeXml(root), notes };
}

function plansOf({ scenario, scene, trace }: ExportedRun, context: PlanContext): readonly ActorPlan[] {
  return scenario.actors.flatMap((actor) => {
    const body = scene.bodies.find(({ id }) => id === actor.id);
    return body === undefined ? [] : [planActor(actor, body, motionOf(trace, body), context)];
  });
}

function triggerContext(plans: readonly ActorPlan[]): TriggerContext {
  const names = new Map<string, string>();
  for (const { orders, actor } of plans)
    for (const order of orders)
      if (order.cause.type === 'event' && !names.has(order.cause.told.event.name))
        names.set(order.cause.told.event.name, eventName(order, actor.id));
  const shifted = new Set(plans.filter((plan) => !ownOrigin(plan)).map(({ actor }) => actor.id));
  const flying = new Set(
    plans.filter(({ motion }) => motion.samples.some(({ position }) => position[2] > LOW)).map(({ actor }) => actor.id),
  );
  return { eventNamed: (name) => names.get(name), ownOrigin: (id) => !shifted.has(id), flies: (id) => flying.has(id) };
}

/** Kerbs and a road's crown are lower, m. */
const LOW = 1;

interface PlacedProp {
  readonly body: BodySpec;
  readonly init: XmlElement;
}

function propsOf(bodies: readonly BodySpec[], place: Place): readonly PlacedProp[] {
  return bodies
    .filter(({ role }) => role === 'prop')
    .flatMap((body) => {
      const pose = place.props.find(({ id }) => id === body.id)?.worldFromBody;
      if (pose === undefined) return [];
      const position = add(pose.position, rotate(pose.orientation, referencePointOf(body)));
      const sample = { time: 0, position, angles: headingPitchRollOf(pose.orientation) };
      return [{ body, init: placed(body.id, worldPosition(sample)) }];
    });
}

function headerOf({ name, title, seed, draw, place, parameters, duration }: ConcreteScenario, date: string): XmlElement {
  const facts = {
    'nearmiss.scenario': name,
    'nearmiss.seed': seed,
    'nearmiss.draw': draw,
    'nearmiss.layout': place.layout,
    'nearmiss.roadSeed': place.seed,
    'nearmiss.duration': duration,
    ...prefixed('nearmiss.road.', place.options),
    ...prefixed('nearmiss.parameter.', parameters),
  };
  const properties = Object.entries(facts).map(([key, value]) => element('Property', { name: key, value: String(value) }));
  const about = { revMajor: 1, revMinor: 3, date, author: 'nearmiss', description: title };
  return element('FileHeader', about, element('Properties', {}, ...properties));
}
function prefixed(prefix: string, values: Readonly<Record<string, number | string>>): Record<string, number | string> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [prefix + key, value]));
}

function storyOf(groups: readonly XmlElement[]): XmlElement | undefined {
  if (groups.length === 0) return undefined;
  const start = element('StartTrigger', {}, element('ConditionGroup', {}, simulationTime(0)));
  return element('Story', { name: 'story' }, element('Act', { name: 'act' }, ...groups, start));
}
