/**
 * The place that comes nearest to the road the ego starts on, and how positions on that road become positions in it. Places are laid out by
 * the language, so a road network is not taken over: a stretch of one road is, with stations and offsets kept.
 */
import type { Place } from '#contracts/place';
import { buildPlace, laneOf, layouts } from '#places/index';
import { offsetOf, referenceLine } from '#places/line';
import { BEFORE } from '../opendrive/road-line.js';
import { type ImportedLane, type ImportedRoad, projected } from './roads.js';
import { rounded } from './values.js';

export interface Layout {
  /** The `road` of the scenario. */
  readonly yaml: Readonly<Record<string, number | string>>;
  readonly place: Place;
  /** Stations there are those of the road less this, m. */
  readonly origin: number;
  /** Names of the place's lanes by the road's. */
  readonly laneNames: ReadonlyMap<number, string>;
}

export interface PlacePoint {
  readonly x: number;
  readonly y: number;
  readonly heading: number;
}

/** An exported place's own words, by property of the file header. */
export type Exported = ReadonlyMap<string, string>;

const MOST_LENGTH = 3000;
const LEAST_LENGTH = 50;

export function layoutFor(road: ImportedRoad, exported: Exported, start: number): Layout {
  const again = exportedLayout(exported);
  if (again !== undefined) {
    const names = road.lanes.flatMap(({ id, exported: name }) =>
      name !== undefined && hasAlways(again.place, name) ? [[id, name] as const] : [],
    );
    return { ...again, origin: BEFORE, laneNames: new Map(names) };
  }
  return likeRoad(road, start);
}

/** Scenarios may only name lanes that every place of a layout has. */
export function hasAlways({ spec }: Place, lane: string): boolean {
  return layouts.get(spec.layout).lanes.includes(lane);
}

function exportedLayout(exported: Exported): Pick<Layout, 'yaml' | 'place'> | undefined {
  const layout = exported.get('nearmiss.layout');
  if (layout === undefined) return undefined;
  const options = [...exported].filter(([key]) => key.startsWith('nearmiss.road.'));
  const spec = Object.fromEntries(options.map(([key, value]) => [key.slice('nearmiss.road.'.length), plain(value)]));
  const seed = Number(exported.get('nearmiss.roadSeed'));
  const place = buildPlace({ layout, seed, options: spec });
  return { yaml: { layout, seed, ...withUnits(spec) }, place };
}
const plain = (value: string): number | string => (value !== '' && Number.isFinite(Number(value)) ? Number(value) : value);

const PURE_OPTIONS = ['floors'];

function withUnits(options: Readonly<Record<string, number | string>>): Record<string, number | string> {
  return Object.fromEntries(
    Object.entries(options).map(([key, value]) => {
      if (typeof value === 'string' || PURE_OPTIONS.includes(key)) return [key, value];
      return [key, key === 'curvature' ? `${value} 1/m` : `${rounded(value)} m`];
    }),
  );
}

/** One lane each way is a rural road, more of them a motorway; long bends are kept where all of it is one. */
function likeRoad(road: ImportedRoad, start: number): Layout {
  const driving = road.lanes.filter(({ type }) => type === 'driving' || type === 'entry' || type === 'exit');
  const sides = [driving.filter(({ id }) => id < 0), driving.filter(({ id }) => id > 0)] as const;
  const many = sides.some((side) => side.length > 1);
  // The ego gets room behind it, and the road goes on as far as it did.
  const origin = Math.max(0, start - 100);
  const length = `${Math.round(Math.min(Math.max(road.length - origin, LEAST_LENGTH), MOST_LENGTH))} m`;
  const curvature = road.pieces.length === 1 ? (road.pieces[0]?.curvature ?? 0) : 0;
  const most = many ? 0.002 : 0.01;
  const bend = curvature === 0 || Math.abs(curvature) > most ? {} : { curvature: `${curvature} 1/m` };
  const width = driving.length === 0 ? 3.5 : driving.reduce((sum, { from, to }) => sum + to - from, 0) / driving.length;
  const yaml = many
    ? { layout: 'motorway', length, ...bend }
    : {
        layout: 'rural-two-lane',
        verge: 'grass',
        length,
        laneWidth: `${rounded(Math.min(Math.max(width, 2.5), 4.5))} m`,
        ...bend,
      };
  return { yaml, place: placeOf(yaml), origin, laneNames: new Map(many ? motorwayNames(sides) : ruralNames(sides)) };
}

type Sides = readonly [right: readonly ImportedLane[], left: readonly ImportedLane[]];
type Names = readonly (readonly [id: number, name: string])[];

function ruralNames([right, left]: Sides): Names {
  return [...right.map(({ id }) => [id, 'right'] as const), ...left.map(({ id }) => [id, 'left'] as const)];
}

/** Counted from the outermost lane inwards: right, middle, left. */
function motorwayNames([right, left]: Sides): Names {
  const names = ['right', 'middle', 'left'];
  const outermost = (side: readonly ImportedLane[]) => side.toSorted((a, b) => Math.abs(b.id) - Math.abs(a.id)).slice(0, 3);
  return [
    ...outermost(right).map(({ id }, i) => [id, names[i] as string] as const),
    ...outermost(left).map(({ id }, i) => [id, `oncoming-${names[i]}`] as const),
  ];
}

function placeOf(yaml: Readonly<Record<string, number | string>>): Place {
  const { layout, seed, ...options } = yaml;
  const spec = Object.entries(options).map(
    ([key, value]) => [key, typeof value === 'string' ? numberWithUnit(value) : value] as const,
  );
  return buildPlace({ layout: String(layout), seed: Number(seed ?? 1), options: Object.fromEntries(spec) });
}
function numberWithUnit(value: string): number | string {
  const number = Number.parseFloat(value);
  return Number.isNaN(number) ? value : number;
}

/** A point beside the road as a point beside the place's line: within its lane as it was, else as far from the outermost lane. */
export function toPlace({ place, origin, laneNames }: Layout, road: ImportedRoad, point: PlacePoint): PlacePoint {
  const at = projected(road, point.x, point.y);
  const line = referenceLine(place.curvature ?? 0);
  const t = at.t + shiftAt(at.t, road, laneNames, place);
  const there = line.at(at.s - origin, t);
  return { x: there.position[0], y: there.position[1], heading: point.heading - at.heading + there.heading };
}

/** How far the lane that holds an offset, or the one nearest to it, moves sideways. */
function shiftAt(t: number, road: ImportedRoad, names: ReadonlyMap<number, string>, place: Place): number {
  const line = referenceLine(place.curvature ?? 0);
  const shifts = road.lanes.flatMap(({ id, from, to }) => {
    const name = names.get(id);
    const first = name === undefined ? undefined : laneOf(place, name).centerline[0];
    if (first === undefined) return [];
    const gap = Math.max(from - t, t - to, 0);
    return [{ gap, shift: offsetOf(line, first[0], first[1]) - (from + to) / 2 }];
  });
  return shifts.toSorted((a, b) => a.gap - b.gap)[0]?.shift ?? 0;
}
