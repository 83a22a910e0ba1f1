/** A street in a town or its outskirts, of many characters: everything that the author leaves open is drawn from the seed. */
import type { Lane, Place, Region, Vec2 } from '#contracts/place';
import { randomRoot } from '#core/random';
import { camberAlong } from '../camber.js';
import { heightOn } from '../ground-height.js';
import type { Layout } from '../layout.js';
import { beside, type ReferenceLine, referenceLine, stations } from '../line.js';
import { type Extent, lane } from '../road.js';
import { inSeason, seasonOption } from '../season.js';
import { solidsOf } from '../standing.js';
import { closureOf } from '../town/closure.js';
import { furnitureOf, lampsOf } from '../town/furniture.js';
import { groundOf, mouthOf, profileOf, stretches } from '../town/ground.js';
import { kerbside } from '../town/kerbside.js';
import { offsetsOf, type Plan, planOf, type Side } from '../town/plan.js';
import { plotsOf } from '../town/plots.js';
import { STYLES } from '../town/style.js';

/** Where nothing is. */
const EMPTY: readonly [number, number] = [0, 0.01];
const YES_NO = ['any', 'yes', 'no'] as const;
const choice = (about: string, choices: readonly string[], standard = 'any') =>
  ({ kind: 'choice', about, default: standard, choices }) as const;

export const town: Layout = {
  name: 'town',
  about: 'street of a town or its outskirts; character, widths, houses, trees and street furniture by seed',
  lanes: ['own', 'oncoming', 'right-sidewalk', 'left-sidewalk', 'crossing'],
  regions: ['road', 'crossing', 'junction'],
  options: {
    length: { kind: 'length', about: 'usable length along the main lane, m', default: 140, min: 50, max: 1000 },
    curvature: {
      kind: 'curvature',
      about: 'of the road, positive to the left, 1/m; 0 is straight',
      default: 0,
      min: -0.012,
      max: 0.012,
    },
    style: choice('character of the street', ['any', ...Object.keys(STYLES)]),
    hand: choice('side of the road that people drive on', ['right', 'left', 'any'], 'right'),
    season: seasonOption,
    parked: choice('how many cars stand at the kerbs', ['any', 'none', 'sparse', 'dense']),
    junction: choice('whether a side street crosses', YES_NO),
    crossing: choice('whether there is a pedestrian crossing', YES_NO),
    works: choice('whether the road is being dug up', YES_NO),
    streetLights: choice('whether street lamps stand there', ['on', 'off'], 'on'),
  },
  build(spec, options) {
    const length = options.number('length');
    const line = referenceLine(options.number('curvature'));
    const random = randomRoot(spec.seed).child('place').child('town');
    const plan = planOf(options, random);
    const extent: Extent = { line, start: -45, end: length + 60, step: line.curvature === 0 ? 20 : 4 };
    const pieces = stretches(plan, extent);
    const strips = groundOf(plan, extent);
    const height = heightOn(strips);
    const features = inSeason(plan.season, [
      ...plotsOf(plan, extent, pieces, random),
      ...furnitureOf(plan, pieces, random),
      ...closureOf(plan, extent, random),
    ]).map((feature) => ({ ...feature, base: height(...feature.position) }));
    return {
      spec,
      length,
      mainLane: 'own',
      curvature: line.curvature,
      camber: camberAlong(extent, profileOf(plan)),
      lanes: lanesOf(plan, line, length),
      regions: regionsOf(plan, line, length),
      strips,
      features,
      solids: solidsOf(features),
      props: kerbside(plan, line, length, random),
      lamps: lampsOf(features),
    } satisfies Place;
  },
};

/** The ego's lane is the outer one of its side. */
function lanesOf(plan: Plan, line: ReferenceLine, length: number): Lane[] {
  const own = plan.hand === 'right' ? -1 : 1;
  const middle = (plan.lanes - 0.5) * plan.laneWidth;
  const inner = plan.lanes > 1 ? [lane(line, length, 'own-inner', 'driving', own * 0.5 * plan.laneWidth, plan.laneWidth)] : [];
  const strips = plan.sides.flatMap((side) => {
    const name = side.sign === 1 ? 'left' : 'right';
    const { cycle, kerb, verge, back } = offsetsOf(plan, side);
    const with_: 1 | -1 = side.sign === own ? 1 : -1;
    const at = (from: number, to: number): number => (side.sign * (from + to)) / 2;
    return [
      ...(side.parking > 0 ? [lane(line, length, `${name}-parking`, 'parking', at(cycle, kerb), side.parking, with_)] : []),
      lane(line, length, `${name}-sidewalk`, 'sidewalk', at(verge, back), side.sidewalk, with_),
    ];
  });
  const s = plan.crossing ?? length / 2;
  const reach = plan.sides.map((side) => side.sign * offsetsOf(plan, side).back) as [number, number];
  return [
    lane(line, length, 'own', 'driving', own * middle, plan.laneWidth),
    lane(line, length, 'oncoming', 'driving', -own * middle, plan.laneWidth, -1),
    ...inner,
    ...strips,
    {
      id: 'crossing',
      kind: 'crossing',
      width: 3.4,
      direction: 1,
      centerline: [line.at(s, reach[1]).position, line.at(s, reach[0]).position],
    },
  ];
}

function regionsOf(plan: Plan, line: ReferenceLine, length: number): Region[] {
  const [left, right] = plan.sides.map((side: Side) => offsetsOf(plan, side).kerb) as [number, number];
  const piece = (from: number, to: number): Vec2[] => {
    const along = stations(from, to, 5);
    return [...beside(line, -right, along), ...beside(line, left, along).reverse()];
  };
  const crossing = plan.crossing ?? length / 2;
  return [
    { id: 'road', polygon: piece(0, length) },
    { id: 'crossing', polygon: piece(crossing - 1.7, crossing + 1.7) },
    { id: 'junction', polygon: piece(...(plan.junction === undefined ? EMPTY : mouthOf(plan.junction))) },
  ];
}
