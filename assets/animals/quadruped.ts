/** Four-legged animals from a table of measures: one skeleton, lofted flesh, gaits by footfall. */
import type { Articulation } from '#contracts/frame';
import type { Material, Model, ModelPart, ModelPose } from '#contracts/model';
import { atan2, cos, PI, sin, smoothstep, TAU } from '#core/math';
import { type Quat, quatMultiply, type Vec3 } from '#core/pose';
import { dutyFor, footAt, twoBones } from '../mesh/gait.js';
import { type Bone, type BonePose, carried, pitch, poseBones, yaw } from '../mesh/skeleton.js';
import { createSkin, poseSurface, type Ring, type SkinBuilder, type Weights } from '../mesh/skin.js';

/** Measures in m, at rest, standing. */
export interface Measures {
  readonly withers: number;
  readonly rump: number;
  /** Point of shoulder to point of buttock. */
  readonly trunk: number;
  readonly chestDepth: number;
  readonly chestWidth: number;
  readonly waistDepth: number;
  readonly rumpWidth: number;
  readonly neck: number;
  /** Of the neck above the horizontal, rad. */
  readonly neckRise: number;
  readonly neckThick: number;
  readonly head: number;
  /** Of the head below the horizontal, rad. */
  readonly headDrop: number;
  readonly headThick: number;
  readonly muzzleThick: number;
  readonly leg: { readonly thigh: number; readonly shank: number; readonly cannon: number; readonly hoof: number };
  readonly tail: number;
  readonly tailThick: number;
  readonly ear: number;
  readonly hump: number;
}
export interface Coat {
  readonly back: Vec3;
  readonly flank: Vec3;
  readonly belly: Vec3;
  readonly leg: Vec3;
  readonly lowerLeg: Vec3;
  readonly throat: Vec3;
  readonly muzzle: Vec3;
  readonly nose: Vec3;
  readonly tail: Vec3;
  readonly tailUnder: Vec3;
  readonly hoof: Vec3;
}

const B = { pelvis: 0, chest: 1, neck: 2, head: 3, tail: 4 } as const;
/** First bone of each leg: upper, lower, cannon. */
const LEGS = [
  { name: 'left_front', first: 5, front: true, side: 1 },
  { name: 'right_front', first: 8, front: true, side: -1 },
  { name: 'left_back', first: 11, front: false, side: 1 },
  { name: 'right_back', first: 14, front: false, side: -1 },
] as const;

/** When each foot lands (left fore, right fore, left hind, right hind), share of the cycle on the ground, lift over leg length. */
const GAITS: Readonly<
  Record<
    string,
    {
      readonly lands: readonly [number, number, number, number];
      readonly duty: number;
      readonly lift: number;
      readonly bounce: number;
      readonly flex: number;
    }
  >
> = {
  stand: { lands: [0, 0, 0, 0], duty: 1, lift: 0, bounce: 0, flex: 0 },
  walk: { lands: [0.25, 0.75, 0, 0.5], duty: 0.63, lift: 0.1, bounce: 0.01, flex: 0.02 },
  trot: { lands: [0.5, 0, 0, 0.5], duty: 0.42, lift: 0.16, bounce: 0.03, flex: 0.03 },
  gallop: { lands: [0.5, 0.6, 0, 0.08], duty: 0.27, lift: 0.3, bounce: 0.12, flex: 0.2 },
};

export interface Anatomy {
  readonly bones: readonly Bone[];
  readonly shoulder: Vec3;
  readonly hip: Vec3;
  readonly front: readonly [number, number, number];
  readonly hind: readonly [number, number, number];
}

