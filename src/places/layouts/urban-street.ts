/** A town street: two lanes, parking, pavements, buildings; a side street, a crossing, street furniture. */
import type { Feature, Lamp, Strip, Vec2 } from '#contracts/place';
import { PI } from '#core/math';
import { type RandomStream, randomRoot } from '#core/random';
import { bendsOf, camberAlong, crowned } from '../camber.js';
import { frontage } from '../frontage.js';
import { type Layout, lengthOption } from '../layout.js';
import { referenceLine } from '../line.js';
import { parkedCars } from '../parked.js';
import { plant, row } from '../planting.js';
import { type Band, band, carriageway, type Extent, lane, type Marking } from '../road.js';
import { drawnSeason, inSeason, seasonOption } from '../season.js';
import { solidsOf } from '../standing.js';
import { crossingStripes, sideStreet } from '../street-parts.js';

const LANE = 3.25;
const PARKING = 2.2;
const SIDEWALK = 3.2;
const KERB = LANE + PARKING;
const FRONT = KERB + SIDEWALK;
const PAVEMENT_Z = 0.12;
const SIDE_STREET = 7;
const PARKED_SHARE: Readonly<Record<string, number>> = { none: 0, sparse: 0.35, dense: 0.85 };

export const urbanStreet: Layout = {
  name: 'urban-street',
  about: 'town street with parked cars, pavements, buildings, a side street and a crossing',
  lanes: ['right', 'left', 'right-parking', 'left-parking', 'right-sidewalk', 'left-sidewalk', 'crossing'],
  regions: ['road', 'crossing', 'junction'],
  options: {
    season: seasonOption,
    length: lengthOption(200),
    junctionAt: { kind: 'length', about: 'station of the side street, m; -1 for none', default: 130, min: -1, max: 3000 },
    crossingAt: {
      kind: 'length',
      about: 'station of the pedestrian crossing, m; -1 for none',
      default: 90,
      min: -1,
      max: 3000,
    },
    parked: {
      kind: 'choice',
      about: 'how many cars stand at the kerbs',
      default: 'sparse',
      choices: ['none', 'sparse', 'dense'],
    },
    floors: { kind: 'count', about: 'typical number of floors', default: 3, min: 1, max: 12 },
    streetLights: { kind: 'choice', about: 'whether street lamps stand there', default: 'on', choices: ['on', 'off'] },
  },
  build(spec, options) {
    const length = options.number('length');
    const line = referenceLine(0);
    const random = randomRoot(spec.seed).child('place').child('urban-street');
    const junction = options.number('junctionAt');
    const crossing = options.number('crossingAt');
    const extent: Extent = { line, start: -60, end: length + 260, step: 20 };
    const gap: [number, number] | undefined =
      junction < 0 ? undefined : [junction - SIDE_STREET / 2, junction + SIDE_STREET / 2];
    const parts = split(extent, gap);
    const markings: Marking[] = [
      { offset: 0, width: 0.12, dash: [3, 3] },
      { offset: KERB - 0.12, width: 0.1 },
      { offset: -KERB + 0.12, width: 0.1 },
    ];
    const profile = crowned(-KERB, KERB);
    const road = cutCrossing(extent, crossing, (piece) =>
      carriageway(piece, -KERB, KERB, markings, 'asphalt', bendsOf(profile)),
    );
    const sides = parts.flatMap((part) => [1, -1].flatMap((side) => SIDE_BANDS.map((b) => band(part, mirrored(b, side)))));
    const features = inSeason(drawnSeason(options, random), [
      ...parts.flatMap((part, i) => frontage(part, FRONT, options.number('floors'), random.child('houses').child(i))),
      ...furniture(parts, options.choice('streetLights') === 'on', random),
      ...signs(junction, crossing),
    ]);
    const free: [number, number][] = [];
    if (gap !== undefined) free.push([gap[0] - 5, gap[1] + 5]);
    if (crossing >= 0) free.push([crossing - 9, crossing + 7]);
    const share = PARKED_SHARE[options.choice('parked')] as number;
    const park = (offset: number) =>
      parkedCars(line, offset, -30, length + 120, share, free, random.child('parked').child(offset > 0 ? 1 : 0));
    return {
      spec,
      length,
      mainLane: 'right',
      camber: camberAlong(extent, profile),
      lanes: [
        lane(line, length, 'right', 'driving', -LANE / 2, LANE),
        lane(line, length, 'left', 'driving', LANE / 2, LANE, -1),
        lane(line, length, 'right-parking', 'parking', -LANE - PARKING / 2, PARKING),
        lane(line, length, 'left-parking', 'parking', LANE + PARKING / 2, PARKING, -1),
        lane(line, length, 'right-sidewalk', 'sidewalk', -KERB - SIDEWALK / 2, SIDEWALK),
        lane(line, length, 'left-sidewalk', 'sidewalk', KERB + SIDEWALK / 2, SIDEWALK, -1),
        {
          id: 'crossing',
          kind: 'crossing',
          width: 4,
          direction: 1,
          centerline: [
            [Math.max(crossing, 0), -FRONT],
            [Math.max(crossing, 0), FRONT],
          ],
        },
      ],
      regions: [
        { id: 'road', polygon: rectangle(0, length, -KERB, KERB) },
        { id: 'crossing', polygon: rectangle(Math.max(crossing, 0) - 2, Math.max(crossing, 0) + 2, -KERB, KERB) },
        { id: 'junction', polygon: rectangle(...(gap ?? [0, 0.01]), -KERB, KERB) },
      ],
      strips: [...road, ...sides, ...(gap === undefined ? [] : sideStreet(gap, KERB, 90))],
      features,
      solids: solidsOf(features),
      props: [...park(-LANE - PARKING / 2), ...park(LANE + PARKING / 2)],
      lamps: lampsOf(features),
    };
  },
};

