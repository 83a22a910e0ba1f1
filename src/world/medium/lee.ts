/**
 * Wind as buildings shape it, in closed form: a place asks upwind along a fan of rays what stands there. Behind a building the part of the wind that
 * blows onto its face is gone for the length of its near wake, L = 1.8 W / ((l / H)^0.3 (1 + 0.24 W / H)) at the ground and less higher up, an ellipsoid
 * (Fackrell 1984, as in Roeckle's diagnostic model of 1990), and comes back as 1 - (L / d)^1.5; the part along the face stays, so that streets channel it.
 * Rays that disagree are a shear layer, which is now in the lee and now outside: their variance adds to the gusts. With height the wind grows as
 * (z / 10 m)^0.25 (ASCE 7, exposure B). Not in it: corner jets, vortices in the near wake, downwash; passages let through hardly more than the free
 * wind (Blocken et al., J. Eng. Mech. 134, 2008, from memory, grade M).
 */
import { exp, pow, radians } from '#core/math';
import { norm, quatFromHeading, rotate, scale, type Vec3 } from '#core/pose';
import type { FlatBox } from '../geometry/boxes.js';

export interface LocalWind {
  /** m/s */
  readonly mean: Vec3;
  /** Of the gusts along the free wind, m/s. */
  readonly deviation: number;
}

/** Rays, and how much each counts: a wake's edge spreads by some 8 degrees (grade M). */
const FAN = [-20, -15, -10, -5, 0, 5, 10, 15, 20].map((offset) => ({
  turn: radians(offset),
  weight: exp(-(offset * offset) / (2 * 8 * 8)),
}));
const WEIGHTS = FAN.reduce((sum, { weight }) => sum + weight, 0);
/** Trunks and posts leave no lee, m. */
const SLIMMEST = 4;
const REFERENCE_HEIGHT = 10;
const SHEAR = 0.25;
/** Gusts across the wind over those along it, as in wind.ts. */
const ACROSS = 0.6;
/** Nothing farther upwind than this is felt, m. */
const FAR = 400;

/** @param free the wind at 10 m where nothing stands, m/s @param deviation of its gusts, m/s */
export function windByBuildings(solids: readonly FlatBox[], free: Vec3, deviation: number): (position: Vec3) => LocalWind {
  const speed = norm(free);
  const buildings = solids.filter(({ halfLength, halfWidth }) => 2 * Math.min(halfLength, halfWidth) >= SLIMMEST);
  if (speed === 0) return () => ({ mean: free, deviation });
  const upwind = scale(free, -1 / speed);
  const rays = FAN.map(({ turn, weight }) => {
    const [x, y] = rotate(quatFromHeading(turn), upwind);
    const wakes = buildings.map((box) => wakeOf(box, [x, y]));
    return { x, y, share: weight / WEIGHTS, wakes };
  });
  return (position) => {
    const grown = pow(Math.max(position[2], 1) / REFERENCE_HEIGHT, SHEAR);
    let [mx, my, squares] = [0, 0, 0];
    for (const { x, y, share, wakes } of rays) {
      const [u, v] = behind(nearestAhead(wakes, position, x, y), free);
      mx += share * u;
      my += share * v;
      squares += share * (u * u + v * v);
    }
    const variance = Math.max(0, squares - mx * mx - my * my) / (1 + ACROSS * ACROSS);
    return {
      mean: [mx * grown, my * grown, free[2]],
      deviation: Math.sqrt(deviation * deviation + variance * grown * grown),
    };
  };
}

interface Wake {
  readonly box: FlatBox;
  /** Of its near wake at the ground, m. */
  readonly length: number;
}

/** @param upwind unit vector */
function wakeOf(box: FlatBox, [x, y]: readonly [number, number]): Wake {
  const along = Math.abs(box.cosine * x + box.sine * y);
  const beside = Math.abs(box.cosine * y - box.sine * x);
  const height = box.high;
  const width = 2 * (box.halfLength * beside + box.halfWidth * along);
  const depth = 2 * (box.halfLength * along + box.halfWidth * beside);
  return { box, length: (1.8 * width) / (pow(depth / height, 0.3) * (1 + (0.24 * width) / height)) };
}

interface Shelter {
  /** 0 in the near wake, 1 far behind it. */
  readonly recovered: number;
  /** Outward normal of the face that it lies behind. */
  readonly nx: number;
  readonly ny: number;
}

/** What stands nearest on the ray from a place upwind and is higher than the place. */
function nearestAhead(wakes: readonly Wake[], [px, py, pz]: Vec3, x: number, y: number): Shelter | undefined {
  let nearest = FAR;
  let found: Shelter | undefined;
  for (const { box, length } of wakes) {
    if (pz >= box.high || pz < box.low) continue;
    const [dx, dy] = [px - box.x, py - box.y];
    const hit = entered(
      dx * box.cosine + dy * box.sine,
      dy * box.cosine - dx * box.sine,
      box.cosine * x + box.sine * y,
      box.cosine * y - box.sine * x,
      box,
    );
    if (hit === undefined || hit.distance >= nearest) continue;
    nearest = hit.distance;
    const level = Math.max(0, pz) / box.high;
    const wake = length * Math.sqrt(Math.max(0, 1 - level * level));
    const ratio = hit.distance <= wake ? 1 : wake / hit.distance;
    const [nx, ny] = hit.alongFace ? [-box.sine, box.cosine] : [box.cosine, box.sine];
    found = { recovered: 1 - ratio * Math.sqrt(ratio), nx, ny };
  }
  return found;
}

/** Where a ray (place and direction in the box's axes) enters the box; `alongFace`: through one of its long sides, whose normal is across. */
function entered(
  px: number,
  py: number,
  dx: number,
  dy: number,
  { halfLength, halfWidth }: FlatBox,
): { readonly distance: number; readonly alongFace: boolean } | undefined {
  const [a, b] = [slab(px, dx, halfLength), slab(py, dy, halfWidth)];
  const enter = Math.max(a[0], b[0]);
  if (enter > Math.min(a[1], b[1]) || Math.min(a[1], b[1]) < 0) return undefined;
  return { distance: Math.max(enter, 0), alongFace: b[0] > a[0] };
}

function slab(p: number, d: number, half: number): readonly [enter: number, leave: number] {
  if (Math.abs(d) < 1e-12) return Math.abs(p) <= half ? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] : [1, 0];
  const [t0, t1] = [(-half - p) / d, (half - p) / d];
  return t0 < t1 ? [t0, t1] : [t1, t0];
}

/** The wind behind a face: its part onto the face is what has come back of it. */
function behind(shelter: Shelter | undefined, [x, y]: Vec3): readonly [number, number] {
  if (shelter === undefined) return [x, y];
  const { nx, ny, recovered } = shelter;
  const lost = (x * nx + y * ny) * (1 - recovered);
  return [x - lost * nx, y - lost * ny];
}