function anatomyOf(m: Measures): Anatomy {
  const half = m.trunk / 2;
  const shoulder: Vec3 = [half * 0.72, m.chestWidth * 0.36, m.withers - m.chestDepth * 0.62];
  const hip: Vec3 = [-half * 0.72, m.rumpWidth * 0.36, m.rump - m.waistDepth * 0.35];
  const front = split(shoulder[2] - 0.01, [0.36, 0.33, 0.31]);
  const hind = split(hip[2] - 0.01, [0.36, 0.36, 0.36]);
  const neckBase: Vec3 = [half * 0.82, 0, m.withers - m.chestDepth * 0.28];
  const neckTop: Vec3 = [neckBase[0] + m.neck * cos(m.neckRise), 0, neckBase[2] + m.neck * sin(m.neckRise)];
  const bones: Bone[] = [
    { name: 'pelvis', parent: -1, joint: [-half * 0.6, 0, m.rump - m.waistDepth * 0.3] },
    { name: 'chest', parent: B.pelvis, joint: [0, 0, (m.rump + m.withers) / 2 - m.waistDepth * 0.35] },
    { name: 'neck', parent: B.chest, joint: neckBase },
    { name: 'head', parent: B.neck, joint: neckTop },
    { name: 'tail', parent: B.pelvis, joint: [-half * 0.99, 0, m.rump - m.waistDepth * 0.22] },
  ];
  for (const { name, front: isFront, side } of LEGS) {
    const root = isFront ? shoulder : hip;
    const lengths = isFront ? front : hind;
    const rest = restAngles(isFront);
    const at: [number, number] = [root[0], root[2]];
    for (let k = 0; k < 3; k++) {
      bones.push({
        name: `${name}_${k}`,
        parent: k === 0 ? (isFront ? B.chest : B.pelvis) : bones.length - 1,
        joint: [at[0], root[1] * side, at[1]],
      });
      at[0] -= (lengths[k] as number) * sin(rest[k] as number);
      at[1] -= (lengths[k] as number) * cos(rest[k] as number);
    }
  }
  return { bones, shoulder, hip, front, hind };
}
/** Angles of a standing leg's bones against hanging straight (positive: lower end back). */
function restAngles(front: boolean): readonly [number, number, number] {
  return front ? [0.28, -0.16, 0.0] : [-0.34, 0.62, -0.2];
}
/** Bone lengths in these proportions that reach straight from the joint to the ground in the rest posture. */
function split(height: number, shares: readonly [number, number, number]): readonly [number, number, number] {
  const total = 1 / (shares[0] + shares[1] + shares[2]);
  const bent = 1.035;
  return shares.map((share) => share * total * height * bent) as unknown as readonly [number, number, number];
}

