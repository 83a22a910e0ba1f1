/** Small runs to export, and ways to look at what came out. */
import type { Place } from '#contracts/place';
import type { Run } from '#contracts/run';
import type { ConcreteScenario } from '#contracts/scenario';
import { buildPlace } from '#places/index';
import { exportOpenDrive, exportOpenScenario, type OpenScenarioExport } from '#standards/index';
import { readXml, type XmlNode } from '#standards/xml/read';
import { run } from '../world/fixture.js';

export const DATE = '2026-01-01T00:00:00';

export interface Exported extends OpenScenarioExport {
  readonly run: Run;
  readonly place: Place;
  readonly root: XmlNode;
  readonly road: string;
}

export function exported(concrete: ConcreteScenario, as: 'actions' | 'trajectories' = 'actions'): Exported {
  const place = buildPlace(concrete.place);
  const result = run(concrete);
  const written = exportOpenScenario(result, place, { as, roadFile: 'case.xodr', date: DATE });
  const road = exportOpenDrive(place, { name: 'case', date: DATE });
  return { ...written, run: result, place, root: readXml(written.xml), road };
}

/** Every element of that name, in the order of the file. */
export function find(node: XmlNode, name: string): readonly XmlNode[] {
  return node.children.flatMap((child) => [...(child.name === name ? [child] : []), ...find(child, name)]);
}
export function one(node: XmlNode, name: string): XmlNode {
  const [found] = find(node, name);
  if (found === undefined) throw new Error(`no ${name} in ${node.name}`);
  return found;
}
export function eventNamed(root: XmlNode, name: string): XmlNode {
  const event = find(root, 'Event').find(({ attributes }) => attributes.name === name);
  if (event === undefined) throw new Error(`no event ${name}`);
  return event;
}
/** Attribute as a number. */
export function number(node: XmlNode, attribute: string): number {
  return Number(node.attributes[attribute]);
}
