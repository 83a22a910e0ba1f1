/** Lofted flesh over the skeleton. */
import { cos, sin, smoothstep } from '#core/math';
import type { Vec3 } from '#core/pose';
import type { Bone } from '../../mesh/skeleton.js';
import type { Ring, SkinBuilder, Weights } from '../../mesh/skin.js';
import { type Anatomy, B, type Coat, LEGS, type Measures, restAngles } from './anatomy.js';

export function flesh(skin: SkinBuilder, m: Measures, c: Coat, a: Anatomy): void {
  torso(skin, m, c);
  neckAndHead(skin, m, c, a);
  for (const leg of LEGS) legFlesh(skin, m, c, a, leg);
  tailFlesh(skin, m, c, a);
}

function torso(skin: SkinBuilder, m: Measures, c: Coat): void {
  const half = m.trunk / 2;
  const stations: readonly [x: number, top: number, depth: number, width: number][] = [
    [-1.02, m.rump - m.waistDepth * 0.25, m.waistDepth * 0.3, m.rumpWidth * 0.42],
    [-0.93, m.rump - m.waistDepth * 0.08, m.waistDepth * 0.72, m.rumpWidth * 0.8],
    [-0.72, m.rump, m.waistDepth * 1.0, m.rumpWidth],
    [-0.45, m.rump - 0.0, m.waistDepth * 0.96, m.rumpWidth * 0.95],
    [-0.15, (m.rump + m.withers) / 2 - 0.015, m.waistDepth, m.chestWidth * 0.92],
    [0.2, m.withers - 0.02 + m.hump * 0.4, m.chestDepth * 0.97 + m.hump * 0.4, m.chestWidth],
    [0.5, m.withers + m.hump, m.chestDepth * 1.0 + m.hump, m.chestWidth * 0.98],
    [0.76, m.withers - 0.02 + m.hump * 0.5, m.chestDepth * 0.9 + m.hump * 0.5, m.chestWidth * 0.84],
    [0.93, m.withers - m.chestDepth * 0.16, m.chestDepth * 0.62, m.chestWidth * 0.6],
    [1.02, m.withers - m.chestDepth * 0.34, m.chestDepth * 0.3, m.chestWidth * 0.32],
  ];
  const rings = stations.map(
    ([x, top, depth, width]): Ring => ({
      center: [x * half, 0, top - depth / 2],
      width: width / 2,
      height: depth / 2,
      taper: 0.18,
      weights: blend(B.pelvis, B.chest, smoothstep(-0.3, 0.3, x)),
      color: coat(c),
    }),
  );
  skin.sleeve(rings, 16);
}

/** Back above, flank beside, belly below. */
function coat(c: Coat): (angle: number) => Vec3 {
  return (angle) => {
    const up = sin(angle);
    return up > 0
      ? mixColor(c.flank, c.back, smoothstep(0.2, 0.9, up))
      : mixColor(c.flank, c.belly, smoothstep(0.35, 0.95, -up));
  };
}

