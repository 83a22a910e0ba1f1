/**
 * Bodies, signs and poles stay apart from what surrounds them: where a new look would make one nearly as light and coloured as its neighbours, it changes more as
 * they do.
 */
import { sqrt } from '#core/math';
import { cellsBySegment } from './by-segment.js';
import { type Cells, FIRST_STUFF, type Look, NOWHERE } from './cells.js';
import type { Shift } from './change.js';
import { GROUPS } from './groups.js';

/** Of the distance in log light to each neighbour, so much is kept at least. */
const KEPT = 0.75;
/** Distances below are none to keep, of three colours. */
const NONE = 0.06;
/** Cells that make its surroundings, each way; neighbours with less of a share of them don't count. */
const AROUND = 2;
const SHARE = 0.12;
/** How much it changes as they do, tried in turn. */
const TRIES = [0, 0.2, 0.4, 0.6, 0.8, 1] as const;

/** Stuff so thin that nothing is left of it where its border is lost. */
const FIXTURE = GROUPS.indexOf('fixture');

type Colour = readonly [r: number, g: number, b: number];
interface Mean {
  readonly look: Colour;
  readonly shift: Colour;
}

/** @param look as rendered @returns the shift with bodies' own as far as they may have it; at the most they change as their surroundings do, and keep all distance */
export function keptApart(cells: Pick<Cells, 'grid' | 'segment' | 'group'>, look: Look, { light, gain }: Shift): Shift {
  const out = light.map((plane) => plane.slice()) as [Float32Array, Float32Array, Float32Array];
  for (const own of cellsBySegment(cells.segment)) {
    const first = own[0] as number;
    if ((cells.segment[first] as number) >= FIRST_STUFF && cells.group[first] !== FIXTURE) continue;
    const neighbours = neighboursOf(cells, own);
    const ring = neighbours.flat();
    if (ring.length === 0) continue;
    const [self, all] = [meanOf(own, look, light), meanOf(ring, look, light)];
    const beside = neighbours.filter(({ length }) => length >= SHARE * ring.length).map((part) => meanOf(part, look, light));
    const share = shareOf(self, all, beside);
    for (const i of own)
      for (const [c, plane] of out.entries())
        plane[i] = (plane[i] as number) + share * ((all.shift[c] as number) - (self.shift[c] as number));
  }
  return { light: out, gain };
}

/** The smallest that keeps it apart from each neighbour; the best where none does. */
function shareOf(self: Mean, all: Mean, beside: readonly Mean[]): number {
  let [best, most] = [0, -1];
  for (const share of TRIES) {
    const shift = between(self.shift, all.shift, share);
    const kept = Math.min(...beside.map((other) => keptFrom(self.look, shift, other)), Number.POSITIVE_INFINITY);
    if (kept >= KEPT) return share;
    if (kept > most) [best, most] = [share, kept];
  }
  return best;
}

/** Distance after over distance before. */
function keptFrom(look: Colour, shift: Colour, other: Mean): number {
  const before = minus(look, other.look);
  const size = lengthOf(before);
  if (size < NONE) return Number.POSITIVE_INFINITY;
  const moved = minus(shift, other.shift);
  return lengthOf([before[0] + moved[0], before[1] + moved[1], before[2] + moved[2]]) / size;
}

/** Cells around it by segment. */
function neighboursOf(
  { grid: { width, height }, segment }: Pick<Cells, 'grid' | 'segment'>,
  own: readonly number[],
): readonly number[][] {
  const id = segment[own[0] as number];
  const found = new Map<number, Set<number>>();
  for (const i of own) {
    const [x, y] = [i % width, Math.floor(i / width)];
    for (let v = Math.max(0, y - AROUND); v <= Math.min(height - 1, y + AROUND); v++) {
      for (let u = Math.max(0, x - AROUND); u <= Math.min(width - 1, x + AROUND); u++) {
        const other = segment[v * width + u] as number;
        if (other === id || other === NOWHERE) continue;
        const known = found.get(other) ?? new Set();
        known.add(v * width + u);
        found.set(other, known);
      }
    }
  }
  return [...found.values()].map((cells) => [...cells]);
}

function meanOf(cells: readonly number[], { light }: Look, shift: Shift['light']): Mean {
  const of = (planes: Look['light']): Colour =>
    planes.map((plane) => cells.reduce((sum, i) => sum + (plane[i] as number), 0) / cells.length) as unknown as Colour;
  return { look: of(light), shift: of(shift) };
}
function between(a: Colour, b: Colour, share: number): Colour {
  return [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1]), a[2] + share * (b[2] - a[2])];
}
function minus(a: Colour, b: Colour): Colour {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}
function lengthOf([r, g, b]: Colour): number {
  return sqrt(r * r + g * g + b * b);
}