function flesh(skin: SkinBuilder, m: Measures, c: Coat, a: Anatomy): void {
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

function quadrupedPose(
  a: Anatomy,
  { gait, phase, speed, channels }: Articulation,
  strideOf: (gait: string, speed: number) => number,
): BonePose {
  const kind = GAITS[gait] ?? GAITS.stand;
  const g = kind as NonNullable<typeof kind>;
  const turns = new Map<number, Quat>();
  const still = gait === 'stand' || speed <= 0.01;
  const stride = still ? 0 : strideOf(gait, speed);
  const t = phase - Math.floor(phase);
  const legHeight = a.shoulder[2];
  const rise = still
    ? 0
    : g.bounce * legHeight * (gait === 'gallop' ? (1 - cos(TAU * (t - 0.18))) / 2 - 0.35 : 0.5 * sin(2 * TAU * t));
  const tilt = still ? 0 : g.flex * 0.7 * sin(TAU * (t - 0.3));
  const flexed = still ? 0 : g.flex * cos(TAU * (t - 0.05));
  turns.set(B.pelvis, pitch(tilt + flexed * 0.4));
  turns.set(B.chest, pitch(-flexed * 0.8));
  turns.set(
    B.neck,
    quatMultiply(
      yaw((channels.headYaw ?? 0) * 0.6),
      pitch(
        (gait === 'gallop' ? 0.22 : 0.05) * (still ? 0 : 1) -
          tilt * 0.8 +
          flexed * 0.3 +
          (gait === 'walk' ? 0.05 * sin(2 * TAU * t) : 0),
      ),
    ),
  );
  turns.set(
    B.head,
    quatMultiply(yaw((channels.headYaw ?? 0) * 0.4), pitch(-(gait === 'gallop' ? 0.15 : 0) + (channels.headPitch ?? 0))),
  );
  turns.set(B.tail, pitch(gait === 'gallop' || (channels.flag ?? 0) > 0 ? -2.35 : still ? 0.1 : -0.25));
  const rootShift: Vec3 = [0, 0, rise];
  const body = poseBones(a.bones.slice(0, 5), { turns, rootShift });
  LEGS.forEach((leg, i) => {
    const trunk = leg.front ? B.chest : B.pelvis;
    const restRoot = (a.bones[leg.first] as Bone).joint;
    const root = carried(body[trunk] as (typeof body)[number], (a.bones[trunk] as Bone).joint, restRoot);
    const lengths = leg.front ? a.front : a.hind;
    const rest = restAngles(leg.front);
    const restFootX = footRest(a, leg.first, lengths, rest);
    const place = still
      ? { x: 0, z: 0, swing: -1 }
      : footAt(
          { lands: g.lands[i] as number, duty: dutyFor(g.duty, stride, legHeight), stride, lift: g.lift * legHeight },
          phase,
        );
    const footX = restFootX + place.x;
    // In the swing the cannon folds back; on the ground it leans with the leg.
    const lean = (footX - root[0]) / legHeight;
    const fold =
      place.swing < 0 ? 0 : (leg.front ? 1.5 : 0.9) * sin(PI * Math.min(1, place.swing * 1.15)) * Math.min(1, g.lift * 5);
    const cannon = rest[2] - lean * 0.55 + fold;
    const ankleX = footX + lengths[2] * sin(cannon);
    const ankleZ = 0.01 + place.z + lengths[2] * cos(cannon);
    const bend = leg.front ? -1 : 1;
    const solved = twoBones(ankleX - root[0], ankleZ - root[2], lengths[0], lengths[1], bend);
    const trunkPitch = pitchOf((body[trunk] as (typeof body)[number]).turn);
    const globals = [solved.upper, solved.lower, cannon];
    let parent = trunkPitch;
    globals.forEach((angle, k) => {
      const turn = angle - (rest[k] as number);
      turns.set(leg.first + k, pitch(turn - parent));
      parent = turn;
    });
  });
  return { turns, rootShift };
}
function footRest(a: Anatomy, first: number, lengths: readonly number[], rest: readonly number[]): number {
  return (a.bones[first] as Bone).joint[0] - lengths.reduce((sum, length, k) => sum + length * sin(rest[k] as number), 0);
}
/** The turn about y, for rotations about y alone. */
function pitchOf(q: Quat): number {
  return 2 * atan2(q[1], q[3]);
}

/** Adds to the common flesh what only this species has (antlers, tusks, a beard). */
export type Extras = (skin: SkinBuilder, horn: SkinBuilder, anatomy: Anatomy, head: number) => void;

export function buildQuadruped(
  m: Measures,
  c: Coat,
  fur: Material,
  strideOf: (gait: string, speed: number) => number,
  extras?: Extras,
): Model {
  const anatomy = anatomyOf(m);
  const skin = createSkin();
  flesh(skin, m, c, anatomy);
  const horn = createSkin();
  extras?.(skin, horn, anatomy, B.head);
  const eyes = createSkin();
  const top = (anatomy.bones[B.head] as Bone).joint;
  for (const side of [1, -1]) {
    const x = top[0] + m.head * 0.2 * cos(m.headDrop);
    eyes.ball(
      [x, side * m.headThick * 0.44, top[2] + m.headThick * 0.42 - m.head * 0.2 * sin(m.headDrop)],
      [0.022, 0.012, 0.02].map((r) => r * (m.head / 0.3)) as unknown as Vec3,
      B.head,
      [0.012, 0.01, 0.008],
      8,
    );
  }
  const surfaces = [
    { name: 'coat', surface: skin.build(), material: fur },
    { name: 'eyes', surface: eyes.build(), material: EYE },
    ...(extras === undefined ? [] : [{ name: 'horn', surface: horn.build(), material: HORN }]),
  ].filter(({ surface }) => surface.mesh.indices.length > 0);
  const points = keypointsOf(anatomy, m);
  return {
    parts: surfaces.map(({ name, surface, material }): ModelPart => ({ name, mesh: surface.mesh, material })),
    keypoints: points.map(({ name }) => name),
    skeleton: SKELETON,
    pose(articulation): ModelPose {
      const posed = poseBones(anatomy.bones, quadrupedPose(anatomy, articulation, strideOf));
      return {
        parts: surfaces.map(({ surface }) => ({ kind: 'skinned', ...poseSurface(surface, anatomy.bones, posed) })),
        keypoints: points.map(({ bone, at }) =>
          carried(posed[bone] as (typeof posed)[number], (anatomy.bones[bone] as Bone).joint, at),
        ),
      };
    },
  };
}

const EYE: Material = { id: 'eye', baseColor: [1, 1, 1], roughness: 0.15, metalness: 0, texture: 'none', retroReflection: 0.8 };
const HORN: Material = { id: 'horn', baseColor: [1, 1, 1], roughness: 0.6, metalness: 0, texture: 'none' };

/** AP-10K's animal keypoints, those a body has. */
function keypointsOf(a: Anatomy, m: Measures): { name: string; bone: number; at: Vec3 }[] {
  const head = (a.bones[B.head] as Bone).joint;
  const nose: Vec3 = [
    head[0] + m.head * 0.86 * cos(m.headDrop),
    0,
    head[2] + m.headThick * 0.2 - m.head * 0.86 * sin(m.headDrop),
  ];
  const eye = (side: number): Vec3 => [head[0] + m.head * 0.2, side * m.headThick * 0.45, head[2] + m.headThick * 0.4];
  const legs = LEGS.flatMap((leg) => {
    const lengths = leg.front ? a.front : a.hind;
    const rest = restAngles(leg.front);
    const low = (a.bones[leg.first + 2] as Bone).joint;
    return [
      { name: `${leg.name}_elbow`, bone: leg.first, at: (a.bones[leg.first] as Bone).joint },
      { name: `${leg.name}_knee`, bone: leg.first + 1, at: (a.bones[leg.first + 1] as Bone).joint },
      { name: `${leg.name}_paw`, bone: leg.first + 2, at: [low[0] - lengths[2] * sin(rest[2]), low[1], 0.03] as Vec3 },
    ];
  });
  return [
    { name: 'nose', bone: B.head, at: nose },
    { name: 'left_eye', bone: B.head, at: eye(1) },
    { name: 'right_eye', bone: B.head, at: eye(-1) },
    { name: 'neck', bone: B.neck, at: (a.bones[B.neck] as Bone).joint },
    { name: 'tail_base', bone: B.tail, at: (a.bones[B.tail] as Bone).joint },
    ...legs,
  ];
}
const SKELETON: readonly (readonly [number, number])[] = [
  [0, 1],
  [0, 2],
  [1, 3],
  [2, 3],
  [3, 4],
  [3, 5],
  [5, 6],
  [6, 7],
  [3, 8],
  [8, 9],
  [9, 10],
  [4, 11],
  [11, 12],
  [12, 13],
  [4, 14],
  [14, 15],
  [15, 16],
];

/** Box of the standing body, as its triangles fill it. */
export function boxOf(model: Model): { center: Vec3; size: Vec3 } {
  const pose = model.pose({ gait: 'stand', phase: 0, speed: 0, channels: {} });
  const low = [Infinity, Infinity, 0];
  const high = [-Infinity, -Infinity, -Infinity];
  for (const part of pose.parts) {
    if (part.kind !== 'skinned') continue;
    for (let i = 0; i < part.positions.length; i++) {
      const v = part.positions[i] as number;
      low[i % 3] = Math.min(low[i % 3] as number, v);
      high[i % 3] = Math.max(high[i % 3] as number, v);
    }
  }
  const [x0, y0, z0, x1, y1, z1] = [...low, ...high] as [number, number, number, number, number, number];
  return { center: [(x0 + x1) / 2, (y0 + y1) / 2, (z0 + z1) / 2], size: [x1 - x0, y1 - y0, z1 - z0] };
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
