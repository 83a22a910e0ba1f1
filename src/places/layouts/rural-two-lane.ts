/** A rural road: one lane each way, verges with delineators, a ditch, then forest, grass or fields. */
import type { Feature, Strip } from '#contracts/place';
import { type RandomStream, randomRoot } from '#core/random';
import { bendsOf, camberAlong, crowned } from '../camber.js';
import { heightOn } from '../ground-height.js';
import { type Layout, lengthOption } from '../layout.js';
import { referenceLine } from '../line.js';
import { type Planting, plant, row } from '../planting.js';
import { band, carriageway, type Extent, lane, type Marking } from '../road.js';
import { drawnSeason, inSeason, seasonOption } from '../season.js';
import { solidsOf } from '../standing.js';

const SHOULDER = 0.5;
const VERGE = 4.5;
const FAR = 700;
/** A trough beside the verge: 1.0 to 2.5 m wide, at most a fifth as deep (RAS-Ew 2005). */
const DITCH = { width: 2.2, depth: 0.42 };

export const ruralTwoLane: Layout = {
  name: 'rural-two-lane',
  about: 'rural road, one lane each way, between forest, grass or fields',
  lanes: ['right', 'left', 'right-verge', 'left-verge'],
  regions: ['road'],
  options: {
    season: seasonOption,
    length: lengthOption(400),
    laneWidth: { kind: 'length', about: 'width of each lane, m', default: 3.5, min: 2.5, max: 4.5 },
    curvature: { kind: 'curvature', about: 'of the road, 1/m, positive to the left', default: 0, min: -0.01, max: 0.01 },
    verge: { kind: 'choice', about: 'what stands beyond the verge', default: 'forest', choices: ['forest', 'grass', 'field'] },
  },
  build(spec, options) {
    const length = options.number('length');
    const width = options.number('laneWidth');
    const line = referenceLine(options.number('curvature'));
    const random = randomRoot(spec.seed).child('place').child('rural-two-lane');
    const extent: Extent = { line, start: -60, end: length + 420, step: line.curvature === 0 ? 20 : 4 };
    const edge = width + SHOULDER;
    const profile = crowned(-edge, edge);
    const markings: Marking[] = [
      { offset: 0, width: 0.12, dash: [3, 6] },
      { offset: -width + 0.1, width: 0.12 },
      { offset: width - 0.1, width: 0.12 },
    ];
    const sides = [1, -1];
    const ground = options.choice('verge') === 'forest' ? 'leaf-litter' : 'grass';
    const strips = [
      ...carriageway(extent, -edge, edge, markings, 'asphalt', bendsOf(profile)),
      ...sides.flatMap((side) => {
        const across = (from: number, to: number, surface: string) =>
          band(extent, { from: side === 1 ? from : -to, to: side === 1 ? to : -from, z: 0, class: 'terrain', surface });
        const far = edge + VERGE + DITCH.width;
        return [
          across(edge, edge + VERGE, 'grass'),
          ...ditch(extent, side, edge + VERGE),
          across(far, 90, ground),
          across(90, FAR, 'grass'),
        ];
      }),
    ];
    const height = heightOn(strips);
    const features = inSeason(drawnSeason(options, random), [
      ...standing(extent, edge, options.choice('verge'), random),
      ...delineators(extent, edge, random),
    ]).map((feature) => ({ ...feature, base: height(...feature.position) }));
    return {
      spec,
      length,
      mainLane: 'right',
      curvature: line.curvature,
      camber: camberAlong(extent, profile),
      lanes: [
        lane(line, length, 'right', 'driving', -width / 2, width),
        lane(line, length, 'left', 'driving', width / 2, width, -1),
        lane(line, length, 'right-verge', 'verge', -edge - VERGE / 2, VERGE),
        lane(line, length, 'left-verge', 'verge', edge + VERGE / 2, VERGE, -1),
      ],
      regions: [
        {
          id: 'road',
          polygon: [line.at(0, -edge), line.at(length, -edge), line.at(length, edge), line.at(0, edge)].map((p) => p.position),
        },
      ],
      strips,
      features,
      solids: solidsOf(features),
      props: [],
      lamps: [],
    };
  },
};