function neckAndHead(skin: SkinBuilder, m: Measures, c: Coat, a: Anatomy): void {
  const [base, top] = [(a.bones[B.neck] as Bone).joint, (a.bones[B.head] as Bone).joint];
  const along = (t: number, lift = 0): Vec3 => [base[0] + (top[0] - base[0]) * t, 0, base[2] + (top[2] - base[2]) * t + lift];
  const fur = (angle: number): Vec3 => (sin(angle) < -0.55 ? c.throat : coat({ ...c, belly: c.throat })(angle));
  const neckRing = (t: number, width: number, height: number, weights: Weights): Ring => ({
    center: along(t),
    width,
    height,
    weights,
    color: fur,
    taper: 0.1,
  });
  skin.sleeve(
    [
      neckRing(-0.32, m.neckThick * 0.62, m.neckThick * 1.0, blend(B.chest, B.neck, 0.1)),
      neckRing(0.0, m.neckThick * 0.6, m.neckThick * 0.98, blend(B.chest, B.neck, 0.45)),
      neckRing(0.35, m.neckThick * 0.48, m.neckThick * 0.74, [[B.neck, 1]]),
      neckRing(0.75, m.neckThick * 0.4, m.neckThick * 0.58, [[B.neck, 1]]),
      neckRing(1.02, m.neckThick * 0.4, m.neckThick * 0.52, blend(B.neck, B.head, 0.6)),
    ],
    14,
  );
  const drop = m.headDrop;
  const point = (t: number, lift = 0): Vec3 => [
    top[0] + m.head * (t - 0.15) * cos(drop) + lift * sin(drop),
    0,
    top[2] + m.headThick * 0.25 - m.head * (t - 0.15) * sin(drop) + lift * cos(drop),
  ];
  const headRing = (t: number, width: number, height: number, color: Ring['color'], lift = 0): Ring => ({
    center: point(t, lift),
    width,
    height,
    weights: [[B.head, 1]],
    color,
    taper: 0.15,
  });
  const face = coat({ ...c, belly: c.throat });
  const h = m.headThick / 2;
  const z = m.muzzleThick / 2;
  skin.sleeve(
    [
      headRing(-0.02, h * 0.6, h * 0.65, face),
      headRing(0.1, h * 0.95, h * 1.02, face),
      headRing(0.28, h * 0.98, h * 1.05, face),
      headRing(0.45, h * 0.8, h * 0.9, face, -h * 0.08),
      headRing(0.65, z * 1.05, z * 1.15, (angle) => (sin(angle) < -0.3 ? c.muzzle : c.flank), -h * 0.14),
      headRing(0.85, z * 0.95, z * 1.0, (angle) => (sin(angle) < 0.2 ? c.muzzle : c.nose), -h * 0.18),
      headRing(0.97, z * 0.8, z * 0.78, c.nose, -h * 0.2),
      headRing(1.02, z * 0.45, z * 0.45, c.nose, -h * 0.2),
    ],
    12,
  );
  for (const side of [1, -1]) {
    const root = point(0.06, h * 0.75);
    const tip: Vec3 = [root[0] - m.ear * 0.25, side * (h * 0.9 + m.ear * 0.62), root[2] + m.ear * 0.72];
    const mid: Vec3 = [(root[0] + tip[0]) / 2 + 0.01, (side * h * 0.75 + tip[1]) / 2, (root[2] + tip[2]) / 2];
    const wide = m.ear * 0.24;
    const ear = (center: Vec3, width: number): Ring => ({
      center,
      width,
      height: width * 0.28,
      weights: [[B.head, 1]],
      color: (angle) => (sin(angle) > 0 ? mixColor(c.flank, c.belly, 0.35) : c.flank),
    });
    skin.sleeve(
      [
        ear([root[0], side * h * 0.6, root[2] - 0.01], wide * 0.5),
        ear(mixPoint(root, mid, 0.6, side * h * 0.72), wide),
        ear(mid, wide * 1.05),
        ear(mixPoint(mid, tip, 0.65), wide * 0.62),
        ear(tip, wide * 0.08),
      ],
      8,
      [1, 0, 0],
    );
  }
}