/** Left of the road, outwards; the right side is its mirror image. */
const SIDE_BANDS: readonly Band[] = [
  { from: KERB, to: FRONT, z: PAVEMENT_Z, class: 'sidewalk', surface: 'concrete' },
  { from: FRONT, to: 90, z: PAVEMENT_Z, class: 'terrain', surface: 'grass' },
  { from: 90, to: 700, z: 0, class: 'terrain', surface: 'grass' },
];

function mirrored(b: Band, side: number): Band {
  return side === 1 ? b : { ...b, from: -b.to, to: -b.from };
}
function split(extent: Extent, gap: readonly [number, number] | undefined): Extent[] {
  if (gap === undefined) return [extent];
  return [
    { ...extent, end: gap[0] },
    { ...extent, start: gap[1] },
  ];
}
function cutCrossing(extent: Extent, at: number, pave: (piece: Extent) => Strip[]): Strip[] {
  if (at < 0) return pave(extent);
  const before = { ...extent, end: at - 2 };
  const after = { ...extent, start: at + 2 };
  return [...pave(before), ...crossingStripes(at - 2, at + 2, -KERB, KERB), ...pave(after)];
}

function furniture(parts: readonly Extent[], lamps: boolean, random: RandomStream): Feature[] {
  return parts.flatMap((part, p) =>
    [1, -1].flatMap((side) => {
      const own = random.child('furniture').child(p).child(side);
      const kerb = side * (KERB + 0.5);
      const turnedToRoad = (features: Feature[]) => features.map((f) => ({ ...f, heading: side === 1 ? -PI / 2 : PI / 2 }));
      const posts = lamps ? turnedToRoad(row(part, 'lamp-post', kerb, 27, [0.2, 0.2, 7.5], own.child('lamps'))) : [];
      const clutter = plant(
        part,
        {
          kinds: { bin: 3, bollard: 4, cabinet: 1, hydrant: 1 },
          from: side === 1 ? KERB + 0.4 : -KERB - 0.8,
          to: side === 1 ? KERB + 0.8 : -KERB - 0.4,
          spacing: 11,
          height: [0.8, 1.2],
          spread: 0.4,
        },
        own.child('clutter'),
      );
      const trees = plant(
        part,
        {
          kinds: { tree: 1 },
          from: side === 1 ? KERB + 0.9 : -KERB - 1.1,
          to: side === 1 ? KERB + 1.1 : -KERB - 0.9,
          spacing: 24,
          height: [4.5, 8],
          spread: 0.55,
        },
        own.child('trees'),
      );
      return [...posts, ...clutter, ...trees];
    }),
  );
}
function signs(junction: number, crossing: number): Feature[] {
  const sign = (kind: string, x: number, side: number): Feature => ({
    kind,
    position: [x, side * (KERB + 0.4)],
    heading: side === 1 ? 0 : PI,
    size: [0.1, 0.7, 2.6],
    seed: Math.round(Math.abs(x) * 10),
  });
  const atJunction =
    junction < 0
      ? []
      : [
          sign('sign-give-way', junction - 5, -1),
          sign('traffic-light', junction - 4.5, -1),
          sign('traffic-light', junction + 4.5, 1),
        ];
  const atCrossing = crossing < 0 ? [] : [sign('sign-crossing', crossing - 2.6, -1), sign('sign-crossing', crossing + 2.6, 1)];
  return [sign('sign-limit', 12, -1), ...atJunction, ...atCrossing];
}
/** A lantern hangs over the kerb lane, 1.4 m from its post. */
function lampsOf(features: readonly Feature[]): Lamp[] {
  return features
    .filter((feature) => feature.kind === 'lamp-post')
    .map(({ position: [x, y], size }) => ({ position: [x, y - Math.sign(y) * 1.4, size[2] - 0.1], luminousFluxLm: 8000 }));
}
function rectangle(x0: number, x1: number, y0: number, y1: number): Vec2[] {
  return [
    [x0, y0],
    [x1, y0],
    [x1, y1],
    [x0, y1],
  ];
}
