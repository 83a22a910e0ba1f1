/** Classes that look alike to light: what the network is told of a cell. */

/** Order is part of a model's weights. */
export const GROUPS = [
  'sky',
  'road',
  'marking',
  'pavement',
  'terrain',
  'vegetation',
  'building',
  'fixture',
  'vehicle',
  'person',
  'animal',
  'other',
] as const;
export type Group = (typeof GROUPS)[number];

const OF_CLASS: Readonly<Record<string, Group>> = {
  sky: 'sky',
  road: 'road',
  'lane-marking': 'marking',
  sidewalk: 'pavement',
  curb: 'pavement',
  terrain: 'terrain',
  vegetation: 'vegetation',
  building: 'building',
  wall: 'building',
  bridge: 'building',
  fence: 'fixture',
  'guard-rail': 'fixture',
  pole: 'fixture',
  'traffic-sign': 'fixture',
  'traffic-light': 'fixture',
  car: 'vehicle',
  van: 'vehicle',
  truck: 'vehicle',
  bus: 'vehicle',
  motorcycle: 'vehicle',
  bicycle: 'vehicle',
  person: 'person',
  cyclist: 'person',
  rider: 'person',
  deer: 'animal',
  moose: 'animal',
  boar: 'animal',
  kangaroo: 'animal',
  dog: 'animal',
  bird: 'animal',
  fox: 'animal',
  badger: 'animal',
  cow: 'animal',
  sheep: 'animal',
};

/** @param classes names by semantic id @returns the index in `GROUPS` by semantic id */
export function groupTable(classes: readonly { readonly id: string; readonly index: number }[]): Uint8Array {
  const table = new Uint8Array(256).fill(GROUPS.indexOf('other'));
  for (const { id, index } of classes) table[index] = GROUPS.indexOf(OF_CLASS[id] ?? 'other');
  return table;
}
