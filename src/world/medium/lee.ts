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
    return { share: weight / WEIGHTS, x, y, wakes: buildings.map((box) => wakeOf(box, x, y)) };
  });
  const look = (position: Vec3): LocalWind => {
    const grown = pow(Math.max(position[2], 1) / REFERENCE_HEIGHT, SHEAR);
    let [mx, my, squares] = [0, 0, 0];
    for (const { share, x, y, wakes } of rays) {
      const [u, v] = behind(nearestAhead(wakes, x, y, position), free);
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
  // Whoever moves and whoever watches ask about the same place.
  let last: { readonly position: Vec3; readonly wind: LocalWind } | undefined;
  return (position) => {
    if (last?.position !== position) last = { position, wind: look(position) };
    return last.wind;
  };
}

/** A building as one ray sees it. */
interface Wake {
  readonly box: FlatBox;
  /** Radius of a circle round it, m. */
  readonly reach: number;
  /** The ray's direction along the box and across it. */
  readonly along: number;
  readonly across: number;
  /** Of its near wake at the ground, m. */
  readonly length: number;
}

function wakeOf(box: FlatBox, x: number, y: number): Wake {
  const { cosine, sine, halfLength, halfWidth, high } = box;
  const [along, across] = [cosine * x + sine * y, cosine * y - sine * x];
  const width = 2 * (halfLength * Math.abs(across) + halfWidth * Math.abs(along));
  const depth = 2 * Math.min(halfLength / Math.abs(along), halfWidth / Math.abs(across));
  const length = (1.8 * width) / (pow(depth / high, 0.3) * (1 + (0.24 * width) / high));
  return { box, reach: Math.sqrt(halfLength * halfLength + halfWidth * halfWidth), along, across, length };
}

interface Shelter {
  /** 0 in the near wake, 1 far behind it. */
  readonly recovered: number;
  /** Outward normal of the face that it lies behind. */
  readonly nx: number;
  readonly ny: number;
}

/** What stands nearest on the ray from a place upwind and is higher than the place. */
function nearestAhead(wakes: readonly Wake[], x: number, y: number, [px, py, pz]: Vec3): Shelter | undefined {
  let distance = FAR;
  let nearest: Wake | undefined;
  for (const wake of wakes) {
    const { box, reach } = wake;
    const [dx, dy] = [box.x - px, box.y - py];
    const ahead = dx * x + dy * y;
    if (ahead < -reach || ahead - reach > distance || Math.abs(dx * y - dy * x) > reach || pz >= box.high) continue;
    const enter = entered(wake, -(dx * box.cosine + dy * box.sine), -(dy * box.cosine - dx * box.sine));
    if (enter >= distance) continue;
    distance = enter;
    nearest = wake;
  }
  return nearest && shelterBehind(nearest, distance, px, py, pz);
}

/** Distance along the ray to the box from a place in its axes; 0 inside it, infinite where the ray goes past. */
function entered({ along, across, box: { halfLength, halfWidth } }: Wake, px: number, py: number): number {
  const [ta, sa] = [-px / along, halfLength / Math.abs(along)];
  const [tb, sb] = [-py / across, halfWidth / Math.abs(across)];
  if (along === 0 && Math.abs(px) > halfLength) return Number.POSITIVE_INFINITY;
  if (across === 0 && Math.abs(py) > halfWidth) return Number.POSITIVE_INFINITY;
  const enter = Math.max(along === 0 ? Number.NEGATIVE_INFINITY : ta - sa, across === 0 ? Number.NEGATIVE_INFINITY : tb - sb);
  const leave = Math.min(along === 0 ? Number.POSITIVE_INFINITY : ta + sa, across === 0 ? Number.POSITIVE_INFINITY : tb + sb);
  return enter > leave || leave < 0 ? Number.POSITIVE_INFINITY : Math.max(enter, 0);
}

function shelterBehind({ box, along, across, length }: Wake, distance: number, px: number, py: number, pz: number): Shelter {
  const level = Math.max(0, pz) / box.high;
  const wake = length * Math.sqrt(1 - level * level);
  const ratio = distance <= wake ? 1 : wake / distance;
  // Which face it came out of: the one that the entry lies on.
  const [dx, dy] = [px - box.x, py - box.y];
  const u = dx * box.cosine + dy * box.sine + along * distance;
  const v = dy * box.cosine - dx * box.sine + across * distance;
  const onEnd = box.halfLength - Math.abs(u) < box.halfWidth - Math.abs(v);
  const [nx, ny] = onEnd ? [box.cosine, box.sine] : [-box.sine, box.cosine];
  return { recovered: 1 - ratio * Math.sqrt(ratio), nx, ny };
}

/** The wind behind a face: its part onto the face is what has come back of it. */
function behind(shelter: Shelter | undefined, [x, y]: Vec3): readonly [number, number] {
  if (shelter === undefined) return [x, y];
  const { nx, ny, recovered } = shelter;
  const lost = (x * nx + y * ny) * (1 - recovered);
  return [x - lost * nx, y - lost * ny];
}
