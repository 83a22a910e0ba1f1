/**
 * People: a skeleton by body proportions (Drillis and Contini's segment lengths over stature), lofted flesh and clothes, gaits by
 * footfall. Body frame: origin on the ground between the feet, x forward, y left, z up.
 */
import type { Articulation } from '#contracts/frame';
import { cos, PI, sin, TAU } from '#core/math';
import { type Quat, quatMultiply, type Vec3 } from '#core/pose';
import { dutyFor, footAt, twoBones } from '../mesh/gait.js';
import { type Bone, type BonePose, carried, pitch, poseBones, roll, yaw } from '../mesh/skeleton.js';
import type { Ring, SkinBuilder, Weights } from '../mesh/skin.js';

export interface Figure {
  /** Stature, m. */
  readonly height: number;
  /** Girth against the average, about 0.8..1.4. */
  readonly build: number;
  /** Head larger and legs shorter for children: 0 adult .. 1 small child. */
  readonly childlike: number;
  /** Forward bend of the back, rad. */
  readonly stoop: number;
}
export interface Clothes {
  readonly top: Vec3;
  readonly bottom: Vec3;
  readonly shoes: Vec3;
  readonly skin: Vec3;
  readonly hair: Vec3;
  readonly sleeves: 'long' | 'short';
  readonly legs: 'trousers' | 'shorts' | 'skirt' | 'coat';
  readonly hairLength: 'short' | 'long' | 'hood' | 'bald';
  readonly bag: 'none' | 'backpack' | 'shoulder';
  readonly stripe?: Vec3;
}

export const P = {
  pelvis: 0,
  chest: 1,
  head: 2,
  armL: 3,
  foreL: 4,
  armR: 5,
  foreR: 6,
  legL: 7,
  shinL: 8,
  footL: 9,
  legR: 10,
  shinR: 11,
  footR: 12,
} as const;

export interface Frame {
  readonly bones: readonly Bone[];
  readonly thigh: number;
  readonly shin: number;
  readonly ankle: number;
  readonly h: number;
}

export function frameOf(f: Figure): Frame {
  const h = f.height;
  const legShare = 0.53 - 0.035 * f.childlike;
  const hip = legShare * h;
  const ankle = 0.045 * h;
  const thigh = (hip - ankle) * 0.505;
  const shin = (hip - ankle) * 0.495;
  const shoulder = (0.818 - 0.02 * f.childlike) * h;
  const wide = 0.118 * h * (0.96 + 0.04 * f.build);
  const hips = 0.052 * h;
  const arm = 0.186 * h;
  const bones: Bone[] = [
    { name: 'pelvis', parent: -1, joint: [0, 0, hip + 0.01 * h] },
    { name: 'chest', parent: 0, joint: [0, 0, hip + 0.09 * h] },
    { name: 'head', parent: 1, joint: [0.005 * h, 0, shoulder + 0.035 * h] },
    { name: 'left_arm', parent: 1, joint: [0, wide, shoulder - 0.012 * h] },
    { name: 'left_fore', parent: 3, joint: [0, wide, shoulder - 0.012 * h - arm] },
    { name: 'right_arm', parent: 1, joint: [0, -wide, shoulder - 0.012 * h] },
    { name: 'right_fore', parent: 5, joint: [0, -wide, shoulder - 0.012 * h - arm] },
    ...[1, -1].flatMap((side, i): Bone[] => [
      { name: 'thigh', parent: 0, joint: [0, side * hips, hip] },
      { name: 'shin', parent: 7 + 3 * i, joint: [0, side * hips, hip - thigh] },
      { name: 'foot', parent: 8 + 3 * i, joint: [0, side * hips, ankle] },
    ]),
  ];
  return { bones, thigh, shin, ankle, h };
}

export function dressBody(cloth: SkinBuilder, skin: SkinBuilder, f: Figure, c: Clothes, frame: Frame): void {
  torso(cloth, f, c, frame);
  headFlesh(skin, f, c, frame);
  for (const side of [1, -1] as const) {
    armFlesh(cloth, skin, f, c, frame, side);
    legFlesh(cloth, skin, f, c, frame, side);
  }
  if (c.legs === 'skirt' || c.legs === 'coat') skirt(cloth, f, c, frame);
  if (c.bag !== 'none') bag(cloth, c, frame);
}

const one = (bone: number): Weights => [[bone, 1]];
const two = (a: number, b: number, t: number): Weights => [
  [a, 1 - t],
  [b, t],
];

