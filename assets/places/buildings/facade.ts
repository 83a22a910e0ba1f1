/** A split grammar for fronts: storeys, then bays, then what fills each bay. */
import type { Vec3 } from '#core/pose';
import type { RandomStream } from '#core/random';
import { type BuildingKit, block, type Plane, panel, times, type Wall } from './kit.js';
import { type Glazing, type Opening, type Range, wallCell } from './windows.js';

export interface FacadeStyle {
  readonly wall: Wall;
  readonly color: Vec3;
  readonly floors: number;
  /** Height of a storey, m. */
  readonly floor: number;
  readonly bays: number;
  /** Share of a bay that its window takes, and of a storey: from, to. */
  readonly wide: number;
  readonly low: number;
  readonly high: number;
  readonly glazing: Glazing;
  /** Bays without a window, 0..1. */
  readonly blind: number;
  /** Storey (from 0) below which another storey's wall begins: a base of another material. */
  readonly base?: { readonly wall: Wall; readonly color: Vec3; readonly height: number };
  /** Bands between storeys, m high; and at the top. */
  readonly courses: number;
  readonly cornice: number;
  readonly trim: Vec3;
  /** Bay of the door on the ground floor; none where a shop is. */
  readonly door?: { readonly bay: number; readonly color: Vec3; readonly width: number };
  /** First storey that has windows of this grammar. */
  readonly from: number;
  /** Narrower, higher windows a storey further down. */
  readonly tallest: number;
}

export function drawFacade(kit: BuildingKit, plane: Plane, style: FacadeStyle, range: Range, random: RandomStream): void {
  const { floors, floor, bays, wall, color } = style;
  const bay = plane.width / bays;
  for (let f = style.from; f < floors; f++) {
    const tall = f === 1 ? style.tallest : 1;
    for (let k = 0; k < bays; k++) {
      const own = random.child(f).child(k);
      const cell = [k * bay, (k + 1) * bay, f * floor, (f + 1) * floor] as const;
      const opening = openingOf(style, cell, f, k, tall, own);
      // Rain washes the upper wall, dirt gathers below.
      const tone = f === 0 ? 0.9 : 1;
      wallCell(kit, wall, plane, cell, times(color, tone), opening, style.glazing, range, own);
    }
  }
  if (style.base !== undefined)
    block(kit.on(style.base.wall), plane, 0, plane.width, 0, style.base.height, -0.05, 0.04, style.base.color);
  if (range === 'near') bands(kit, plane, style);
  else if (style.cornice > 0) cornice(kit, plane, style);
}

function openingOf(
  { wide, low, high, blind, door, floor }: FacadeStyle,
  [u0, u1, v0]: readonly [number, number, number, number],
  f: number,
  k: number,
  tall: number,
  random: RandomStream,
): Opening | undefined {
  const [bay, middle] = [u1 - u0, (u0 + u1) / 2];
  if (f === 0 && door?.bay === k) {
    const half = Math.min(door.width, bay - 0.3) / 2;
    return { u0: middle - half, u1: middle + half, v0: v0 + 0.03, v1: v0 + Math.min(2.55, floor * 0.85), door: door.color };
  }
  if (random.child('blind').chance(blind)) return undefined;
  const half = (bay * wide) / 2;
  const [bottom, top] = [v0 + floor * low * (2 - tall), v0 + floor * Math.min(0.96, high * (0.5 + tall / 2))];
  return { u0: middle - half, u1: middle + half, v0: bottom, v1: top };
}

function bands(kit: BuildingKit, plane: Plane, style: FacadeStyle): void {
  const { courses, floors, floor, trim, from } = style;
  if (courses > 0)
    for (let f = Math.max(1, from); f < floors; f++)
      block(kit.on('trim'), plane, 0, plane.width, f * floor - courses / 2, f * floor + courses / 2, 0, 0.05, trim);
  if (style.cornice > 0) cornice(kit, plane, style);
}

function cornice(kit: BuildingKit, plane: Plane, { floors, floor, cornice: size, trim }: FacadeStyle): void {
  const top = floors * floor;
  block(kit.on('trim'), plane, -0.04, plane.width + 0.04, top - size, top, -0.02, size * 0.9, trim);
}

/** A wall with few windows: a house's side or back. */
export function drawPlainSide(
  kit: BuildingKit,
  plane: Plane,
  style: FacadeStyle,
  windows: number,
  range: Range,
  random: RandomStream,
): void {
  const height = style.floors * style.floor;
  const b = kit.on(style.wall);
  panel(b, plane, 0, plane.width, 0, height, [times(style.color, 0.84), times(style.color, 0.84), style.color, style.color]);
  for (let i = 0; i < windows; i++) {
    const own = random.child('side').child(i);
    const f = own.index(style.floors);
    const u = own.between(0.15, 0.75) * plane.width;
    const w = own.between(0.6, 1.2);
    const v = f * style.floor + style.floor * 0.35;
    panel(
      kit.on('trim'),
      plane,
      u - 0.06,
      u + w + 0.06,
      v - 0.06,
      v + 1.16,
      style.glazing.frame,
      range === 'near' ? 0.02 : 0.05,
    );
    panel(kit.on('window'), plane, u, u + w, v, v + 1.1, [0.03, 0.034, 0.038], range === 'near' ? 0.03 : 0.1);
  }
}

/** Common ways windows are divided, by seed. */
export function glazingOf(random: RandomStream, over: Partial<Glazing> = {}): Glazing {
  const white = random.child('white').chance(0.72);
  const frame: Vec3 = white
    ? times([0.5, 0.5, 0.48], random.child('frame').between(0.7, 1.05))
    : random.child('dark').pick([
        [0.05, 0.05, 0.052],
        [0.1, 0.075, 0.05],
        [0.03, 0.05, 0.045],
        [0.16, 0.17, 0.18],
      ] as const);
  const stone: Vec3 = times([0.36, 0.34, 0.3], random.child('stone').between(0.7, 1.2));
  return {
    frame,
    columns: random.child('columns').pick([1, 2, 2, 2, 3]),
    rows: random.child('rows').pick([1, 2, 2, 2, 4]),
    reveal: random.child('reveal').between(0.06, 0.22),
    curtains: random.child('curtains').between(0.3, 0.8),
    lit: random.child('lit').between(0.05, 0.35),
    lintel: random.child('lintel').chance(0.4) ? stone : undefined,
    sill: random.child('sill').chance(0.8) ? stone : undefined,
    shutters: random.child('shutters').chance(0.08)
      ? random.child('shutter').pick([
          [0.06, 0.1, 0.07],
          [0.2, 0.19, 0.17],
          [0.1, 0.06, 0.045],
        ] as const)
      : undefined,
    ...over,
  };
}
