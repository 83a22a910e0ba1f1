/** Ground floors with shops: fascia, stall riser, panes with goods behind, doors set back, awnings, a sign that stands out. */
import type { Vec3 } from '#core/pose';
import type { RandomStream } from '#core/random';
import { type BuildingKit, block, type Plane, panel, times, type Wall } from './kit.js';
import type { Range } from './windows.js';

/** Linear colours of fascias: dark and muted for the most part. */
const FASCIAS: readonly Vec3[] = [
  [0.03, 0.045, 0.06],
  [0.02, 0.02, 0.022],
  [0.15, 0.03, 0.028],
  [0.03, 0.07, 0.045],
  [0.3, 0.28, 0.23],
  [0.07, 0.09, 0.18],
  [0.2, 0.15, 0.05],
  [0.4, 0.4, 0.38],
  [0.09, 0.05, 0.09],
  [0.1, 0.1, 0.1],
];
const GOODS: readonly Vec3[] = [
  [0.2, 0.17, 0.12],
  [0.25, 0.24, 0.22],
  [0.12, 0.05, 0.04],
  [0.05, 0.08, 0.12],
  [0.3, 0.27, 0.1],
  [0.06, 0.06, 0.06],
];

/** Shops side by side over the plane's width, up to `height`. */
export function drawShops(
  kit: BuildingKit,
  plane: Plane,
  height: number,
  wall: Wall,
  color: Vec3,
  range: Range,
  random: RandomStream,
): void {
  const count = Math.max(1, Math.round(plane.width / 7));
  const width = plane.width / count;
  for (let i = 0; i < count; i++) shop(kit, plane, i * width, (i + 1) * width, height, wall, color, range, random.child(i));
}

function shop(
  kit: BuildingKit,
  plane: Plane,
  u0: number,
  u1: number,
  height: number,
  wall: Wall,
  color: Vec3,
  range: Range,
  random: RandomStream,
): void {
  const pier = 0.3;
  const [a, b] = [u0 + pier, u1 - pier];
  const fascia = times(random.child('fascia').pick(FASCIAS), random.child('tone').between(0.7, 1.2));
  const band = random.child('band').between(0.45, 0.85);
  const top = height - 0.15;
  panel(kit.on(wall), plane, u0, a, 0, height, color);
  panel(kit.on(wall), plane, b, u1, 0, height, color);
  panel(kit.on(wall), plane, a, b, top, height, color);
  block(kit.on('trim'), plane, a, b, top - band, top, -0.05, 0.1, fascia);
  lettering(kit, plane, a, b, top - band, top, fascia, random);
  const [low, high] = [random.child('riser').between(0.05, 0.6), top - band];
  const frame = random.child('frame').chance(0.5) ? fascia : ([0.2, 0.2, 0.2] as const);
  panel(kit.on('trim'), plane, a, b, 0, low, times(frame, 0.8), -0.08);
  const panes = Math.max(1, Math.round((b - a) / random.child('panes').between(1.2, 2.6)));
  const w = (b - a) / panes;
  const door = random.child('door').index(panes);
  const shut = random.child('shut').chance(0.1);
  for (let i = 0; i < panes; i++) {
    const [p, q] = [a + i * w, a + (i + 1) * w];
    if (shut) {
      panel(kit.on('cladding'), plane, p, q, 0, high, [0.17, 0.175, 0.18], -0.08);
      continue;
    }
    const back = i === door ? -0.5 : -0.12;
    panel(kit.on('trim'), plane, p, p + 0.06, 0, high, frame, -0.08);
    showcase(kit, plane, p + 0.06, q, i === door ? 0.05 : low, high, back, range, random.child('case').child(i));
  }
  if (random.child('awning').chance(0.22)) awning(kit, plane, a, b, top - band, random);
  if (range === 'near' && random.child('out').chance(0.35)) {
    const u = random.child('out-at').between(a, b);
    const face = random.child('out-color').pick(FASCIAS);
    block(kit.on('sign'), plane, u, u + 0.08, height + 0.1, height + 0.75, 0.15, 0.85, times(face, 1.2));
  }
}

/** Letters as a row of blocks: no real words. */
function lettering(
  kit: BuildingKit,
  plane: Plane,
  a: number,
  b: number,
  low: number,
  high: number,
  fascia: Vec3,
  random: RandomStream,
): void {
  const own = random.child('letters');
  const bright = fascia[0] + fascia[1] + fascia[2] < 0.5;
  const ink: Vec3 = bright ? [0.5, 0.49, 0.45] : [0.03, 0.03, 0.035];
  const [v0, v1] = [low + (high - low) * 0.28, low + (high - low) * 0.72];
  let u = a + (b - a) * own.between(0.08, 0.35);
  const end = b - (b - a) * own.between(0.08, 0.35);
  while (u < end) {
    const w = own.between(0.1, 0.28);
    panel(kit.on('sign'), plane, u, u + w, v0, own.chance(0.2) ? v1 + 0.06 : v1, ink, 0.11);
    u += w + (own.chance(0.15) ? 0.3 : 0.07);
  }
}

/** A pane with shelves of goods behind it, lit a little from inside. */
function showcase(
  kit: BuildingKit,
  plane: Plane,
  u0: number,
  u1: number,
  v0: number,
  v1: number,
  out: number,
  range: Range,
  random: RandomStream,
): void {
  const inside: Vec3 = times([0.035, 0.036, 0.036], random.child('in').between(0.5, 2.2));
  const lit = random.child('lit').chance(0.55);
  panel(
    kit.on(lit ? 'lit' : 'window'),
    plane,
    u0,
    u1,
    v0,
    v1,
    [times(inside, 0.7), times(inside, 0.7), times(inside, 1.5), times(inside, 1.5)],
    out,
  );
  const things = range === 'near' ? 7 : 3;
  for (let i = 0; i < things; i++) {
    const own = random.child('good').child(i);
    const w = own.between(0.12, 0.5);
    const h = own.between(0.15, 0.7);
    const u = own.between(u0, Math.max(u0 + 0.01, u1 - w));
    const v = own.between(v0, Math.max(v0 + 0.01, v0 + (v1 - v0) * 0.6 - h));
    panel(
      kit.on('window'),
      plane,
      u,
      Math.min(u1, u + w),
      v,
      v + h,
      times(own.pick(GOODS), own.between(0.5, 1.3)),
      out + 0.01 + i * 0.001,
    );
  }
}

function awning(kit: BuildingKit, plane: Plane, a: number, b: number, v: number, random: RandomStream): void {
  const own = random.child('cloth');
  const [one, two] = [times(own.pick(FASCIAS), 1.3), own.chance(0.5) ? ([0.4, 0.39, 0.36] as const) : undefined];
  const stripes = two === undefined ? 1 : Math.max(2, Math.round((b - a) / 0.35));
  const w = (b - a) / stripes;
  const reach = own.between(0.8, 1.6);
  const { at } = plane;
  for (let i = 0; i < stripes; i++) {
    const [p, q] = [a + i * w, a + (i + 1) * w];
    const color = i % 2 === 1 && two !== undefined ? two : one;
    kit.on('sign').quad(at(p, v - 0.45, reach), at(q, v - 0.45, reach), at(q, v, 0.1), at(p, v, 0.1), color);
    kit
      .on('sign')
      .quad(at(p, v - 0.62, reach), at(q, v - 0.62, reach), at(q, v - 0.45, reach), at(p, v - 0.45, reach), times(color, 0.8));
  }
}