function torso(cloth: SkinBuilder, f: Figure, c: Clothes, { bones, h }: Frame): void {
  const hip = (bones[P.legL] as Bone).joint[2];
  const shoulder = (bones[P.armL] as Bone).joint[2];
  const span = shoulder - hip;
  const wide = (bones[P.armL] as Bone).joint[1];
  const b = f.build;
  const color = (t: number): Ring['color'] =>
    t < 0.16 && c.legs !== 'coat'
      ? c.bottom
      : c.stripe !== undefined && ((t > 0.42 && t < 0.56) || (t > 0.68 && t < 0.8))
        ? c.stripe
        : c.top;
  const rows: readonly (readonly [t: number, halfWidth: number, halfDepth: number, bone: number, x: number])[] = [
    [-0.16, 0.07, 0.06, 0, 0],
    [-0.08, 0.092 * b, 0.075 * b, 0, -0.006],
    [0.04, 0.1 * b, 0.078 * b, 0, -0.006],
    [0.155, 0.094 * b, 0.07 * b, 0.2, 0],
    [0.16, 0.097 * b, 0.073 * b, 0.2, 0],
    [0.3, 0.086 * b, 0.066 * b, 0.6, 0.004],
    [0.42, 0.09 * b, 0.068 * b, 0.8, 0.004],
    [0.5, 0.094 * b, 0.07 * b, 1, 0.004],
    [0.56, 0.098 * b, 0.072 * b, 1, 0.003],
    [0.68, 0.103 * b, 0.074 * b, 1, 0.001],
    [0.8, 0.105, 0.071 * b, 1, -0.002],
    [0.92, 0.1, 0.06, 1, -0.006],
    [1.02, 0.07, 0.045, 1, -0.006],
    [1.08, 0.034, 0.034, 1, -0.002],
    [1.14, 0.03, 0.03, 1, 0.002],
  ];
  // Rings lie flat: first axis to the left, second forward.
  cloth.sleeve(
    rows.map(
      ([t, width, depth, chest, x]): Ring => ({
        center: [x * h, 0, hip + span * t],
        width: Math.min(width * h, wide * 1.02),
        height: depth * h,
        weights: chest <= 0 ? one(P.pelvis) : chest >= 1 ? one(P.chest) : two(P.pelvis, P.chest, chest),
        color: t > 1.05 ? c.skin : color(t),
      }),
    ),
    14,
    [0, 1, 0],
  );
}

function headFlesh(skin: SkinBuilder, f: Figure, c: Clothes, { bones, h }: Frame): void {
  const base = (bones[P.head] as Bone).joint;
  const size = 0.13 * h * (1 + 0.32 * f.childlike);
  const face = (angle: number): Vec3 => (sin(angle) < -0.1 ? c.skin : c.hairLength === 'bald' ? c.skin : c.hair);
  const ring = (t: number, width: number, depth: number, x: number, color: Ring['color']): Ring => ({
    center: [base[0] + x * size, 0, base[2] + t * size],
    width: width * size,
    height: depth * size,
    weights: one(P.head),
    color,
  });
  const scalp = c.hairLength === 'bald' ? c.skin : c.hair;
  skin.sleeve(
    [
      {
        center: [base[0] - 0.02 * size, 0, base[2] - 0.32 * size],
        width: 0.23 * size,
        height: 0.24 * size,
        weights: two(P.chest, P.head, 0.4),
        color: c.skin,
      },
      ring(-0.08, 0.24, 0.26, 0.02, c.skin),
      ring(0.06, 0.28, 0.36, 0.1, c.skin),
      ring(0.16, 0.33, 0.42, 0.09, face),
      ring(0.32, 0.37, 0.455, 0.05, face),
      ring(0.42, 0.375, 0.47, 0.045, face),
      ring(0.56, 0.39, 0.48, 0.02, face),
      ring(0.7, 0.385, 0.475, 0.0, face),
      ring(0.84, 0.35, 0.42, -0.01, scalp),
      ring(0.95, 0.25, 0.31, -0.02, scalp),
      ring(1.01, 0.11, 0.14, -0.02, scalp),
    ],
    14,
    [0, 1, 0],
  );
  skin.ball(
    [base[0] + 0.53 * size, 0, base[2] + 0.37 * size],
    [0.075 * size, 0.06 * size, 0.09 * size],
    P.head,
    [c.skin[0] * 0.95, c.skin[1] * 0.9, c.skin[2] * 0.88],
    8,
  );
  for (const side of [1, -1]) {
    skin.ball(
      [base[0] + 0.43 * size, side * 0.16 * size, base[2] + 0.5 * size],
      [0.04 * size, 0.07 * size, 0.035 * size],
      P.head,
      [0.05, 0.04, 0.035],
      6,
    );
    skin.ball(
      [base[0] - 0.02 * size, side * 0.385 * size, base[2] + 0.42 * size],
      [0.09 * size, 0.035 * size, 0.12 * size],
      P.head,
      c.skin,
      6,
    );
  }
  if (c.hairLength === 'long' || c.hairLength === 'hood') {
    const color = c.hairLength === 'hood' ? c.top : c.hair;
    const grow = c.hairLength === 'hood' ? 1.14 : 1.05;
    const lower = c.hairLength === 'hood' ? -0.22 : -0.42;
    skin.sleeve(
      [lower, 0.0, 0.3, 0.6, 0.86, 1.0, 1.06].map(
        (t, i): Ring => ({
          center: [base[0] - (0.15 + (i < 2 ? 0.03 : 0)) * size, 0, base[2] + t * size],
          width: ([0.3, 0.36, 0.4, 0.415, 0.37, 0.22, 0.06][i] as number) * size * grow,
          height: ([0.22, 0.3, 0.36, 0.38, 0.34, 0.2, 0.06][i] as number) * size * grow,
          weights: i < 2 ? two(P.chest, P.head, 0.6) : one(P.head),
          color,
        }),
      ),
      12,
      [0, 1, 0],
    );
  }
}

