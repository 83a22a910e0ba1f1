/** The ground of a town street: carriageway with its markings, parking, verges, pavements, land behind; the side street. */
import type { Strip } from '#contracts/place';
import { bendsOf, crowned } from '../camber.js';
import { type Band, band, carriageway, type Extent, type Marking } from '../road.js';
import { offsetsOf, type Plan, type Side } from './plan.js';

/** How far land reaches, m. */
const FAR = 600;
const NEAR_LAND = 70;
export const SIDE_STREET_REACH = 75;
/** Half the side street's carriageway, and its pavement, m. */
export const SIDE_STREET = { half: 3.2, sidewalk: 2 } as const;
const CROSSING_HALF = 1.7;
const KERBSTONE = 0.14;

export function groundOf(plan: Plan, extent: Extent): Strip[] {
  const [left, right] = kerbsOf(plan);
  const bends = bendsOf(profileOf(plan));
  const pieces = without(
    extent,
    plan.crossing === undefined ? [] : [[plan.crossing - CROSSING_HALF, plan.crossing + CROSSING_HALF]],
  );
  const marks = markingsOf(plan);
  const road = pieces.flatMap((piece) => carriageway(piece, -right, left, marks, plan.surface, bends));
  const crossing =
    plan.crossing === undefined
      ? []
      : carriageway(
          { ...extent, start: plan.crossing - CROSSING_HALF, end: plan.crossing + CROSSING_HALF },
          -right,
          left,
          zebra(-right, left),
          plan.surface,
          bends,
        );
  return [...road, ...crossing, ...plan.sides.flatMap((side) => besideRoad(plan, side, extent))];
}

/** How the carriageway falls to its kerbs; the side street's is flat. */
export function profileOf(plan: Plan): ReturnType<typeof crowned> {
  const [left, right] = kerbsOf(plan);
  return crowned(-right, left);
}
function kerbsOf(plan: Plan): [left: number, right: number] {
  return plan.sides.map((side) => offsetsOf(plan, side).kerb) as [number, number];
}

/** The stretches of the road along which plots, kerbs and furniture stand: all but the side street's mouth. */
export function stretches(plan: Plan, extent: Extent): Extent[] {
  return without(extent, plan.junction === undefined ? [] : [mouthOf(plan.junction)]);
}
export function mouthOf(junction: number): [number, number] {
  const half = SIDE_STREET.half + SIDE_STREET.sidewalk;
  return [junction - half, junction + half];
}

/** Metres kept clear of the side street's mouth, and before and after the crossing. */
export interface Margins {
  readonly mouth: number;
  readonly before: number;
  readonly after: number;
}

/** Whether nobody turns in or crosses between two stations. */
export function isClear({ junction, crossing }: Plan, from: number, to: number, { mouth, before, after }: Margins): boolean {
  if (crossing !== undefined && to >= crossing - before && from <= crossing + after) return false;
  if (junction === undefined) return true;
  const [near, far] = mouthOf(junction);
  return to < near - mouth || from > far + mouth;
}

function besideRoad(plan: Plan, side: Side, extent: Extent): Strip[] {
  const { kerb, verge, back, front } = offsetsOf(plan, side);
  const z = plan.kerbHeight;
  const land = plan.style.behind;
  const out = (piece: Extent, what: Omit<Band, 'z'> & { z?: number }): Strip =>
    band(piece, side.sign === 1 ? { z, ...what } : { z, ...what, from: -what.to, to: -what.from });
  const along = stretches(plan, extent).flatMap((piece) => [
    out(piece, { from: kerb, to: kerb + KERBSTONE, class: 'curb', surface: 'kerb' }),
    ...(verge > kerb ? [out(piece, { from: kerb + KERBSTONE, to: verge, class: 'terrain', surface: 'grass' })] : []),
    out(piece, { from: verge > kerb ? verge : kerb + KERBSTONE, to: back, class: 'sidewalk', surface: plan.pavement }),
    ...(front > back + 0.2 ? [out(piece, { from: back, to: front + 1, ...yard(side) })] : []),
    out(piece, {
      from: front > back + 0.2 ? front + 1 : back,
      to: NEAR_LAND,
      class: land === 'grass' ? 'terrain' : 'sidewalk',
      surface: land,
    }),
  ]);
  const far = out(extent, { from: NEAR_LAND, to: FAR, class: 'terrain', surface: 'grass', z: 0 });
  return [...along, far, ...(plan.junction === undefined ? [] : sideStreet(plan, plan.junction, kerb, extent, out))];
}

