/** A place's lanes as the lanes of one OpenDRIVE section: side by side from the centre outwards, gaps filled. */
import type { Lane, Place } from '#contracts/place';
import type { RoadLine } from './road-line.js';

export interface RoadLane {
  /** Negative to the right of the centre, positive to the left, as OpenDRIVE counts. */
  readonly id: number;
  readonly type: 'driving' | 'parking' | 'sidewalk' | 'shoulder' | 'border';
  readonly width: number;
  /** Left offset of its middle from the reference line, m. */
  readonly middle: number;
  /** The place's lane; missing for what fills a gap. */
  readonly lane?: Lane;
}

export interface RoadSection {
  /** Left offset of the centre (lane 0) from the reference line, m: it parts the two directions of traffic. */
  readonly centre: number;
  /** Right- or left-hand traffic: which side of the centre goes along the line. */
  readonly rule: 'RHT' | 'LHT';
  /** From left to right, without lane 0. */
  readonly lanes: readonly RoadLane[];
  /** Lanes that do not run along the road, such as crossings. */
  readonly apart: readonly Lane[];
}

const TYPES: Readonly<Record<Lane['kind'], RoadLane['type']>> = {
  driving: 'driving',
  parking: 'parking',
  sidewalk: 'sidewalk',
  verge: 'shoulder',
  crossing: 'sidewalk',
  air: 'border',
};

/** A lane runs along the road when its centre line keeps its offset to this, m. */
const PARALLEL = 0.02;
/** Narrower gaps are taken for rounding, m. */
const LEAST_GAP = 0.005;

interface Placed {
  readonly lane: Lane;
  readonly offset: number;
}

export function roadSectionOf(place: Place, line: RoadLine): RoadSection {
  const onGround = place.lanes.filter((lane) => lane.kind !== 'air');
  const placed = onGround.flatMap((lane) => {
    const offset = offsetAlong(lane, line);
    return offset === undefined ? [] : [{ lane, offset }];
  });
  const rule = ruleOf(placed);
  const centre = centreOf(placed, rule);
  const right = outwards(placed, centre, -1);
  const left = outwards(placed, centre, 1);
  return {
    centre,
    rule,
    lanes: [...left.toReversed(), ...right],
    apart: onGround.filter((lane) => !placed.some((each) => each.lane === lane)),
  };
}

/** Undefined where the lane does not keep its distance to the road's line. */
function offsetAlong(lane: Lane, line: RoadLine): number | undefined {
  const offsets = lane.centerline.map(([x, y]) => line.project(x, y).t);
  const first = offsets[0] as number;
  return offsets.every((offset) => Math.abs(offset - first) <= PARALLEL) ? first : undefined;
}

/** Left-hand where traffic along the line keeps to the left of what comes towards it. */
function ruleOf(placed: readonly Placed[]): RoadSection['rule'] {
  const mean = (direction: 1 | -1): number => {
    const offsets = placed
      .filter(({ lane }) => lane.kind === 'driving' && lane.direction === direction)
      .map(({ offset }) => offset);
    return offsets.reduce((sum, offset) => sum + offset, 0) / offsets.length;
  };
  return mean(1) > mean(-1) ? 'LHT' : 'RHT';
}

/** The edge of the driving lanes along the line towards those against it; the line itself where there are none. */
function centreOf(placed: readonly Placed[], rule: RoadSection['rule']): number {
  const along = placed.filter(({ lane }) => lane.kind === 'driving' && lane.direction === 1);
  if (along.length === 0) return 0;
  return rule === 'RHT'
    ? Math.max(...along.map(({ lane, offset }) => offset + lane.width / 2))
    : Math.min(...along.map(({ lane, offset }) => offset - lane.width / 2));
}

/** 1 where traffic on a lane goes along the reference line, -1 where it goes against it. */
export function directionOn({ rule }: Pick<RoadSection, 'rule'>, { id }: Pick<RoadLane, 'id'>): 1 | -1 {
  return (rule === 'RHT') === id < 0 ? 1 : -1;
}

/** @param side 1 for the left, -1 for the right */
function outwards(placed: readonly Placed[], centre: number, side: 1 | -1): RoadLane[] {
  const mine = placed
    .map(({ lane, offset }) => ({ lane, out: side * (offset - centre) }))
    .filter(({ out }) => out > 0)
    .sort((a, b) => a.out - b.out);
  const lanes: RoadLane[] = [];
  let edge = 0;
  const add = (type: RoadLane['type'], width: number, lane?: Lane): void => {
    const middle = centre + side * (edge + width / 2);
    lanes.push({ id: side * (lanes.length + 1), type, width, middle, ...(lane === undefined ? {} : { lane }) });
    edge += width;
  };
  for (const { lane, out } of mine) {
    const gap = out - lane.width / 2 - edge;
    if (gap > LEAST_GAP) add('border', gap);
    // A lane that reaches into its neighbour keeps its outer edge.
    const width = Math.min(lane.width, lane.width + gap);
    if (width > LEAST_GAP) add(TYPES[lane.kind], width, lane);
  }
  return lanes;
}
