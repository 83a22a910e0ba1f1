/** Cuts a road's cross-section into strips: asphalt and the markings set into it share edges, so nothing overlaps. */
import type { Lane, Strip } from '#contracts/place';
import type { ClassId } from '#contracts/scene';
import { beside, type ReferenceLine, stations } from './line.js';

/** A painted line along the road. */
export interface Marking {
  /** Left offset of its middle, m. */
  readonly offset: number;
  readonly width: number;
  /** Painted and bare length, m; solid when missing. */
  readonly dash?: readonly [on: number, off: number];
  /** What it is made of: white paint when missing. */
  readonly surface?: string;
  /** `lane-marking` when missing. */
  readonly class?: ClassId;
}

/** A band of the cross-section that is not road. */
export interface Band {
  readonly from: number;
  readonly to: number;
  readonly z: number;
  /** Heights at `from` and `to` where it slopes, m. */
  readonly slope?: readonly [from: number, to: number];
  readonly class: ClassId;
  readonly surface: string;
}

export interface Extent {
  readonly line: ReferenceLine;
  readonly start: number;
  readonly end: number;
  /** Largest distance between cross-sections, m. */
  readonly step: number;
}

/** The carriageway from offset `right` to `left`, with its markings. @param bends offsets at which its height bends: no strip lies across one */
export function carriageway(
  extent: Extent,
  right: number,
  left: number,
  markings: readonly Marking[],
  surface = 'asphalt',
  bends: readonly number[] = [],
): Strip[] {
  const cuts = crossCuts(right, left, markings, bends);
  const along = sections(extent, markings);
  return cuts.slice(0, -1).flatMap((from, i) => {
    const to = cuts[i + 1] as number;
    const marking = markings.find((m) => Math.abs(m.offset - (from + to) / 2) < m.width / 2);
    const painted = (s: number) => marking !== undefined && isPainted(marking, s - extent.start);
    return runs(along, painted).map(
      ({ stretch, paint }): Strip => ({
        class: paint ? (marking?.class ?? 'lane-marking') : 'road',
        surface: paint ? (marking?.surface ?? 'marking') : surface,
        z: 0,
        left: beside(extent.line, to, stretch),
        right: beside(extent.line, from, stretch),
      }),
    );
  });
}

/** A band along the whole extent, or along parts of it. */
export function band(extent: Extent, what: Band): Strip {
  const along = stations(extent.start, extent.end, extent.step);
  const { class: id, surface, z, slope } = what;
  const edges = { left: beside(extent.line, what.to, along), right: beside(extent.line, what.from, along) };
  return { class: id, surface, z, ...(slope === undefined ? {} : { slope: [slope[1], slope[0]] as const }), ...edges };
}

/** A lane along the line from station 0 to `length`, centred on `offset`. */
export function lane(
  line: ReferenceLine,
  length: number,
  id: string,
  kind: Lane['kind'],
  offset: number,
  width: number,
  direction: 1 | -1 = 1,
): Lane {
  const along = line.curvature === 0 ? [0, length] : stations(0, length, 2);
  return { id, kind, width, direction, centerline: beside(line, offset, along) };
}

function crossCuts(right: number, left: number, markings: readonly Marking[], bends: readonly number[]): number[] {
  const edges = markings.flatMap((m) => [m.offset - m.width / 2, m.offset + m.width / 2]);
  const inside = [...edges, ...bends].filter((edge) => edge > right && edge < left);
  return [...new Set([right, ...inside, left])].sort((a, b) => a - b);
}

/** Every band uses the same cross-sections, so that neighbours share vertices. */
function sections(extent: Extent, markings: readonly Marking[]): number[] {
  const cuts = new Set(stations(extent.start, extent.end, extent.step));
  for (const { dash } of markings) {
    if (dash === undefined) continue;
    for (let s = extent.start; s < extent.end; s += dash[0] + dash[1]) {
      cuts.add(s);
      if (s + dash[0] < extent.end) cuts.add(s + dash[0]);
    }
  }
  return [...cuts].sort((a, b) => a - b);
}

function isPainted(marking: Marking, along: number): boolean {
  if (marking.dash === undefined) return true;
  const [on, off] = marking.dash;
  return along - Math.floor(along / (on + off)) * (on + off) < on;
}

/** Splits the cross-sections into stretches that are painted or bare throughout. */
function runs(along: readonly number[], painted: (s: number) => boolean): { stretch: number[]; paint: boolean }[] {
  const out: { stretch: number[]; paint: boolean }[] = [];
  for (let i = 0; i + 1 < along.length; i++) {
    const from = along[i] as number;
    const to = along[i + 1] as number;
    const paint = painted((from + to) / 2);
    const last = out[out.length - 1];
    if (last !== undefined && last.paint === paint) last.stretch.push(to);
    else out.push({ stretch: [from, to], paint });
  }
  return out;
}
