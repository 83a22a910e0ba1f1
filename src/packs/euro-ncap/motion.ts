/** How the target moves, so that without braking its point meets the declared share of the vehicle's width. */
import type { Point } from './scenario.js';
import { type Row, START_TTC_S, TARGETS } from './table.js';

type Parameter = readonly [name: string, value: string, remark?: string];

export interface Motion {
  readonly depthM: number;
  readonly conflictM: number;
  /** Those that this motion needs, `reach` and `front` among them. */
  readonly parameters: readonly Parameter[];
  /** Where the target is at first. */
  readonly at: string;
  readonly story: readonly string[];
  /** Keys of the check of its speed: from when it has it. */
  readonly steady: string;
  /** The event that begins its way, where there is one. */
  readonly setsOff?: string;
  /** For `sources`: what the numbers mean here. */
  readonly note: string;
}

/** Free road before the vehicle at the start, m. */
const RUN_UP = 15;

export function motionOf(point: Point): Motion {
  const { row } = point;
  if (row.comes === 'along the lane') return along(point);
  return row.startM === undefined ? underWay(point) : fromRest(point, row.startM);
}

const MEETS =
  "Impact points count from the side that the target comes from. Without braking the vehicle's front is at the target's box after `reach`, and the target's point at that share of the width.";

/** Of whoever crosses: where it starts, and the sign of what lies beyond the ego's way for it. */
function crossingOf({ row, egoKmH }: Point) {
  const reach = reachOf(row);
  const isNear = row.comes === 'from the near side';
  return {
    depthM: TARGETS[row.target].widthM,
    conflictM: conflictOf(egoKmH, reach),
    reach,
    place: `lane: right, s: $conflict, offset: ${isNear ? '"-$start"' : '$start'}, heading: ${isNear ? 90 : -90} deg`,
    ahead: isNear ? '' : '-',
  };
}

/** From standing, over its acceleration distance, straight across. */
function fromRest(point: Point, startM: number): Motion {
  const { reach, place, ahead, ...crossing } = crossingOf(point);
  return {
    ...crossing,
    parameters: [
      ['start', `${startM} m`, "its middle beside the ego's way"],
      ['gather', `${point.row.accelerationM} m`, 'from rest to its pace'],
      ['reach', `${reach} s`, 'until the front of the ego is there'],
      ['front', '"$conflict - $depth / 2 - $reach * $egoSpeed"'],
      ['travel', '"$start + ($impact - 50 %) * $egoWidth - $point"', 'of its middle until then'],
      ['setOff', '"$reach - (2 * $gather + $travel - $gather) / $pace"'],
    ],
    at: `{${place}}`,
    story: [
      'story:',
      '  - name: set off',
      '    when: {time: {after: $setOff}}',
      `    do: {target: {cross: {to: {lane: right, s: $conflict, offset: ${ahead}9 m}, speed: $pace, over: $gather}}}`,
    ],
    steady: 'after: set off, by: "2 * $gather / $pace"',
    setsOff: 'set off',
    note: `${MEETS} Start distances count from the middle of the vehicle's way.`,
  };
}

/** At its pace from the start on: longer than the protocol's steady distance. */
function underWay(point: Point): Motion {
  const { reach, place, ahead: _, ...crossing } = crossingOf(point);
  return {
    ...crossing,
    parameters: [
      [
        'reach',
        `${reach} s`,
        `until the front of the ego is there; the protocol's ${point.row.steadyM} m at a steady pace take less`,
      ],
      ['front', '"$conflict - $depth / 2 - $reach * $egoSpeed"'],
      ['start', '"$reach * $pace - ($impact - 50 %) * $egoWidth + $point"', "its middle beside the ego's way"],
    ],
    at: `{${place}, speed: $pace}`,
    story: [],
    steady: 'after: start, by: 1 s',
    note: `${MEETS} On a straight track, without the protocol's junction and the parked cars of its side street, which stand beyond the steady distance.`,
  };
}

/** Ahead in the lane, at its pace from the start on. */
function along({ row, egoKmH }: Point): Motion {
  const { lengthM } = TARGETS[row.target];
  const reach = reachOf(row);
  return {
    depthM: lengthM,
    conflictM: conflictOf(egoKmH, reach),
    parameters: [
      ['reach', `${reach} s`, `until the front of the ego is there; at least the protocol's ${row.steadyM} m at a steady pace`],
      ['front', '"$conflict - $depth / 2 - $reach * $egoSpeed"'],
    ],
    at: '{lane: right, s: "$conflict - $reach * $pace", offset: "($impact - 50 %) * $egoWidth", speed: $pace}',
    story: [],
    steady: 'after: start, by: 1 s',
    note: 'Impact points count from the near side. The target has its pace at the start.',
  };
}

/** Whole tenths of a second that the protocol's start and steady distances take, s. */
function reachOf({ targetKmH, startM, accelerationM = 0, steadyM = 0 }: Row): number {
  const pace = targetKmH / 3.6;
  const takes = startM === undefined ? steadyM / pace : (startM + accelerationM + 1) / pace;
  return Math.max(START_TTC_S, Math.ceil(takes * 10) / 10);
}

/** Whole tens of metres. */
function conflictOf(egoKmH: number, reach: number): number {
  return Math.ceil(((egoKmH / 3.6) * reach + RUN_UP) / 10) * 10;
}
