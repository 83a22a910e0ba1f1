/** A motorway: three lanes and a hard shoulder each way, barriers, embankments with planting. */
import type { Feature } from '#contracts/place';
import { PI } from '#core/math';
import { randomRoot } from '#core/random';
import { camberAlong, FALL } from '../camber.js';
import { type Layout, lengthOption } from '../layout.js';
import { referenceLine } from '../line.js';
import { plant, row } from '../planting.js';
import { band, carriageway, type Extent, lane, type Marking } from '../road.js';
import { drawnSeason, inSeason, seasonOption } from '../season.js';
import { solidsOf } from '../standing.js';

const LANE = 3.75;
const SHOULDER = 2.5;
const STRIP = 0.7;
const MEDIAN = 3;
/** Our carriageway lies right of the reference line: its left edge and its right edge, m. */
const LEFT_EDGE = LANE + STRIP;
const RIGHT_EDGE = -2 * LANE - SHOULDER;
/** Middle of the median; the opposite carriageway mirrors ours about it. */
const MIRROR = LEFT_EDGE + MEDIAN / 2;
const OUTER = 2 * MIRROR - RIGHT_EDGE;
/** Both carriageways fall outwards from the median, in bends too: none is banked. */
const MEDIAN_Z = FALL * (LEFT_EDGE - RIGHT_EDGE);
const PROFILE = [
  [RIGHT_EDGE, 0],
  [LEFT_EDGE, MEDIAN_Z],
  [LEFT_EDGE + MEDIAN, MEDIAN_Z],
  [OUTER, 0],
] as const;

export const motorway: Layout = {
  name: 'motorway',
  about: 'motorway, three lanes and a hard shoulder each way, median barrier',
  lanes: ['middle', 'right', 'left', 'right-shoulder', 'oncoming-right', 'oncoming-middle', 'oncoming-left'],
  regions: ['road'],
  options: {
    season: seasonOption,
    length: lengthOption(1000),
    curvature: { kind: 'curvature', about: 'of the road, 1/m, positive to the left', default: 0, min: -0.002, max: 0.002 },
  },
  build(spec, options) {
    const length = options.number('length');
    const line = referenceLine(options.number('curvature'));
    const random = randomRoot(spec.seed).child('place').child('motorway');
    const extent: Extent = { line, start: -80, end: length + 500, step: line.curvature === 0 ? 24 : 6 };
    const markings: Marking[] = [
      { offset: LANE, width: 0.15 },
      { offset: 0, width: 0.15, dash: [6, 12] },
      { offset: -LANE, width: 0.15, dash: [6, 12] },
      { offset: -2 * LANE, width: 0.3 },
    ];
    const mirrored = markings.map((m) => ({ ...m, offset: 2 * MIRROR - m.offset }));
    const terrain = (from: number, to: number, surface: string) => band(extent, { from, to, z: 0, class: 'terrain', surface });
    const rails = [RIGHT_EDGE - 0.6, LEFT_EDGE + 0.7, LEFT_EDGE + MEDIAN - 0.7, OUTER + 0.6];
    const standing = [
      ...rails.flatMap((offset, i) => row(extent, 'guard-rail', offset, 4, [4, 0.3, 0.75], random.child('rail').child(i))),
      ...row({ ...extent, start: 150 }, 'gantry', MIRROR, 450, [0.4, 2 * (MIRROR - RIGHT_EDGE) + 2, 7], random.child('gantry')),
      ...[1, -1].flatMap((side) =>
        PLANTING.flatMap((planting, i) => {
          const edge = side === 1 ? OUTER : -RIGHT_EDGE;
          const [near, far] = [edge + planting.from, edge + planting.to];
          const placed = { ...planting, from: side === 1 ? near : -far, to: side === 1 ? far : -near };
          return plant(extent, placed, random.child('planting').child(side).child(i));
        }),
      ),
    ].map((feature) => (feature.kind === 'gantry' ? turnedGantry(feature) : feature));
    const features = inSeason(drawnSeason(options, random), standing);
    return {
      spec,
      length,
      mainLane: 'middle',
      curvature: line.curvature,
      camber: camberAlong(extent, PROFILE),
      lanes: [
        lane(line, length, 'right', 'driving', -1.5 * LANE, LANE),
        lane(line, length, 'middle', 'driving', -0.5 * LANE, LANE),
        lane(line, length, 'left', 'driving', 0.5 * LANE, LANE),
        lane(line, length, 'right-shoulder', 'parking', -2 * LANE - SHOULDER / 2, SHOULDER),
        lane(line, length, 'oncoming-left', 'driving', 2 * MIRROR - 0.5 * LANE, LANE, -1),
        lane(line, length, 'oncoming-middle', 'driving', 2 * MIRROR + 0.5 * LANE, LANE, -1),
        lane(line, length, 'oncoming-right', 'driving', 2 * MIRROR + 1.5 * LANE, LANE, -1),
      ],
      regions: [
        {
          id: 'road',
          polygon: [line.at(0, RIGHT_EDGE), line.at(length, RIGHT_EDGE), line.at(length, LEFT_EDGE), line.at(0, LEFT_EDGE)].map(
            (p) => p.position,
          ),
        },
      ],
      strips: [
        ...carriageway(extent, RIGHT_EDGE, LEFT_EDGE, markings),
        terrain(LEFT_EDGE, LEFT_EDGE + MEDIAN, 'grass'),
        ...carriageway(extent, LEFT_EDGE + MEDIAN, OUTER, mirrored),
        terrain(OUTER, 700, 'grass'),
        terrain(-700, RIGHT_EDGE, 'grass'),
      ],
      features,
      solids: solidsOf(features),
      props: [],
      lamps: [],
    };
  },
};

/** Looks at the traffic; its posts stand at the outer edges. */
function turnedGantry(feature: Feature): Feature {
  return { ...feature, heading: feature.heading + PI, base: -MEDIAN_Z };
}

const PLANTING = [
  { kinds: { grass: 1 }, from: 1.2, to: 8, spacing: 4, height: [0.3, 0.7], spread: 1.2 },
  { kinds: { bush: 1 }, from: 6, to: 14, spacing: 9, height: [1, 2.6], spread: 1.1 },
  { kinds: { 'tree-far': 2, 'conifer-far': 1 }, from: 14, to: 30, spacing: 7, height: [7, 15], spread: 0.55 },
  { kinds: { 'tree-far': 2, 'conifer-far': 2 }, from: 60, to: 110, spacing: 9, height: [10, 18], spread: 0.55 },
] as const;
