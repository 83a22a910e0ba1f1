/**
 * A bus's hull: a wall round a rounded rectangle, in rows from the skirt over bands of glass to the roof's edge. Each cell has its material, so
 * doors, panes and pillars differ from side to side.
 */
import { PI, sin } from '#core/math';
import type { Vec3 } from '#core/pose';
import { createPanelBuilder } from '../../mesh/panels.js';
import type { TaggedMesh } from '../body/draft.js';
import type { Fineness } from '../body/fineness.js';
import type { Surface } from '../body/sheet.js';

export interface Deck {
  /** Lower and upper edge of the glass, m. */
  readonly glass: readonly [low: number, high: number];
}

export interface BusPlan {
  readonly length: number;
  readonly width: number;
  readonly height: number;
  readonly axles: readonly number[];
  readonly wheelRadius: number;
  /** Lower edge of the skirt, m. */
  readonly skirt: number;
  readonly decks: readonly Deck[];
  /** Doors on the right side (left where people drive on the left): from and to, x. */
  readonly doors: readonly (readonly [from: number, to: number])[];
  readonly doorSide: 1 | -1;
  /** Lower edge of the windscreen, m. */
  readonly windscreen: number;
  /** Radius of the corners in plan, m. */
  readonly corner: number;
  /** How far the front leans back from skirt to roof, m. */
  readonly lean: number;
}

/** Of the contour: x and y. */
type Spot = readonly [x: number, y: number];

export interface BusHull {
  readonly meshes: readonly TaggedMesh[];
  /** Over x and height, left side and right side. */
  readonly sides: readonly [Surface, Surface];
  /** Over y and height. */
  readonly front: Surface;
  readonly rear: Surface;
}

const PANE = 1.5;
const PILLAR = 0.07;

export function buildHull(p: BusPlan, fineness: Fineness): BusHull {
  const around = contour(p, fineness);
  const heights = rowsOf(p);
  const columns = around.map((s) => wall(p, fineness, s, heights));
  const panels = createPanelBuilder();
  const bands = heights.length - 1;
  panels.grid(columns, (i, j) =>
    j === 0
      ? 'under'
      : j > bands
        ? j === bands + 1
          ? 'paint'
          : 'second'
        : tagOf(p, fineness, middleOf(around[i] as Spot, around[i + 1] as Spot), heights, j - 1),
  );
  const at =
    (side: 1 | -1): Surface =>
    (x, z) => [x, side * (p.width / 2), z];
  const leanAt = (z: number): number => (p.lean * Math.max(0, z - p.windscreen)) / (p.height - p.windscreen);
  return {
    meshes: panels.build(0.7).map(({ tag, mesh }) => ({ name: tag, tag, mesh })),
    sides: [at(1), at(-1)],
    front: (y, z) => [p.length / 2 - leanAt(z) - bulge(p, y), y, z],
    rear: (y, z) => [-p.length / 2 + bulge(p, y), y, z],
  };
}

/** How far the ends stand back beside the middle. */
function bulge({ width, corner }: BusPlan, y: number): number {
  const flat = width / 2 - corner;
  const over = Math.max(0, Math.abs(y) - flat);
  return corner - Math.sqrt(Math.max(0, corner * corner - over * over)) + 0.04 * ((y / width) * (y / width)) * 4;
}

/** From the middle of the front round the left side, the rear, the right side and back: x and y. */
function contour(p: BusPlan, { name }: Fineness): Spot[] {
  const half = p.width / 2;
  const flat = half - p.corner;
  const steps = name === 'near' ? 4 : 2;
  const ys = [
    0,
    flat * 0.5,
    flat,
    ...Array.from({ length: steps }, (_, k) => flat + p.corner * sin(((k + 1) / steps) * (PI / 2)) * 0.9999),
  ];
  const end = (sign: 1 | -1): Spot[] => ys.map((y) => [sign * (p.length / 2 - bulge(p, y)), y]);
  const one = (side: 1 | -1): Spot[] => [
    ...end(1),
    ...sideStops(p, name, side).map((x): Spot => [x, half]),
    ...end(-1).reverse(),
  ];
  const right = one(-1).map(([x, y]): Spot => [x, -y]);
  return [...one(1), ...right.slice(0, -1).reverse()];
}

/** Where panes end along a side, x from the front. */
export function paneEdges({ length, corner }: BusPlan): number[] {
  const [from, to] = [length / 2 - corner - 0.25, -length / 2 + corner + 0.25];
  const count = Math.max(2, Math.round((from - to) / PANE));
  return Array.from({ length: count + 1 }, (_, k) => from + ((to - from) * k) / count);
}

