/**
 * ASAM OpenSCENARIO XML (1.0 to 1.3) as a scenario of this project's language, as far as the two have things in common. Everything that is left out or
 * said in another way is listed with its line and the reason.
 */
import { stringify } from 'yaml';
import { usageError } from '#core/errors';
import { readXml, type XmlNode, type XmlReader } from '../xml/read.js';
import { type CatalogueFolder, catalogueFolders, withCatalogues } from './catalogues.js';
import { entitiesOf, type ImportedEntity } from './entities.js';
import { environmentYaml } from './environment.js';
import { declaredValues, parametersYaml, usedParameters, withFitNames } from './parameters.js';
import { assumedRoad, roadsOf } from './roads.js';
import { actorYaml, inPlace, type Scene, sceneOf, startingLane } from './scene.js';
import { findEvents, type StoryContext, storyYaml } from './story.js';
import { all, child, descendants, type LeftOut, rounded, type Values, valuesOf, within } from './values.js';

export type { CatalogueFolder } from './catalogues.js';
export type { LeftOut } from './values.js';

export interface ImportOptions {
  /** Text of the .xodr; without it the road is taken to be straight, its lanes to be 3.5 m wide. */
  readonly road?: string;
  /** Text of a file with a ParameterValueDistribution for the scenario's parameters. */
  readonly distributions?: string;
  /** What lies in the directories that the file names for catalogues. */
  readonly catalogues?: readonly CatalogueFolder[];
  /** Another XML parser than the built-in one. */
  readonly readXml?: XmlReader;
}

export interface ImportResult {
  /** A scenario file. */
  readonly yaml: string;
  /** By line. */
  readonly leftOut: readonly LeftOut[];
}

const FIRST_LINE = '# yaml-language-server: $schema=../../docs/reference/scenario.schema.json\n';
/** s */
const LONGEST = 600;
const USUAL = 12;

/** Files beside an .xosc that it names, as written. */
export interface NamedFiles {
  readonly road?: string;
  /** Directories of catalogues. */
  readonly catalogues: readonly string[];
}

/** @throws NearmissError NM2901 (exit 2) for XML that can't be read */
export function filesNamedIn(xosc: string): NamedFiles {
  const root = readXml(xosc);
  const road = within(root, 'RoadNetwork', 'LogicFile')?.attributes.filepath;
  return { ...(road === undefined ? {} : { road }), catalogues: catalogueFolders(root) };
}

/** @throws NearmissError (exit 2) NM2901 for XML that can't be read, NM2902 for a file that is no scenario or has nobody in it */
export function importOpenScenario(xosc: string, options: ImportOptions = {}): ImportResult {
  const read = options.readXml ?? readXml;
  const written = read(xosc);
  const values = valuesOf(declaredValues(written));
  const root = withCatalogues(written, options.catalogues ?? [], read, values);
  const entities = entitiesOf(root, values);
  if (root.name !== 'OpenSCENARIO' || entities.length === 0)
    throw usageError('NM2902', 'no scenario with entities', 'an OpenSCENARIO file with Entities and a Storyboard belongs here');
  if (options.road === undefined)
    values.leaveOut(root, 'no road file: a straight road with lanes of 3.5 m is assumed', 'RoadNetwork');
  const roads = options.road === undefined ? [assumedRoad(root, entities[0]?.ref ?? '')] : roadsOf(read(options.road));
  const body = bodyYaml(root, sceneOf(root, entities, roads, values));
  const distributions = options.distributions === undefined ? undefined : read(options.distributions);
  const parameters = parametersYaml(usedParameters(body, values), values, distributions);
  const whole = { nearmiss: 1, ...titlesOf(root), ...(isEmpty(parameters) ? {} : { parameters }), ...body };
  return {
    yaml: FIRST_LINE + stringify(withFitNames(whole), { lineWidth: 0, aliasDuplicateObjects: false }),
    leftOut: values.leftOut.toSorted((a, b) => a.line - b.line),
  };
}

function bodyYaml(root: XmlNode, scene: Scene): Readonly<Record<string, unknown>> {
  const { entities, values, layout } = scene;
  const environment = environmentYaml(root, values);
  const [ego, ...others] = entities.map((entity) => [entity.id, actorYaml(entity, scene)] as const);
  const events = findEvents(root, values);
  const story = storyYaml(events, storyContext(scene, events.byElement));
  return {
    ...(isEmpty(environment) ? {} : { environment }),
    road: layout.yaml,
    ego: { ...ego?.[1], sensors: entities[0]?.kind === 'quadrotor' ? 'rigs/drone-camera' : 'rigs/front-camera' },
    ...(others.length === 0 ? {} : { actors: Object.fromEntries(others) }),
    ...(story.length === 0 ? {} : { story }),
    pass: ['no collision'],
    duration: `${durationOf(root, values)} s`,
  };
}

function storyContext(scene: Scene, byElement: ReadonlyMap<string, string>): StoryContext {
  const { entities, values, positions, layout } = scene;
  const entityOf = (ref: string): ImportedEntity | undefined => entities.find((each) => each.ref === ref);
  // As the file goes on: what an action begins with is what the ones before it left.
  const speeds = new Map(entities.map(({ ref }) => [ref, scene.startOf(ref)?.speed.value ?? 0]));
  const lanes = new Map(entities.map(({ ref }) => [ref, startingLane(scene, ref)]));
  return {
    values,
    actorOf: (ref) => entityOf(ref)?.id,
    eventOf: (element) => byElement.get(element),
    actionContext: (ref) => ({
      ...positions,
      actor: { ref, speed: speeds.get(ref) ?? 0 },
      place: (pose) => inPlace(scene, entityOf(ref) as ImportedEntity, pose),
      laneName: (id) => layout.laneNames.get(id),
      speedOf: (other) => speeds.get(other),
      laneOf: (other) => lanes.get(other),
    }),
    acted(ref, { to, lane }) {
      if (to !== undefined) speeds.set(ref, to);
      if (lane !== undefined) lanes.set(ref, lane);
    },
  };
}

function titlesOf(root: XmlNode): Readonly<Record<string, unknown>> {
  const about = child(root, 'FileHeader')?.attributes.description?.replace(/\s+/g, ' ').trim();
  const title = about === undefined || about === '' ? 'Imported scenario' : about;
  const author = child(root, 'FileHeader')?.attributes.author ?? 'unknown';
  return { title: title.slice(0, 120), hazard: title, sources: [`Imported from ASAM OpenSCENARIO XML; author: ${author}.`] };
}

/** The least time in the storyboard's stop trigger. */
function durationOf(root: XmlNode, values: Values): number {
  const stop = child(child(root, 'Storyboard'), 'StopTrigger');
  const times = descendants(stop, 'SimulationTimeCondition').map(
    (node) => values.fixed(node, 'value') ?? Number.POSITIVE_INFINITY,
  );
  const others = all(stop, 'ConditionGroup').flatMap((group) => descendants(group, 'Condition')).length - times.length;
  if (stop !== undefined && others > 0) values.leaveOut(stop, 'conditions other than time: the run goes on to its duration');
  const least = Math.min(...times);
  return Number.isFinite(least) && least >= 0.1 ? Math.min(LONGEST, rounded(least)) : USUAL;
}
function isEmpty(values: object): boolean {
  return Object.keys(values).length === 0;
}
