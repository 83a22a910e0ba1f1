/** nuScenes' categories, attributes and visibility levels, and which of them a body has. */
import type { Ontology } from '#contracts/label';
import type { BodySpec, ClassId } from '#contracts/scene';
import type { Json } from '#core/hash';
import { norm, type Vec3 } from '#core/pose';
import { token } from './tokens.js';

/** In the order of nuScenes-lidarseg's indices, from 0. */
const CATEGORIES = [
  'noise',
  'animal',
  'human.pedestrian.adult',
  'human.pedestrian.child',
  'human.pedestrian.construction_worker',
  'human.pedestrian.personal_mobility',
  'human.pedestrian.police_officer',
  'human.pedestrian.stroller',
  'human.pedestrian.wheelchair',
  'movable_object.barrier',
  'movable_object.debris',
  'movable_object.pushable_pullable',
  'movable_object.trafficcone',
  'static_object.bicycle_rack',
  'vehicle.bicycle',
  'vehicle.bus.bendy',
  'vehicle.bus.rigid',
  'vehicle.car',
  'vehicle.construction',
  'vehicle.emergency.ambulance',
  'vehicle.emergency.police',
  'vehicle.motorcycle',
  'vehicle.trailer',
  'vehicle.truck',
  'flat.driveable_surface',
  'flat.sidewalk',
  'flat.terrain',
  'flat.other',
  'static.manmade',
  'static.vegetation',
  'static.other',
  'vehicle.ego',
] as const;
const NO_CLASS = 'static.other';
/** The ontology has one class for people of any age, on foot and in wheelchairs. */
const BY_ASSET: Readonly<Record<string, string>> = {
  'pedestrian-child': 'human.pedestrian.child',
  'wheelchair-user': 'human.pedestrian.wheelchair',
};

const ATTRIBUTES = {
  'vehicle.moving': 'faster than 0.2 m/s',
  'vehicle.stopped': 'an actor of the scenario that stands',
  'vehicle.parked': 'a vehicle of the place, which never moves',
  'cycle.with_rider': 'somebody rides it',
  'cycle.without_rider': 'nobody rides it',
  'pedestrian.moving': 'faster than 0.2 m/s',
  'pedestrian.standing': 'not faster than 0.2 m/s',
  'pedestrian.sitting_lying_down': 'not used',
} as const;
export type Attribute = keyof typeof ATTRIBUTES;

/** Above it a body moves, m/s. */
export const MOVING = 0.2;

const VISIBILITY = [
  ['1', 'v0-40', 0.4],
  ['2', 'v40-60', 0.6],
  ['3', 'v60-80', 0.8],
  ['4', 'v80-100', Number.POSITIVE_INFINITY],
] as const;

/** Classes that nuScenes has no name for get one of our own. */
export function categoryName(ontology: Ontology, id: ClassId, body?: BodySpec): string {
  const special = BY_ASSET[body?.look.asset ?? ''];
  if (special !== undefined) return special;
  const known = ontology.classes.find((entry) => entry.id === id);
  if (known === undefined) throw new Error(`the ontology has no class ${id}`);
  return known.nuscenes ?? (known.thing ? `nearmiss.${id}` : NO_CLASS);
}

/** The 32 that everybody knows, then those of our own that these bodies need: the devkit has no colour for them. */
export function categoryNames(used: Iterable<string>): readonly string[] {
  const known = new Set<string>(CATEGORIES);
  return [...CATEGORIES, ...[...new Set(used)].filter((name) => !known.has(name)).sort()];
}

/** nuScenes-lidarseg's label; what it has no class for is `static.other` there. */
export function lidarsegIndex(name: string): number {
  const index = CATEGORIES.indexOf(name as (typeof CATEGORIES)[number]);
  return index < 0 ? CATEGORIES.indexOf(NO_CLASS) : index;
}

export function categoryToken(name: string): string {
  return token('category', name);
}
export function attributeToken(name: Attribute): string {
  return token('attribute', name);
}

export function categoryTable(ontology: Ontology, used: Iterable<string>): readonly Json[] {
  return categoryNames(used).map((name, index) => ({
    token: categoryToken(name),
    name,
    description: ontology.classes
      .filter(({ id }) => categoryName(ontology, id) === name)
      .map(({ about }) => about)
      .join('; '),
    index,
  }));
}
/** {category: [r, g, b]} for the devkit's `colormap`, which has no colour for categories of our own. */
export function colourTable(ontology: Ontology, used: Iterable<string>): Json {
  const colours = new Map(categoryNames(used).map((name) => [name, [128, 128, 128] as readonly number[]]));
  for (const { id, color } of [...ontology.classes].reverse()) {
    const name = categoryName(ontology, id);
    if (colours.has(name)) colours.set(name, color);
  }
  for (const name of Object.values(BY_ASSET)) colours.set(name, colours.get('human.pedestrian.adult') as readonly number[]);
  return Object.fromEntries(colours);
}
export function attributeTable(): readonly Json[] {
  return Object.entries(ATTRIBUTES).map(([name, description]) => ({
    token: attributeToken(name as Attribute),
    name,
    description,
  }));
}
export function visibilityTable(): readonly Json[] {
  return VISIBILITY.map(([name, level]) => ({
    token: name,
    level,
    description: `${level.slice(1)} % of what the pictures hold of it is not hidden by anything, in the camera that sees most`,
  }));
}

/** @param share 0..1 */
export function visibilityToken(share: number): string {
  return (VISIBILITY.find(([, , below]) => share < below) ?? VISIBILITY[3])[0];
}

/** At most one: the devkit's evaluation takes no more. */
export function attributeOf(category: string, body: BodySpec, velocity: Vec3): Attribute | undefined {
  const moving = norm(velocity) > MOVING;
  if (category.startsWith('human.pedestrian.')) return moving ? 'pedestrian.moving' : 'pedestrian.standing';
  if (category === 'vehicle.bicycle') return body.class === 'bicycle' ? 'cycle.without_rider' : 'cycle.with_rider';
  if (category === 'vehicle.motorcycle') return body.role === 'prop' ? 'cycle.without_rider' : 'cycle.with_rider';
  if (!category.startsWith('vehicle.')) return undefined;
  if (moving) return 'vehicle.moving';
  return body.role === 'prop' ? 'vehicle.parked' : 'vehicle.stopped';
}