function sideStops(p: BusPlan, name: Fineness['name'], side: 1 | -1): number[] {
  const spans = side === p.doorSide ? p.doors : [];
  const inDoor = (x: number): boolean => spans.some(([a, b]) => x < a + 0.06 && x > b - 0.06);
  const pillars = paneEdges(p).flatMap((x) => (name === 'far' ? [] : [x + PILLAR / 2, x - PILLAR / 2]));
  const arches =
    name === 'far' ? [] : p.axles.flatMap((x) => [-1, -0.8, -0.3, 0.3, 0.8, 1].map((c) => x - c * (p.wheelRadius + 0.09)));
  const doors = spans.flatMap(([a, b]) => (name === 'near' ? [a, (a + b) / 2 + 0.02, (a + b) / 2 - 0.02, b] : [a, b]));
  const all = [...pillars.filter((x) => !inDoor(x)), ...arches.filter((x) => !inDoor(x)), ...doors].sort((a, b) => b - a);
  return all.filter((x, i) => i === 0 || (all[i - 1] as number) - x > 0.012);
}

function rowsOf({ skirt, decks, height, windscreen }: BusPlan): number[] {
  const glass = decks.flatMap(({ glass: [low, high] }) => [low, high]);
  const all = [skirt, skirt + 0.28, windscreen, ...glass, height - 0.22, height - 0.09].sort((a, b) => a - b);
  return all.filter((z, i) => i === 0 || z - (all[i - 1] as number) > 0.03);
}

/** Inwards below the skirt, up the wall, over the roof's edge to the middle. */
function wall(p: BusPlan, { roll }: Fineness, [x, y]: Spot, heights: readonly number[]): Vec3[] {
  const lip = p.axles.reduce((high, axle) => {
    const r = p.wheelRadius + 0.09;
    const across = r * r - (x - axle) * (x - axle);
    return Math.abs(y) > p.width / 2 - 1e-9 && across >= -1e-9
      ? Math.max(high, p.wheelRadius + Math.sqrt(Math.max(0, across)))
      : high;
  }, p.skirt);
  const lean = (z: number): number =>
    x > p.length / 2 - p.corner - 0.1 ? (p.lean * Math.max(0, z - p.windscreen)) / (p.height - p.windscreen) : 0;
  const points = heights.map((z): Vec3 => [x - lean(z), y, Math.max(z, lip)]);
  const top = points[points.length - 1] as Vec3;
  const inset = 0.06 + roll.length * 0.01;
  const size = Math.max(1e-6, Math.sqrt(x * x * 0.02 + y * y));
  const rim: Vec3 = [top[0] * (1 - inset / (p.length / 2)), y - (inset * y) / size, p.height - 0.02];
  const well = Math.sign(y) * Math.max(0, Math.abs(y) - 0.5);
  return [[x * 0.98, well, (points[0] as Vec3)[2] + 0.01], ...points, rim, [rim[0] * 0.97, 0, p.height]];
}

/** Middle of the cell between two places of the contour. */
function middleOf(a: Spot, b: Spot): Spot {
  return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
}

function tagOf(p: BusPlan, { name }: Fineness, [x, y]: Spot, heights: readonly number[], row: number): string {
  const middle = ((heights[row] as number) + (heights[row + 1] as number)) / 2;
  const glass = p.decks.some(({ glass: [low, high] }) => middle > low && middle < high);
  const [first, upper] = [p.decks[0] as Deck, p.decks[p.decks.length - 1] as Deck];
  if (Math.abs(y) > p.width / 2 - 1e-9) {
    const door = Math.sign(y) === p.doorSide ? p.doors.find(([a, b]) => x < a && x > b) : undefined;
    if (door !== undefined && middle < first.glass[1] + 0.1) {
      const gap = name === 'near' && Math.abs(x - (door[0] + door[1]) / 2) < 0.03;
      return gap ? 'seam' : middle < p.skirt + 0.28 ? 'trim' : 'glass';
    }
    if (glass) return paneEdges(p).some((edge) => Math.abs(edge - x) < PILLAR / 2) ? 'trim' : 'glass';
    return row === 0 ? 'second' : 'paint';
  }
  if (x > 0) {
    if (middle > p.windscreen && middle < first.glass[1]) return 'glass';
    if (middle > first.glass[1] && middle < first.glass[1] + 0.32) return 'trim';
    return glass ? 'glass' : row === 0 ? 'trim' : 'paint';
  }
  const flat = Math.abs(y) < p.width / 2 - p.corner;
  return flat && middle > upper.glass[0] && middle < upper.glass[1] ? 'glass' : row === 0 ? 'trim' : 'paint';
}
