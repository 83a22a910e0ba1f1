/** Entities as actors: names, kinds, and where a body's middle lies from the reference point. */
import type { XmlNode } from '../xml/read.js';
import { all, child, type Values, within } from './values.js';

export interface ImportedEntity {
  /** Name in the file. */
  readonly ref: string;
  /** Name in the scenario: `ego`, or the file's made fit for the language. */
  readonly id: string;
  readonly kind: string;
  /** The box's middle from the reference point, m: forward, to the left. */
  readonly middle: readonly [forward: number, left: number];
  readonly node: XmlNode;
}

const VEHICLES: Readonly<Record<string, string>> = {
  car: 'sedan',
  van: 'van',
  truck: 'truck',
  semitrailer: 'truck',
  trailer: 'truck',
  bus: 'bus',
  motorbike: 'motorcycle',
  bicycle: 'cyclist',
};
const PEDESTRIANS: Readonly<Record<string, string>> = {
  pedestrian: 'pedestrian-adult',
  wheelchair: 'wheelchair-user',
  animal: 'roe-deer',
};
/** Shorter people are children, m. */
const ADULT = 1.45;

export function entitiesOf(root: XmlNode, values: Values): readonly ImportedEntity[] {
  // What an exported place has of its own stands there again without being told.
  const objects = all(child(root, 'Entities'), 'ScenarioObject').filter((node) => propertyOf(node, 'nearmiss.role') !== 'prop');
  const egoAt = Math.max(
    0,
    objects.findIndex((node) => isEgo(node)),
  );
  const taken = new Set(['ego']);
  const entities = objects.flatMap((node, i): ImportedEntity[] => {
    const kind = kindOf(node, values);
    if (kind === undefined) return [];
    const ref = node.attributes.name ?? '';
    const id = i === egoAt ? 'ego' : unique(fitName(ref), taken);
    taken.add(id);
    tellControllers(node, id, values);
    return [{ ref, id, kind, middle: middleOf(node, values), node }];
  });
  return entities.toSorted((a, b) => Number(b.id === 'ego') - Number(a.id === 'ego'));
}

function isEgo(node: XmlNode): boolean {
  const role = propertyOf(node, 'nearmiss.role');
  return role === undefined ? /^(ego|host|hero|sut|vut)/i.test(node.attributes.name ?? '') : role === 'ego';
}

function kindOf(node: XmlNode, values: Values): string | undefined {
  const said = propertyOf(node, 'nearmiss.kind');
  if (said !== undefined) return said;
  const vehicle = child(node, 'Vehicle');
  if (vehicle !== undefined) return known(vehicle, 'vehicleCategory', VEHICLES, 'sedan', values);
  const pedestrian = child(node, 'Pedestrian');
  if (pedestrian !== undefined) {
    const kind = known(pedestrian, 'pedestrianCategory', PEDESTRIANS, 'pedestrian-adult', values);
    const height = values.fixed(within(pedestrian, 'BoundingBox', 'Dimensions') ?? pedestrian, 'height') ?? ADULT;
    return kind === 'pedestrian-adult' && height < ADULT ? 'pedestrian-child' : kind;
  }
  if (child(node, 'MiscObject') !== undefined) {
    values.leaveOut(node, 'an object of its own shape; a crate stands there instead', node.attributes.name);
    return 'crate';
  }
  const reference = child(node, 'CatalogReference');
  const entry = (reference && values.text(reference, 'entryName')) ?? '';
  const kind = BY_WORD.find(([word]) => word.test(entry))?.[1] ?? 'sedan';
  values.leaveOut(
    node,
    `what it is stands in a catalogue that is not there (${entry}); a ${kind} takes its place`,
    node.attributes.name,
  );
  return kind;
}

/** Who drives it is nothing that the file can say by itself. */
function tellControllers(node: XmlNode, id: string, values: Values): void {
  for (const { children } of all(node, 'ObjectController'))
    for (const controller of children.filter(({ name }) => name === 'Controller' || name === 'CatalogReference')) {
      const name = controller.attributes.name ?? controller.attributes.entryName ?? '';
      values.leaveOut(
        controller,
        `what drives ${id}; the story moves it, and a \`controller\` of the language can`,
        `Controller ${name}`,
      );
    }
}

/** Guesses from names of catalogue entries, the first that fits. */
const BY_WORD: readonly (readonly [RegExp, string])[] = [
  [/wheelchair/i, 'wheelchair-user'],
  [/child/i, 'pedestrian-child'],
  [/pedestrian|person|walker|adult/i, 'pedestrian-adult'],
  [/motor(bike|cycle)|mc\b/i, 'motorcycle'],
  [/bicycle|cyclist|bike/i, 'cyclist'],
  [/truck|lorry|trailer/i, 'truck'],
  [/(^|[_-])bus([_-]|$)/i, 'bus'],
  [/(^|[_-])van([_-]|$)/i, 'van'],
  [/suv/i, 'suv'],
  [/deer|moose|animal/i, 'roe-deer'],
];

function known(
  node: XmlNode,
  attribute: string,
  kinds: Readonly<Record<string, string>>,
  otherwise: string,
  values: Values,
): string {
  const category = values.text(node, attribute) ?? '';
  const kind = Object.hasOwn(kinds, category) ? kinds[category] : undefined;
  if (kind === undefined) values.leaveOut(node, `the category "${category}" is not known; a ${otherwise} takes its place`);
  return kind ?? otherwise;
}

function propertyOf(node: XmlNode, name: string): string | undefined {
  const properties = node.children.flatMap((entity) => all(child(entity, 'Properties'), 'Property'));
  return properties.find(({ attributes }) => attributes.name === name)?.attributes.value;
}

function middleOf(node: XmlNode, values: Values): readonly [number, number] {
  const center = node.children.map((entity) => within(entity, 'BoundingBox', 'Center')).find((found) => found !== undefined);
  if (center === undefined) return [0, 0];
  return [values.fixed(center, 'x') ?? 0, values.fixed(center, 'y') ?? 0];
}

/** Letters, digits, `_` and `-`, a letter first. */
export function fitName(name: string): string {
  const clean = name.replace(/[^A-Za-z0-9_-]+/g, '-').replace(/^-+|-+$/g, '');
  return /^[A-Za-z]/.test(clean) ? clean : `actor-${clean}`;
}
export function unique(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  for (let i = 2; ; i++) if (!taken.has(`${name}-${i}`)) return `${name}-${i}`;
}