function legFlesh(skin: SkinBuilder, m: Measures, c: Coat, a: Anatomy, leg: (typeof LEGS)[number]): void {
  const joints = [0, 1, 2].map((k) => (a.bones[leg.first + k] as Bone).joint);
  const lengths = leg.front ? a.front : a.hind;
  const rest = restAngles(leg.front);
  const [top, mid, low] = joints as [Vec3, Vec3, Vec3];
  const foot: Vec3 = [low[0] - lengths[2] * sin(rest[2]), low[1], low[2] - lengths[2] * cos(rest[2])];
  const [b0, b1, b2] = [leg.first, leg.first + 1, leg.first + 2];
  const trunk = leg.front ? B.chest : B.pelvis;
  const r = m.leg;
  const ring = (center: Vec3, width: number, depth: number, weights: Weights, color: Vec3): Ring => ({
    center,
    width,
    height: depth,
    weights,
    color,
  });
  const up = (p: Vec3, dz: number): Vec3 => [p[0], p[1], p[2] + dz];
  const haunch = leg.front ? 1 : 1.25;
  skin.sleeve(
    [
      ring(up(top, m.chestDepth * (leg.front ? 0.3 : 0.18)), r.thigh * 0.5, r.thigh * 1.1 * haunch, [[trunk, 1]], c.flank),
      ring(up(top, m.chestDepth * 0.06), r.thigh * 0.85, r.thigh * 1.5 * haunch, blend(trunk, b0, 0.45), c.flank),
      ring(mixPoint(top, mid, 0.35), r.thigh * 0.8, r.thigh * 1.25 * haunch, [[b0, 1]], mixColor(c.flank, c.leg, 0.4)),
      ring(mixPoint(top, mid, 0.75), r.thigh * 0.56, r.thigh * 0.85, [[b0, 1]], c.leg),
      ring(mid, r.shank * 1.05, r.shank * 1.5, blend(b0, b1, 0.5), c.leg),
      ring(mixPoint(mid, low, 0.3), r.shank * 0.95, r.shank * 1.25, [[b1, 1]], c.leg),
      ring(mixPoint(mid, low, 0.8), r.shank * 0.66, r.shank * 0.74, [[b1, 1]], mixColor(c.leg, c.lowerLeg, 0.5)),
      ring(low, r.cannon * 1.25, r.cannon * 1.45, blend(b1, b2, 0.5), c.lowerLeg),
      ring(mixPoint(low, foot, 0.25), r.cannon * 0.92, r.cannon, [[b2, 1]], c.lowerLeg),
      ring(mixPoint(low, foot, 0.7), r.cannon * 0.86, r.cannon * 0.92, [[b2, 1]], c.lowerLeg),
      ring(mixPoint(low, foot, 0.84), r.cannon * 1.08, r.cannon * 1.15, [[b2, 1]], c.lowerLeg),
      ring([foot[0] + r.hoof * 0.25, foot[1], foot[2] + r.hoof * 0.9], r.hoof * 0.72, r.hoof * 0.85, [[b2, 1]], c.hoof),
      ring([foot[0] + r.hoof * 0.45, foot[1], foot[2] + 0.004], r.hoof * 0.82, r.hoof * 1.15, [[b2, 1]], c.hoof),
    ],
    10,
  );
}

function tailFlesh(skin: SkinBuilder, m: Measures, c: Coat, a: Anatomy): void {
  const root = (a.bones[B.tail] as Bone).joint;
  const at = (t: number): Vec3 => [root[0] - m.tail * 0.28 * t - 0.01, 0, root[2] - m.tail * 0.95 * t];
  const ring = (t: number, width: number): Ring => ({
    center: at(t),
    width,
    height: width * 0.6,
    weights: [[B.tail, 1]],
    // The side that shows when the tail is flagged.
    color: (angle) => (sin(angle) > 0 ? c.tailUnder : c.tail),
  });
  const w = m.tailThick;
  skin.sleeve([ring(-0.12, w * 0.7), ring(0.15, w), ring(0.5, w * 1.1), ring(0.85, w * 0.7), ring(1, w * 0.15)], 8);
}

function blend(a: number, b: number, t: number): Weights {
  return t <= 0
    ? [[a, 1]]
    : t >= 1
      ? [[b, 1]]
      : [
          [a, 1 - t],
          [b, t],
        ];
}
function mixColor(a: Vec3, b: Vec3, t: number): Vec3 {
  return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t];
}
function mixPoint(a: Vec3, b: Vec3, t: number, y = a[1] + (b[1] - a[1]) * t): Vec3 {
  return [a[0] + (b[0] - a[0]) * t, y, a[2] + (b[2] - a[2]) * t];
}