/** Two slopes that meet at its bottom. */
function ditch(extent: Extent, side: number, from: number): Strip[] {
  const middle = from + DITCH.width / 2;
  const slope = (near: number, far: number, heights: readonly [number, number]): Strip =>
    band(extent, {
      from: side === 1 ? near : -far,
      to: side === 1 ? far : -near,
      z: 0,
      slope: side === 1 ? heights : [heights[1], heights[0]],
      class: 'terrain',
      surface: 'grass',
    });
  return [slope(from, middle, [0, -DITCH.depth]), slope(middle, from + DITCH.width, [-DITCH.depth, 0])];
}

function standing(extent: Extent, edge: number, verge: string, random: RandomStream): Feature[] {
  const rows = verge === 'forest' ? FOREST : verge === 'grass' ? MEADOW : FIELD;
  return [1, -1].flatMap((side) =>
    rows.flatMap((planting, i) => {
      const near = edge + planting.from;
      const far = edge + planting.to;
      const placed = { ...planting, from: side === 1 ? near : -far, to: side === 1 ? far : -near };
      return plant(extent, placed, random.child('planting').child(side).child(i));
    }),
  );
}

function delineators(extent: Extent, edge: number, random: RandomStream): Feature[] {
  const side = (offset: number) =>
    row(extent, 'delineator', offset, 50, [0.12, 0.12, 1.0], random.child('delineator').child(offset > 0 ? 1 : 0));
  return [...side(edge + 0.6), ...side(-edge - 0.6)];
}

/** Offsets count from the edge of the asphalt. */
const FOREST: readonly Planting[] = [
  { kinds: { grass: 1 }, from: 0.8, to: 5, spacing: 1.6, height: [0.25, 0.6], spread: 1.2 },
  { kinds: { bush: 1, grass: 1 }, from: 4.6, to: 8, spacing: 3.5, height: [0.6, 1.8], spread: 1.1 },
  { kinds: { tree: 3, conifer: 2 }, from: 6.5, to: 10, spacing: 7, height: [7, 15], spread: 0.5 },
  { kinds: { tree: 2, conifer: 3 }, from: 10, to: 17, spacing: 6, height: [10, 20], spread: 0.42 },
  { kinds: { 'tree-far': 2, 'conifer-far': 3 }, from: 17, to: 30, spacing: 4, height: [12, 22], spread: 0.42 },
  { kinds: { 'tree-far': 1, 'conifer-far': 1 }, from: 30, to: 60, spacing: 4, height: [14, 24], spread: 0.42 },
];
const MEADOW: readonly Planting[] = [
  { kinds: { grass: 1 }, from: 0.8, to: 9, spacing: 1.2, height: [0.25, 0.7], spread: 1.2 },
  { kinds: { bush: 1 }, from: 8, to: 30, spacing: 18, height: [0.8, 2], spread: 1.1 },
  { kinds: { tree: 1 }, from: 12, to: 60, spacing: 38, height: [7, 14], spread: 0.7 },
  { kinds: { 'tree-far': 3, 'conifer-far': 1 }, from: 90, to: 130, spacing: 7, height: [10, 18], spread: 0.6 },
];
const FIELD: readonly Planting[] = [
  { kinds: { grass: 1 }, from: 0.8, to: 5, spacing: 1.4, height: [0.25, 0.6], spread: 1.2 },
  { kinds: { 'fence-post': 1 }, from: 7.2, to: 7.3, spacing: 4, height: [1.1, 1.3], spread: 0.08 },
  { kinds: { tree: 1, bush: 2 }, from: 9, to: 40, spacing: 30, height: [4, 11], spread: 0.7 },
  { kinds: { 'tree-far': 3, 'conifer-far': 1 }, from: 120, to: 170, spacing: 7, height: [10, 18], spread: 0.6 },
];