function armFlesh(cloth: SkinBuilder, skin: SkinBuilder, f: Figure, c: Clothes, { bones, h }: Frame, side: 1 | -1): void {
  const [upper, fore] = side === 1 ? [P.armL, P.foreL] : [P.armR, P.foreR];
  const shoulder = (bones[upper] as Bone).joint;
  const elbow = (bones[fore] as Bone).joint;
  const forearm = 0.146 * h;
  const bare = c.sleeves === 'short';
  const b = 0.9 + 0.1 * f.build;
  const ring = (z: number, r: number, weights: Weights, color: Vec3, y = 0): Ring => ({
    center: [0, shoulder[1] + side * y, z],
    width: r * h * b,
    height: r * h * b * 1.08,
    weights,
    color,
  });
  const lowerColor = bare ? c.skin : c.top;
  cloth.sleeve(
    [
      ring(shoulder[2] + 0.012 * h, 0.012, one(P.chest), c.top, -0.04 * h),
      ring(shoulder[2] + 0.006 * h, 0.024, two(P.chest, upper, 0.4), c.top, -0.022 * h),
      ring(shoulder[2] - 0.012 * h, 0.031, two(P.chest, upper, 0.75), c.top, -0.006 * h),
      ring(shoulder[2] - 0.04 * h, 0.032, one(upper), c.top),
      ring(shoulder[2] - 0.1 * h, 0.029, one(upper), c.top),
      ring(shoulder[2] - 0.11 * h, 0.027, one(upper), lowerColor),
      ring(elbow[2], 0.025, two(upper, fore, 0.5), lowerColor),
      ring(elbow[2] - 0.05 * h, 0.025, one(fore), lowerColor),
      ring(elbow[2] - forearm, 0.018, one(fore), lowerColor),
    ],
    9,
    [0, 1, 0],
  );
  skin.sleeve(
    [0.0, 0.02, 0.05, 0.08, 0.1].map(
      (d, i): Ring => ({
        center: [0.006 * h * i * 0.5, elbow[1], elbow[2] - forearm + 0.004 * h - d * h],
        width: ([0.012, 0.014, 0.017, 0.014, 0.006][i] as number) * h,
        height: ([0.016, 0.02, 0.026, 0.022, 0.009][i] as number) * h,
        weights: one(fore),
        color: c.skin,
      }),
    ),
    8,
    [0, 1, 0],
  );
}

