/** Roofs: pitched along or across the street, hipped, mansard, flat with a parapet; chimneys, dormers, aerials. */
import type { Vec3 } from '#core/pose';
import type { RandomStream } from '#core/random';
import { type BuildingKit, block, type Plane, panel, sidesOf, TILES, times, type Wall } from './kit.js';
import type { Range } from './windows.js';

export interface Shell {
  readonly depth: number;
  readonly width: number;
  /** Of the walls, m. */
  readonly height: number;
  readonly wall: Wall;
  readonly color: Vec3;
}

export type RoofKind = 'gable' | 'cross-gable' | 'hip' | 'mansard' | 'flat' | 'shed';

export function drawRoof(kit: BuildingKit, shell: Shell, kind: RoofKind, range: Range, random: RandomStream): void {
  const tile = times(random.child('tile').pick(TILES), random.child('tone').between(0.75, 1.2));
  if (kind === 'flat') flat(kit, shell, random);
  else if (kind === 'mansard') mansard(kit, shell, tile, range, random);
  else if (kind === 'shed') shedRoof(kit, shell, random);
  else pitched(kit, shell, kind, tile, range, random);
}

const OVER = 0.35;

function pitched(kit: BuildingKit, shell: Shell, kind: RoofKind, tile: Vec3, range: Range, random: RandomStream): void {
  const { depth, width, height, wall, color } = shell;
  const across = kind === 'cross-gable';
  const [d, w] = [depth / 2, width / 2];
  const rise = random.child('rise').between(0.5, 0.95) * (across ? w : d);
  const top = height + rise;
  const inset = kind === 'hip' ? Math.min(across ? d : w, across ? w : d) * 0.85 : 0;
  const { put } = kit;
  const b = kit.on('roof');
  const eave = height - 0.12;
  const light: Vec3 = times(tile, 1.08);
  if (across) {
    b.quad(put(d + 0.1, -w - OVER, eave), put(d + 0.1, 0, top), put(-d - 0.1, 0, top), put(-d - 0.1, -w - OVER, eave), tile);
    b.quad(put(d + 0.1, 0, top), put(d + 0.1, w + OVER, eave), put(-d - 0.1, w + OVER, eave), put(-d - 0.1, 0, top), light);
    gable(kit, wall, color, [put(d, -w, height), put(d, w, height), put(d, 0, top)]);
    gable(kit, wall, color, [put(-d, w, height), put(-d, -w, height), put(-d, 0, top)]);
  } else {
    const [r0, r1] = [-w + inset, w - inset];
    b.quad(put(d + OVER, -w, eave), put(d + OVER, w, eave), put(0, r1, top), put(0, r0, top), light);
    b.quad(put(-d - OVER, w, eave), put(-d - OVER, -w, eave), put(0, r0, top), put(0, r1, top), tile);
    if (inset > 0) {
      b.triangle(put(d + OVER, w, eave), put(-d - OVER, w, eave), put(0, r1, top), tile);
      b.triangle(put(-d - OVER, -w, eave), put(d + OVER, -w, eave), put(0, r0, top), tile);
    } else {
      gable(kit, wall, color, [put(d, w, height), put(-d, w, height), put(0, w, top)]);
      gable(kit, wall, color, [put(-d, -w, height), put(d, -w, height), put(0, -w, top)]);
    }
    if (range === 'near') gutter(kit, shell, eave);
  }
  if (random.child('chimney').chance(0.65)) chimneys(kit, shell, top, across, random);
  if (!across && rise > 1.9 && random.child('dormers').chance(0.3)) dormers(kit, shell, rise, tile, range, random);
}

function gable(kit: BuildingKit, wall: Wall, color: Vec3, [a, b, c]: readonly [Vec3, Vec3, Vec3]): void {
  kit.on(wall).triangle(a, b, c, color);
}

function gutter(kit: BuildingKit, { depth, width }: Shell, eave: number): void {
  const [front] = sidesOf(kit, depth, width);
  block(kit.on('trim'), front, 0, width, eave - 0.16, eave, OVER - 0.12, OVER + 0.02, [0.3, 0.3, 0.29]);
}

function chimneys(kit: BuildingKit, { width }: Shell, top: number, across: boolean, random: RandomStream): void {
  const count = random.child('stacks').pick([1, 1, 2]);
  for (let i = 0; i < count; i++) {
    const own = random.child('stack').child(i);
    const y = across ? own.between(-0.3, 0.3) * width : own.pick([-1, 1, 0.2]) * (width / 2 - 0.5);
    const x = own.between(-0.6, 0.6);
    const stack = sidesOf(kit, 0.55, own.between(0.6, 1.3), x, y);
    const [low, high] = [top - 1.6, top + own.between(0.5, 1.2)];
    for (const side of stack) panel(kit.on('brick'), side, 0, side.width, low, high, [0.15, 0.085, 0.062]);
    const [front, left] = stack;
    const lid = (u: number, v: number): Vec3 => front.at(u, high, v);
    kit.on('trim').quad(lid(0, 0), lid(front.width, 0), lid(front.width, -left.width), lid(0, -left.width), [0.12, 0.1, 0.09]);
    for (const pot of sidesOf(kit, 0.22, 0.22, x, y))
      panel(kit.on('trim'), pot, 0, 0.22, high, high + 0.35, [0.17, 0.08, 0.05]);
  }
}