/** What lies between pavement and front. */
function yard(side: Side): { class: string; surface: string } {
  if (side.boundary === 'none' && side.setback < 4) return { class: 'sidewalk', surface: 'concrete' };
  return { class: 'terrain', surface: 'grass' };
}

function sideStreet(
  plan: Plan,
  junction: number,
  kerb: number,
  extent: Extent,
  out: (piece: Extent, what: Omit<Band, 'z'> & { z?: number }) => Strip,
): Strip[] {
  const { half, sidewalk } = SIDE_STREET;
  const piece = (from: number, to: number): Extent => ({ ...extent, start: junction + from, end: junction + to, step: 4 });
  const road = (from: number, to: number, what: Partial<Band> = {}): Strip =>
    out(piece(from, to), { from: kerb, to: NEAR_LAND, z: 0, class: 'road', surface: plan.surface, ...what });
  const pavement = { z: plan.kerbHeight, class: 'sidewalk', surface: plan.pavement };
  return [
    road(-half - sidewalk, -half, pavement),
    road(half, half + sidewalk, pavement),
    // A stop line, then the road.
    road(-half, half, { to: kerb + 0.4, class: 'lane-marking', surface: 'marking' }),
    road(-half, -0.06, { from: kerb + 0.4 }),
    road(-0.06, 0.06, { from: kerb + 0.4, class: 'lane-marking', surface: 'marking' }),
    road(0.06, half, { from: kerb + 0.4 }),
  ];
}

/** Lines along the road. */
function markingsOf(plan: Plan): Marking[] {
  const white = { surface: 'marking' };
  const middle = plan.paint === 'yellow-middle' ? { surface: 'marking-yellow' } : white;
  const centre: Record<Plan['middle'], Marking[]> = {
    none: [],
    dashed: [{ offset: 0, width: 0.12, dash: [3, 3], ...middle }],
    'long-dashed': [{ offset: 0, width: 0.1, dash: [4, 2], ...middle }],
    double: [
      { offset: 0.12, width: 0.11, ...middle },
      { offset: -0.12, width: 0.11, ...middle },
    ],
  };
  const between = Array.from({ length: plan.lanes - 1 }, (_, i) => (i + 1) * plan.laneWidth).flatMap((offset) =>
    [1, -1].map((sign): Marking => ({ offset: sign * offset, width: 0.1, dash: [3, 6], ...white })),
  );
  const edges = plan.sides.flatMap((side) => {
    const { lane, cycle, kerb } = offsetsOf(plan, side);
    const at = (offset: number): number => side.sign * offset;
    const marks: Marking[] = [];
    if (side.cycle > 0) {
      marks.push({ offset: at(lane + 0.06), width: 0.12, ...white });
      marks.push({
        offset: at(lane + 0.12 + (cycle - lane - 0.12) / 2),
        width: cycle - lane - 0.12,
        class: 'road',
        surface: 'asphalt-red',
      });
    }
    if (side.parking > 0) marks.push({ offset: at(cycle + 0.05), width: 0.1, dash: [1.2, 1.2], ...white });
    else if (plan.paint === 'yellow-kerb') {
      marks.push({ offset: at(kerb - 0.25), width: 0.08, surface: 'marking-yellow' });
      marks.push({ offset: at(kerb - 0.42), width: 0.08, surface: 'marking-yellow' });
    }
    return marks;
  });
  return [...centre[plan.middle], ...between, ...edges];
}

/** Half-metre bars across the whole carriageway. */
function zebra(right: number, left: number): Marking[] {
  const bars = Math.floor((left - right) / 1.1);
  return Array.from({ length: bars }, (_, i) => ({ offset: right + 0.55 + i * 1.1, width: 0.52, surface: 'marking' }));
}

function without(extent: Extent, gaps: readonly (readonly [number, number])[]): Extent[] {
  let pieces = [extent];
  for (const [from, to] of gaps) {
    pieces = pieces.flatMap((piece) =>
      to <= piece.start || from >= piece.end
        ? [piece]
        : [
            { ...piece, end: Math.max(piece.start, from) },
            { ...piece, start: Math.min(piece.end, to) },
          ].filter(({ start, end }) => end - start > 0.01),
    );
  }
  return pieces;
}