function legFlesh(
  cloth: SkinBuilder,
  skin: SkinBuilder,
  f: Figure,
  c: Clothes,
  { bones, h, ankle }: Frame,
  side: 1 | -1,
): void {
  const first = side === 1 ? P.legL : P.legR;
  const [hip, knee] = [(bones[first] as Bone).joint, (bones[first + 1] as Bone).joint];
  const y = hip[1];
  const bare = c.legs === 'shorts' || c.legs === 'skirt';
  const loose = bare ? 0.92 : 1.08;
  const b = (0.75 + 0.25 * f.build) * loose;
  const ring = (z: number, r: number, weights: Weights, color: Vec3, x = 0): Ring => ({
    center: [x * h, y, z],
    width: r * h * b,
    height: r * h * b * 1.1,
    weights,
    color,
  });
  const low = bare ? c.skin : c.bottom;
  const between = (t: number): number => knee[2] + (hip[2] - knee[2]) * t;
  const under = (t: number): number => ankle + (knee[2] - ankle) * t;
  cloth.sleeve(
    [
      ring(hip[2] + 0.045 * h, 0.035, one(P.pelvis), c.bottom, -0.005),
      ring(hip[2], 0.054, two(P.pelvis, first, 0.5), c.bottom, -0.006),
      ring(between(0.75), 0.05, one(first), c.bottom),
      ring(between(0.45), 0.043, one(first), c.bottom),
      ring(between(0.42), 0.041, one(first), low),
      ring(knee[2], 0.034, two(first, first + 1, 0.5), low, 0.002),
      ring(under(0.72), 0.034, one(first + 1), low, -0.006),
      ring(under(0.4), 0.028, one(first + 1), low, -0.003),
      ring(ankle + 0.02 * h, bare ? 0.019 : 0.027, one(first + 1), low),
      ring(ankle * 0.75, bare ? 0.019 : 0.026, two(first + 1, first + 2, 0.7), low),
    ],
    10,
    [0, 1, 0],
  );
  const foot = (x: number, z: number, width: number, height: number): Ring => ({
    center: [x * h, y, z * h],
    width: width * h,
    height: height * h,
    weights: one(first + 2),
    color: c.shoes,
  });
  skin.sleeve(
    [
      foot(-0.042, 0.02, 0.012, 0.014),
      foot(-0.032, 0.024, 0.021, 0.023),
      foot(0, 0.027, 0.024, 0.026),
      foot(0.045, 0.02, 0.026, 0.019),
      foot(0.085, 0.015, 0.025, 0.014),
      foot(0.105, 0.011, 0.012, 0.009),
    ],
    9,
  );
}

function skirt(cloth: SkinBuilder, f: Figure, c: Clothes, { bones, h }: Frame): void {
  const hip = (bones[P.legL] as Bone).joint[2];
  const knee = (bones[P.shinL] as Bone).joint[2];
  const color = c.legs === 'coat' ? c.top : c.bottom;
  const rows: readonly (readonly [z: number, width: number, depth: number])[] = [
    [hip + 0.08 * h, 0.09, 0.068],
    [hip + 0.02 * h, 0.105, 0.084],
    [hip - 0.05 * h, 0.112, 0.094],
    [(hip + knee) / 2, 0.118, 0.104],
    [knee + 0.02 * h, 0.122, 0.114],
  ];
  // Each half of the hem follows its own leg.
  for (const side of [1, -1] as const) {
    const leg = side === 1 ? P.legL : P.legR;
    cloth.sleeve(
      rows.map(
        ([z, width, depth], i): Ring => ({
          center: [0, side * width * h * 0.3, z],
          width: width * h * 0.72 * f.build,
          height: depth * h * f.build,
          weights: i === 0 ? one(P.pelvis) : two(P.pelvis, leg, Math.min(0.92, 0.3 * i)),
          color,
        }),
      ),
      12,
      [0, 1, 0],
    );
  }
}

function bag(cloth: SkinBuilder, c: Clothes, { bones, h }: Frame): void {
  const shoulder = (bones[P.armL] as Bone).joint[2];
  const color: Vec3 = [c.shoes[0] * 0.8 + 0.02, c.shoes[1] * 0.8 + 0.02, c.shoes[2] * 0.8 + 0.03];
  if (c.bag === 'backpack') {
    const ring = (t: number, width: number, depth: number): Ring => ({
      center: [-0.105 * h, 0, shoulder + t * h],
      width: width * h,
      height: depth * h,
      weights: one(P.chest),
      color,
    });
    cloth.sleeve(
      [
        ring(-0.27, 0.05, 0.02),
        ring(-0.25, 0.075, 0.045),
        ring(-0.12, 0.08, 0.055),
        ring(-0.02, 0.07, 0.042),
        ring(0.01, 0.04, 0.02),
      ],
      10,
      [0, 1, 0],
    );
  } else {
    const ring = (t: number, k: number): Ring => ({
      center: [-0.01 * h, -0.125 * h, shoulder - (0.3 + t) * h],
      width: 0.028 * h * k,
      height: 0.08 * h * k,
      weights: one(P.pelvis),
      color,
    });
    cloth.sleeve([ring(0, 0.5), ring(0.01, 1), ring(0.11, 1), ring(0.125, 0.8)], 8, [0, 1, 0]);
  }
}

