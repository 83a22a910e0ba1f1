/** Windows and doors: holes with reveals, frames and panes near by; a frame and a pane on the wall far off. */
import type { Vec3 } from '#core/pose';
import type { RandomStream } from '#core/random';
import { type BuildingKit, block, type Plane, panel, times, type Wall } from './kit.js';

export type Range = 'near' | 'far';

/** How a house's windows are divided. */
export interface Glazing {
  readonly frame: Vec3;
  /** Upright and level bars. */
  readonly columns: number;
  readonly rows: number;
  readonly reveal: number;
  /** Share of windows with curtains, and of those lit at night. */
  readonly curtains: number;
  readonly lit: number;
  readonly lintel: Vec3 | undefined;
  readonly sill: Vec3 | undefined;
  readonly shutters: Vec3 | undefined;
}

export interface Opening {
  readonly u0: number;
  readonly u1: number;
  readonly v0: number;
  readonly v1: number;
  readonly door?: Vec3;
}

const BAR = 0.05;

/** A cell of wall with an opening in it, or none. @param color of the wall, below and above */
export function wallCell(
  kit: BuildingKit,
  wall: Wall,
  plane: Plane,
  [u0, u1, v0, v1]: readonly [number, number, number, number],
  color: Vec3,
  opening: Opening | undefined,
  glazing: Glazing,
  range: Range,
  random: RandomStream,
): void {
  const b = kit.on(wall);
  if (opening === undefined || range === 'far') {
    panel(b, plane, u0, u1, v0, v1, color);
    if (opening !== undefined) farOpening(kit, plane, opening, glazing, random);
    return;
  }
  const { u0: a, u1: c, v0: low, v1: high } = opening;
  panel(b, plane, u0, a, v0, v1, color);
  panel(b, plane, c, u1, v0, v1, color);
  if (low > v0 + 1e-6) panel(b, plane, a, c, v0, low, times(color, 0.93));
  if (high < v1 - 1e-6) panel(b, plane, a, c, high, v1, color);
  reveal(kit, wall, plane, opening, color, glazing);
  if (opening.door !== undefined) door(kit, plane, opening, glazing);
  else pane(kit, plane, opening, glazing, random);
}

function reveal(kit: BuildingKit, wall: Wall, { at }: Plane, o: Opening, color: Vec3, { reveal: deep }: Glazing): void {
  const b = kit.on(wall);
  const dark = times(color, 0.7);
  b.quad(at(o.u0, o.v0), at(o.u0, o.v0, -deep), at(o.u0, o.v1, -deep), at(o.u0, o.v1), dark);
  b.quad(at(o.u1, o.v0, -deep), at(o.u1, o.v0), at(o.u1, o.v1), at(o.u1, o.v1, -deep), dark);
  b.quad(at(o.u0, o.v1, -deep), at(o.u1, o.v1, -deep), at(o.u1, o.v1), at(o.u0, o.v1), times(color, 0.55));
}

function pane(kit: BuildingKit, plane: Plane, o: Opening, glazing: Glazing, random: RandomStream): void {
  const { frame, columns, rows, reveal: deep } = glazing;
  const trim = kit.on('trim');
  const [w, h] = [o.u1 - o.u0, o.v1 - o.v0];
  const at = -deep;
  for (let i = 0; i <= columns; i++) {
    const u = o.u0 + (i / columns) * (w - BAR);
    panel(trim, plane, u, u + BAR, o.v0, o.v1, frame, at + 0.02);
  }
  for (let j = 0; j <= rows; j++) {
    const v = o.v0 + (j / rows) * (h - BAR);
    panel(trim, plane, o.u0, o.u1, v, v + BAR, frame, at + 0.018);
  }
  glass(kit, plane, o, at, glazing, random);
  if (glazing.sill !== undefined) block(trim, plane, o.u0 - 0.06, o.u1 + 0.06, o.v0 - 0.07, o.v0, -deep, 0.05, glazing.sill);
  if (glazing.lintel !== undefined) block(trim, plane, o.u0 - 0.1, o.u1 + 0.1, o.v1, o.v1 + 0.16, 0, 0.03, glazing.lintel);
  if (glazing.shutters !== undefined) {
    const half = w * 0.48;
    block(trim, plane, o.u0 - half, o.u0 - 0.02, o.v0, o.v1, 0, 0.04, glazing.shutters);
    block(trim, plane, o.u1 + 0.02, o.u1 + half, o.v0, o.v1, 0, 0.04, glazing.shutters);
  }
}