function dormers(
  kit: BuildingKit,
  { depth, width, height, wall, color }: Shell,
  rise: number,
  tile: Vec3,
  range: Range,
  random: RandomStream,
): void {
  const count = Math.max(1, Math.floor(width / 5));
  for (let i = 0; i < count; i++) {
    const y = ((i + 0.5) / count - 0.5) * width;
    const x = depth / 2 - 0.7;
    const [low, high] = [height + 0.35, height + Math.min(1.75, rise * 0.8)];
    const box = sidesOf(kit, 1.6, 1.3, x - 0.8, y);
    for (const side of box.slice(0, 2).concat(box[3])) panel(kit.on(wall), side, 0, side.width, low, high, color);
    const [front] = box;
    panel(kit.on('trim'), front, 0.12, 1.18, low + 0.12, high - 0.08, [0.45, 0.45, 0.43], range === 'near' ? 0.02 : 0.05);
    panel(kit.on('window'), front, 0.2, 1.1, low + 0.2, high - 0.16, [0.03, 0.034, 0.038], range === 'near' ? 0.03 : 0.1);
    const { put } = kit;
    kit
      .on('roof')
      .quad(
        put(x + 0.15, y - 0.8, high),
        put(x + 0.15, y + 0.8, high),
        put(x - 2, y + 0.8, high + 0.25),
        put(x - 2, y - 0.8, high + 0.25),
        times(tile, random.child('cap').between(0.8, 1)),
      );
  }
}

function mansard(kit: BuildingKit, shell: Shell, tile: Vec3, range: Range, random: RandomStream): void {
  const { depth, width, height } = shell;
  const [d, w] = [depth / 2, width / 2];
  const { put } = kit;
  const b = kit.on('roof');
  const [top, back] = [height + 2.5, 0.9];
  b.quad(put(d + 0.1, -w, height), put(d + 0.1, w, height), put(d - back, w, top), put(d - back, -w, top), tile);
  b.quad(put(-d, w, height), put(-d, -w, height), put(-d + back, -w, top), put(-d + back, w, top), tile);
  b.quad(
    put(d - back, -w, top),
    put(d - back, w, top),
    put(-d + back, w, top + 0.3),
    put(-d + back, -w, top + 0.3),
    times(tile, 0.8),
  );
  for (const side of [1, -1]) {
    const [p, q, r, s] = [
      put(d, side * w, height),
      put(-d, side * w, height),
      put(-d + back, side * w, top),
      put(d - back, side * w, top),
    ];
    if (side === 1) kit.on(shell.wall).quad(p, q, r, s, shell.color);
    else kit.on(shell.wall).quad(q, p, s, r, shell.color);
  }
  dormers(kit, { ...shell, depth: depth - 0.2 }, 2.2, tile, range, random);
  if (random.child('chimney').chance(0.6)) chimneys(kit, shell, top, false, random);
}

/** A parapet, plant rooms, vents. */
function flat(kit: BuildingKit, { depth, width, height, wall, color }: Shell, random: RandomStream): void {
  const [d, w] = [depth / 2, width / 2];
  const { put } = kit;
  const rim = random.child('rim').between(0.2, 0.9);
  kit.on('concrete').quad(put(d, -w, height), put(d, w, height), put(-d, w, height), put(-d, -w, height), [0.09, 0.09, 0.09]);
  for (const side of sidesOf(kit, depth, width)) {
    panel(kit.on(wall), side, 0, side.width, height, height + rim, color);
    block(kit.on('trim'), side, 0, side.width, height + rim - 0.08, height + rim, -0.25, 0.05, [0.26, 0.26, 0.25]);
  }
  for (let i = 0; i < random.child('boxes').index(3); i++) {
    const own = random.child('box').child(i);
    const size: Vec3 = [own.between(1, 3.5), own.between(1, 4), own.between(1, 2.6)];
    const box = sidesOf(kit, size[0], size[1], own.between(-0.3, 0.3) * depth, own.between(-0.3, 0.3) * width);
    for (const side of box) panel(kit.on('cladding'), side, 0, side.width, height, height + size[2], [0.2, 0.205, 0.21]);
    const [front]: readonly Plane[] = box;
    const lid = (u: number, out: number): Vec3 => (front as Plane).at(u, height + size[2], out);
    kit.on('cladding').quad(lid(0, 0), lid(size[1], 0), lid(size[1], -size[0]), lid(0, -size[0]), [0.16, 0.16, 0.165]);
  }
}

/** A shallow sheet-metal pitch. */
function shedRoof(kit: BuildingKit, { depth, width, height, color }: Shell, random: RandomStream): void {
  const [d, w] = [depth / 2, width / 2];
  const { put } = kit;
  const top = height + random.child('rise').between(0.6, 1.6);
  const sheet = times([0.2, 0.205, 0.21], random.child('sheet').between(0.7, 1.3));
  kit.on('metal-roof').quad(put(d + 0.2, -w, height), put(d + 0.2, w, height), put(0, w, top), put(0, -w, top), sheet);
  kit.on('metal-roof').quad(put(-d, w, height), put(-d, -w, height), put(0, -w, top), put(0, w, top), sheet);
  gable(kit, 'cladding', color, [put(d, w, height), put(-d, w, height), put(0, w, top)]);
  gable(kit, 'cladding', color, [put(-d, -w, height), put(d, -w, height), put(0, -w, top)]);
}