export function strideOf(gait: string, speed: number, height: number): number {
  const v = Math.max(speed, 0.05);
  // Walking: step length over stature 0.41 at 1.35 m/s, growing with the root of speed; running: frequency about 2.6-3 steps/s.
  if (gait === 'run') return height * (0.62 + 0.23 * v);
  return height * 0.82 * Math.sqrt(v / 1.35);
}

export function personPose(frame: Frame, f: Figure, { gait, phase, speed, channels }: Articulation): BonePose {
  const { h, thigh, shin, ankle, bones } = frame;
  const still = gait === 'stand' || speed <= 0.02;
  const run = gait === 'run';
  const stride = still ? 0 : strideOf(gait, speed, f.height);
  const t = phase - Math.floor(phase);
  const vigor = still ? 0 : run ? Math.min(1.2, speed / 4) : Math.min(1.3, speed / 1.35);
  const legLength = thigh + shin;
  const duty = dutyFor(run ? 0.34 : 0.61, stride, legLength);
  const sink = still ? 0.004 * h : run ? 0.032 * h : 0.014 * h * vigor;
  const bounce = still ? 0 : run ? 0.03 * h * cos(2 * TAU * (t - 0.17)) * -1 : 0.011 * h * cos(2 * TAU * (t - 0.305));
  const lean = f.stoop * 0.5 + (run ? 0.16 * vigor : 0.03 * vigor);
  const twist = still ? 0 : 0.09 * vigor * cos(TAU * t);
  const turns = new Map<number, Quat>();
  turns.set(P.pelvis, quatMultiply(yaw(-twist), roll(still ? 0 : 0.03 * vigor * sin(TAU * t))));
  turns.set(P.chest, quatMultiply(yaw(2 * twist), pitch(lean)));
  turns.set(
    P.head,
    quatMultiply(yaw(-twist + (channels.headYaw ?? 0)), pitch(-lean * 0.7 + f.stoop * 0.3 + (channels.headPitch ?? 0))),
  );
  const swing = run ? 0.7 : 0.42;
  const bendElbow = run ? 1.45 : 0.22 + 0.12 * vigor;
  const armL = still ? 0.05 : swing * vigor * cos(TAU * t);
  const armR = still ? 0.05 : -swing * vigor * cos(TAU * t);
  turns.set(P.armL, quatMultiply(roll(-0.08), pitch(armL - (run ? 0.1 : 0))));
  turns.set(P.armR, quatMultiply(roll(0.08), pitch(armR - (run ? 0.1 : 0))));
  turns.set(P.foreL, pitch(-bendElbow - (still ? 0 : Math.max(0, -armL) * 0.5)));
  turns.set(P.foreR, pitch(-bendElbow - (still ? 0 : Math.max(0, -armR) * 0.5)));
  const rootShift: Vec3 = [0, 0, bounce - sink];
  const [pelvis] = poseBones(bones.slice(0, 1), { turns, rootShift });
  ([P.legL, P.legR] as const).forEach((first, i) => {
    const root = carried(pelvis as NonNullable<typeof pelvis>, (bones[P.pelvis] as Bone).joint, (bones[first] as Bone).joint);
    const place = still
      ? { x: i === 0 ? 0.015 * h : -0.015 * h, z: 0, swing: -1 }
      : footAt({ lands: i === 0 ? 0 : 0.5, duty, stride, lift: (run ? 0.2 : 0.055) * h * Math.min(1, vigor) }, phase);
    // Toes point down through the push-off and the start of the swing, up before the heel comes down.
    const late = place.swing < 0 ? 0 : place.swing;
    const tilt = still
      ? 0
      : place.swing < 0
        ? Math.max(0, -place.x / (duty * stride || 1) - 0.25) * (run ? 1.2 : 0.9)
        : run
          ? 0.9 * cos(PI * late * 0.8)
          : 0.55 * cos(PI * late);
    const ankleX = place.x - 0.06 * h * (1 - cos(tilt)) * (place.swing < 0 ? -1 : 0);
    const ankleZ = ankle + place.z + (place.swing < 0 ? 0.085 * h * sin(Math.max(0, tilt)) : 0.03 * h * Math.max(0, sin(tilt)));
    const solved = twoBones(ankleX - root[0], ankleZ - root[2], thigh, shin, 1);
    turns.set(first, quatMultiply(inverseYawRoll(turns.get(P.pelvis)), pitch(solved.upper)));
    turns.set(first + 1, pitch(solved.lower - solved.upper));
    turns.set(first + 2, pitch(tilt - solved.lower));
  });
  return { turns, rootShift };
}

function inverseYawRoll(q: Quat | undefined): Quat {
  return q === undefined ? [0, 0, 0, 1] : [-q[0], -q[1], -q[2], q[3]];
}
