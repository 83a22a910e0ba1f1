/** Actor kinds: which body, which traits by default. Sizes and species figures with their source (hazards.md 5.1, 5.5). */
import type { Bodies } from '#contracts/model';

export interface Kind {
  readonly asset: string;
  readonly about: string;
  readonly traits: Readonly<Record<string, number | string>>;
  /** Typical speeds, m/s, with source and grade; authors may go beyond. */
  readonly speeds?: Readonly<Record<string, readonly [low: number, high: number]>>;
  readonly source?: string;
}

export const kinds: Readonly<Record<string, Kind>> = {
  sedan: { asset: 'sedan', about: 'saloon car', traits: {} },
  hatchback: { asset: 'hatchback', about: 'small car', traits: {} },
  suv: { asset: 'suv', about: 'sport utility vehicle', traits: {} },
  'city-car': { asset: 'city-car', about: 'small car for towns, 3.5 to 4 m', traits: {} },
  estate: { asset: 'estate', about: 'estate car', traits: {} },
  mpv: { asset: 'mpv', about: 'people carrier', traits: {} },
  pickup: { asset: 'pickup', about: 'pickup with an open bed', traits: {} },
  'old-hatchback': { asset: 'old-hatchback', about: 'hatchback of the eighties and nineties', traits: {} },
  'old-sedan': { asset: 'old-sedan', about: 'saloon of the eighties', traits: {} },
  taxi: { asset: 'sedan', about: 'saloon with a taxi sign', traits: { livery: 'taxi', paint: 'ivory' } },
  'police-car': {
    asset: 'estate',
    about: 'estate car with chequers and a bar of lamps',
    traits: { livery: 'police', paint: 'white' },
  },
  van: { asset: 'van', about: 'delivery van', traits: {} },
  'delivery-van': { asset: 'delivery-van', about: 'large panel van with a high roof', traits: {} },
  'box-van': { asset: 'box-van', about: 'small lorry with a box', traits: {} },
  truck: { asset: 'truck', about: 'lorry with a box body', traits: {} },
  'tipper-truck': { asset: 'tipper-truck', about: 'three-axle tipper', traits: {} },
  'garbage-truck': { asset: 'garbage-truck', about: 'refuse collector with a rear loader', traits: {} },
  bus: { asset: 'bus', about: 'single-deck city bus, 12 m', traits: { type: 'single' } },
  'double-decker': { asset: 'bus', about: 'double-deck city bus, 11 m', traits: { type: 'double' } },
  coach: { asset: 'bus', about: 'coach, 12 m', traits: { type: 'coach' } },
  motorcycle: { asset: 'motorcycle', about: 'motorcycle with its rider', traits: {} },
  scooter: { asset: 'scooter', about: 'scooter with its rider', traits: {} },
  'parked-motorcycle': { asset: 'parked-motorcycle', about: 'motorcycle on its stand', traits: {} },
  'parked-scooter': { asset: 'parked-scooter', about: 'scooter on its stand', traits: {} },
  bicycle: { asset: 'bicycle', about: 'bicycle on its stand', traits: {} },
  'ncap-vut': {
    asset: 'hatchback',
    about: 'Euro NCAP reference vehicle under test, 4.358 x 1.815 m',
    traits: { length: 4.358, width: 1.815 },
    source: 'Euro NCAP Crash Avoidance Frontal Collisions v1.1, grade A',
  },
  'ncap-large-car': {
    asset: 'suv',
    about: 'Euro NCAP large obstruction car, 4.418 x 1.82 m',
    traits: { length: 4.418, width: 1.82 },
    source: 'hazards.md 5.1, grade A',
  },
  'ncap-small-car': {
    asset: 'hatchback',
    about: 'Euro NCAP small obstruction car, 4.316 m long',
    traits: { length: 4.316, width: 1.79 },
    source: 'hazards.md 5.1, grade A',
  },
  'pedestrian-adult': {
    asset: 'pedestrian-adult',
    about: 'adult',
    traits: {},
    speeds: { walk: [0.9, 1.6], run: [2.5, 5] },
    source: 'walking 0.97-1.25 m/s mean by age (hazards.md 5.3, grade B)',
  },
  'pedestrian-child': {
    asset: 'pedestrian-child',
    about: 'child',
    traits: {},
    speeds: { walk: [1, 1.6], run: [2.2, 4.2] },
    source: 'hazards.md 5.3, grade B; running from memory, grade M',
  },
  'pedestrian-elderly': {
    asset: 'pedestrian-adult',
    about: 'elderly person, bent, some with a stick',
    traits: { age: 'elderly' },
    speeds: { walk: [0.6, 1.1] },
    source: 'walking 0.97 m/s mean at 65 and over, 15th percentile 0.92 (hazards.md 5.3, grade B)',
  },
  'pedestrian-with-pram': {
    asset: 'pedestrian-adult',
    about: 'adult who pushes a pram',
    traits: { pram: 'yes' },
    speeds: { walk: [0.8, 1.4] },
    source: 'grade M',
  },
  'road-worker': {
    asset: 'pedestrian-adult',
    about: 'adult in a high-visibility vest with reflecting strips (EN ISO 20471)',
    traits: { hiVis: 'yes' },
    speeds: { walk: [0.9, 1.5] },
    source: 'grade M',
  },
  'wheelchair-user': {
    asset: 'wheelchair-user',
    about: 'person in a manual wheelchair',
    traits: {},
    speeds: { roll: [0.6, 1.6] },
    source: 'about 1 m/s on level ground, grade M',
  },
  cyclist: {
    asset: 'cyclist',
    about: 'person on a bicycle',
    traits: {},
    speeds: { ride: [2.8, 8] },
    source: 'Euro NCAP bicycle 10-20 km/h, grade A',
  },
  'child-cyclist': {
    asset: 'child-cyclist',
    about: 'child on a bicycle',
    traits: {},
    speeds: { ride: [2, 4.5] },
    source: 'from memory, grade M',
  },
  'white-tailed-deer': {
    asset: 'white-tailed-deer',
    about: 'white-tailed deer',
    traits: {},
    speeds: { walk: [1.3, 1.8], trot: [4.5, 5.4], bound: [11, 16] },
    source: 'hazards.md 5.5, grade C',
  },
  'roe-deer': {
    asset: 'roe-deer',
    about: 'roe deer',
    traits: {},
    speeds: { walk: [0.8, 1.4], trot: [2.5, 3.6], bound: [8, 15] },
    source: 'gaits by Froude number at a leg of 0.55 m (hazards.md 5.5, grade B); bounds from memory, grade M',
  },
  'red-deer': {
    asset: 'red-deer',
    about: 'red deer',
    traits: {},
    speeds: { walk: [1, 1.8], trot: [3, 5.5], gallop: [9, 16] },
    source: 'gaits by Froude number at a leg of 0.9 m (hazards.md 5.5, grade B); gallop from memory, grade M',
  },
  moose: {
    asset: 'moose',
    about: 'moose',
    traits: {},
    speeds: { walk: [1, 1.9], trot: [8.9, 11], gallop: [12, 15.6] },
    source: 'hazards.md 5.5, grade C',
  },
  'wild-boar': {
    asset: 'wild-boar',
    about: 'wild boar',
    traits: {},
    speeds: { walk: [2.2, 4.4], run: [8, 14] },
    source: 'hazards.md 5.5, grade C',
  },
  kangaroo: {
    asset: 'red-kangaroo',
    about: 'red kangaroo',
    traits: {},
    speeds: { hop: [5.6, 7], fast: [10, 19] },
    source: 'hazards.md 5.5, grade B and C',
  },
  dog: { asset: 'dog', about: 'dog', traits: {}, speeds: { trot: [2, 4], run: [6, 12] }, source: 'grade M' },
  'red-fox': {
    asset: 'red-fox',
    about: 'red fox',
    traits: {},
    speeds: { walk: [0.7, 1], trot: [1.8, 2.7], run: [6, 13] },
    source: 'gaits by Froude number; run from memory, grade M',
  },
  badger: {
    asset: 'badger',
    about: 'European badger',
    traits: {},
    speeds: { walk: [0.4, 0.8], trot: [1, 2.1], run: [4, 7] },
    source: 'gaits by Froude number; run from memory, grade M',
  },
  cow: {
    asset: 'cow',
    about: 'domestic cow',
    traits: {},
    speeds: { walk: [0.8, 1.6], trot: [2.5, 4.5], run: [5, 7] },
    source: 'gaits by Froude number; run from memory, grade M',
  },
  sheep: {
    asset: 'sheep',
    about: 'domestic sheep',
    traits: {},
    speeds: { walk: [0.6, 1.3], trot: [2, 3.4], run: [5, 8] },
    source: 'gaits by Froude number; run from memory, grade M',
  },
  bird: { asset: 'bird', about: 'large bird in flight', traits: {}, speeds: { fly: [8, 18] }, source: 'grade M' },
  quadrotor: { asset: 'quadrotor', about: 'small quadrotor drone, 1.5 kg', traits: {}, source: 'PX4 iris (science.md 4.2)' },
  hexarotor: {
    asset: 'hexarotor',
    about: 'delivery hexarotor, 11 kg, on a set course',
    traits: {},
    speeds: { fly: [5, 16] },
    source: "the maker's top speed 18 m/s (DJI Matrice 600), grade M",
  },
  crane: { asset: 'crane', about: 'construction crane', traits: {} },
  wire: { asset: 'wire', about: 'overhead wire between posts', traits: {} },
  balloon: { asset: 'balloon', about: 'balloon adrift', traits: {} },
  crate: { asset: 'lost-load', about: 'wooden crate', traits: { shape: 'crate' } },
  tyre: { asset: 'lost-load', about: 'tyre on the road', traits: { shape: 'tyre' } },
  ladder: { asset: 'lost-load', about: 'ladder', traits: { shape: 'ladder' } },
  mattress: { asset: 'lost-load', about: 'mattress', traits: { shape: 'mattress' } },
};

/** The kinds there are where the author has bodies of their own: each of those is a kind of its own name. */
export function kindsWith(bodies: Bodies): Readonly<Record<string, Kind>> {
  const own = bodies.all.filter(({ imported }) => imported !== undefined);
  if (own.length === 0) return kinds;
  const entries = own.map(({ name, about }): [string, Kind] => [name, { asset: name, about: about.title, traits: {} }]);
  return { ...kinds, ...Object.fromEntries(entries) };
}