/** Dark rooms, brighter towards the top where the ceiling shows; curtains and blinds in front of some. */
function glass(kit: BuildingKit, plane: Plane, o: Opening, at: number, { curtains, lit }: Glazing, random: RandomStream): void {
  const own = random.child('glass');
  const tone = own.between(0.5, 1.5);
  const dark: Vec3 = times([0.018, 0.021, 0.024], tone);
  const light: Vec3 = times([0.05, 0.055, 0.06], tone * own.between(0.5, 2.2));
  const burning = own.chance(lit);
  const pane = kit.on(burning ? 'lit' : 'window');
  panel(pane, plane, o.u0, o.u1, o.v0, o.v1, [dark, dark, light, light], at);
  if (!own.chance(curtains)) return;
  const [w, h] = [o.u1 - o.u0, o.v1 - o.v0];
  const cloth: Vec3 = times(
    own.pick([
      [0.4, 0.39, 0.36],
      [0.3, 0.27, 0.22],
      [0.24, 0.25, 0.27],
      [0.45, 0.44, 0.42],
    ] as const),
    own.between(0.4, 1),
  );
  const behind = kit.on('window');
  if (own.chance(0.45)) panel(behind, plane, o.u0, o.u1, o.v1 - h * own.between(0.2, 0.8), o.v1, cloth, at + 0.005);
  else {
    panel(behind, plane, o.u0, o.u0 + w * own.between(0.12, 0.3), o.v0, o.v1, cloth, at + 0.005);
    panel(behind, plane, o.u1 - w * own.between(0.12, 0.3), o.u1, o.v0, o.v1, cloth, at + 0.005);
  }
}

function door(kit: BuildingKit, plane: Plane, o: Opening, { frame, reveal: deep }: Glazing): void {
  const trim = kit.on('trim');
  const leaf = o.door as Vec3;
  const top = o.v0 + Math.min(2.1, (o.v1 - o.v0) * 0.86);
  panel(trim, plane, o.u0, o.u1, o.v0, top, leaf, -deep);
  panel(trim, plane, o.u0 + 0.12, o.u1 - 0.12, o.v0 + 0.2, o.v0 + 0.85, times(leaf, 0.8), -deep + 0.01);
  panel(trim, plane, o.u0 + 0.12, o.u1 - 0.12, o.v0 + 1.05, top - 0.15, times(leaf, 1.2), -deep + 0.01);
  panel(kit.on('window'), plane, o.u0, o.u1, top, o.v1, [0.03, 0.033, 0.036], -deep);
  panel(trim, plane, o.u0, o.u0 + 0.06, o.v0, o.v1, frame, -deep + 0.03);
  panel(trim, plane, o.u1 - 0.06, o.u1, o.v0, o.v1, frame, -deep + 0.03);
}

/** Beyond some fifty metres a window is a light frame round a dark pane; kept clear of the wall by what a depth buffer resolves there. */
function farOpening(kit: BuildingKit, plane: Plane, o: Opening, glazing: Glazing, random: RandomStream): void {
  const own = random.child('glass');
  const tone = own.between(0.5, 1.5);
  const trim = kit.on('trim');
  if (o.door !== undefined) {
    panel(trim, plane, o.u0, o.u1, o.v0, o.v1, o.door, 0.06);
    return;
  }
  const edge = 0.07;
  panel(trim, plane, o.u0 - 0.02, o.u1 + 0.02, o.v0 - 0.08, o.v1 + 0.02, glazing.frame, 0.05);
  const curtained = own.chance(glazing.curtains);
  const c: Vec3 = times(curtained ? [0.09, 0.088, 0.082] : [0.03, 0.034, 0.038], tone);
  panel(kit.on(own.chance(glazing.lit) ? 'lit' : 'window'), plane, o.u0 + edge, o.u1 - edge, o.v0 + edge, o.v1 - edge, c, 0.1);
}
