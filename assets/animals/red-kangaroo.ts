/**
 * Red kangaroo: body 1.0-1.6 m with a tail of 0.9-1.2 m, hopping on its hind feet, 25-85 kg; hops up to 8 m (hazards.md 5.5).
 * Gaits stand, pentapedal (slow, on forelimbs and tail) and hop. Traits: `height` m when standing, `sex` male (red) | female (grey-blue).
 */
import type { Articulation } from '#contracts/frame';
import type { BodyAsset, Material, Model, ModelPart, ModelPose } from '#contracts/model';
import type { Look } from '#contracts/scene';
import { cos, PI, pow, sin, TAU } from '#core/math';
import type { Quat, Vec3 } from '#core/pose';
import { randomRoot } from '#core/random';
import { footAt, twoBones } from '../mesh/gait.js';
import { remember } from '../mesh/remember.js';
import { type Bone, type BonePose, carried, pitch, poseBones } from '../mesh/skeleton.js';
import { createSkin, poseSurface, type Ring, type Weights } from '../mesh/skin.js';
import { boxOf } from './quadruped/index.js';
import { traitNumber, traitWord } from './species.js';

const K = {
  hip: 0,
  chest: 1,
  head: 2,
  tail1: 3,
  tail2: 4,
  tail3: 5,
  armL: 6,
  foreL: 7,
  armR: 8,
  foreR: 9,
  legL: 10,
  shinL: 11,
  footL: 12,
  legR: 13,
  shinR: 14,
  footR: 15,
} as const;
/** At a standing height of 1.5 m. */
const THIGH = 0.36;
const SHIN = 0.46;
const FOOT = 0.4;
const REST = [-0.85, 0.95] as const;

function bonesFor(k: number): Bone[] {
  const p = (x: number, y: number, z: number): Vec3 => [x * k, y * k, z * k];
  const legs = [1, -1].flatMap((side, i): Bone[] => {
    const hip: Vec3 = [-0.02, 0.13 * side, 0.66];
    const knee: Vec3 = [hip[0] - THIGH * sin(REST[0]), hip[1], hip[2] - THIGH * cos(REST[0])];
    const heel: Vec3 = [knee[0] - SHIN * sin(REST[1]), hip[1], knee[2] - SHIN * cos(REST[1])];
    return [
      { name: 'thigh', parent: K.hip, joint: p(...hip) },
      { name: 'shin', parent: 10 + 3 * i, joint: p(...knee) },
      { name: 'foot', parent: 11 + 3 * i, joint: p(...heel) },
    ];
  });
  return [
    { name: 'hip', parent: -1, joint: p(-0.05, 0, 0.72) },
    { name: 'chest', parent: K.hip, joint: p(0.14, 0, 0.94) },
    { name: 'head', parent: K.chest, joint: p(0.36, 0, 1.3) },
    { name: 'tail1', parent: K.hip, joint: p(-0.22, 0, 0.6) },
    { name: 'tail2', parent: K.tail1, joint: p(-0.55, 0, 0.3) },
    { name: 'tail3', parent: K.tail2, joint: p(-0.88, 0, 0.14) },
    ...[1, -1].flatMap((side, i): Bone[] => [
      { name: 'arm', parent: K.chest, joint: p(0.3, 0.1 * side, 1.08) },
      { name: 'fore', parent: 6 + 2 * i, joint: p(0.29, 0.11 * side, 0.9) },
    ]),
    ...legs,
  ];
}

function pose(bones: readonly Bone[], k: number, { gait, phase, speed }: Articulation): BonePose {
  const t = phase - Math.floor(phase);
  const moving = gait !== 'stand' && speed > 0.02;
  const hop = gait === 'hop' && moving;
  const stride = moving ? strideOf(gait, speed) : 0;
  const air = hop ? Math.max(0, sin(PI * ((t - 0.3) / 0.7))) : 0;
  const rootShift: Vec3 = [0, 0, k * (hop ? 0.24 * air - 0.1 * (1 - air) : moving ? -0.1 : 0)];
  const lean = hop ? 0.62 + 0.14 * cos(TAU * t) : moving ? 0.75 : 0;
  const turns = new Map<number, Quat>();
  turns.set(K.hip, pitch(lean * 0.6));
  turns.set(K.chest, pitch(lean * 0.4));
  turns.set(K.head, pitch(-lean * 0.85));
  const wag = hop ? 0.35 * cos(TAU * (t - 0.1)) : 0;
  turns.set(K.tail1, pitch(hop ? 0.22 + wag : -lean * 0.6));
  turns.set(K.tail2, pitch(wag * 0.5 + (hop ? 0.12 : 0)));
  turns.set(K.tail3, pitch(wag * 0.4));
  for (const [arm, fore] of [
    [K.armL, K.foreL],
    [K.armR, K.foreR],
  ] as const) {
    turns.set(arm, pitch(-lean * 0.8 + (hop ? 0.5 : -0.2)));
    turns.set(fore, pitch(hop ? -1.5 : moving ? -0.3 : -1.1));
  }
  const [trunk] = poseBones(bones.slice(0, 1), { turns, rootShift });
  for (const first of [K.legL, K.legR] as const) {
    const hip = carried(trunk as NonNullable<typeof trunk>, bones[K.hip]?.joint as Vec3, bones[first]?.joint as Vec3);
    const place = moving
      ? footAt({ lands: 0, duty: Math.min(hop ? 0.3 : 0.6, (1.25 * k) / stride), stride, lift: (hop ? 0.34 : 0.1) * k }, phase)
      : { x: 0, z: 0, swing: -1 };
    // The heel lifts as the toes push off.
    const push = place.swing < 0 ? Math.max(0, -place.x / (0.6 * k)) * 0.9 : 0.9 * (1 - place.swing) - 0.25 * place.swing;
    const toe: Vec3 = [0.2 * k + place.x, 0, 0.03 * k + place.z];
    const heel: Vec3 = [toe[0] - FOOT * k * cos(push), 0, toe[2] + FOOT * k * sin(push)];
    const solved = twoBones(heel[0] - hip[0], heel[2] - hip[2], THIGH * k, SHIN * k, 1);
    const turn0 = solved.upper - REST[0];
    const turn1 = solved.lower - REST[1];
    turns.set(first, pitch(turn0 - lean * 0.6));
    turns.set(first + 1, pitch(turn1 - turn0));
    turns.set(first + 2, pitch(push - turn1));
  }
  return { turns, rootShift };
}

/** Red kangaroos hop about twice a second at any speed and lengthen the hop instead. */
function strideOf(gait: string, speed: number): number {
  const v = Math.max(speed, 0.05);
  return gait === 'hop' ? v / (1.9 + 0.035 * v) : 0.75 * pow(v, 0.5);
}

const one = (bone: number): Weights => [[bone, 1]];
const two = (a: number, b: number): Weights => [
  [a, 0.5],
  [b, 0.5],
];

function build(look: Look): Model {
  const random = randomRoot(look.seed).child('red-kangaroo');
  const male = traitWord(look, 'sex', random.child('sex'), ['male', 'female']) === 'male';
  const k = traitNumber(look, 'height', random.child('height').between(1.25, 1.65)) / 1.5;
  const bones = bonesFor(k);
  const fur: Vec3 = male ? [0.27, 0.125, 0.07] : [0.16, 0.145, 0.135];
  const pale: Vec3 = [0.45, 0.4, 0.34];
  const dark: Vec3 = [0.05, 0.035, 0.028];
  const skin = createSkin();
  const at = (x: number, z: number, y = 0): Vec3 => [x * k, y * k, z * k];
  const ring = (center: Vec3, width: number, height: number, weights: Weights, color: Ring['color']): Ring => ({
    center,
    width: width * k,
    height: height * k,
    weights,
    color,
  });
  const coat = (angle: number): Vec3 => (sin(angle) < -0.35 ? pale : fur);
  skin.sleeve(
    [
      ring(at(-0.24, 0.56), 0.09, 0.1, one(K.hip), coat),
      ring(at(-0.15, 0.63), 0.17, 0.19, one(K.hip), coat),
      ring(at(-0.02, 0.74), 0.195, 0.22, one(K.hip), coat),
      ring(at(0.1, 0.88), 0.17, 0.18, two(K.hip, K.chest), coat),
      ring(at(0.2, 1.0), 0.14, 0.14, one(K.chest), coat),
      ring(at(0.28, 1.12), 0.115, 0.115, one(K.chest), coat),
      ring(at(0.33, 1.22), 0.075, 0.08, two(K.chest, K.head), coat),
      ring(at(0.37, 1.31), 0.06, 0.065, one(K.head), coat),
    ],
    14,
  );
  skin.sleeve(
    [
      ring(at(0.31, 1.36), 0.03, 0.03, one(K.head), fur),
      ring(at(0.34, 1.36), 0.062, 0.066, one(K.head), coat),
      ring(at(0.42, 1.34), 0.06, 0.064, one(K.head), coat),
      ring(at(0.5, 1.3), 0.042, 0.042, one(K.head), coat),
      ring(at(0.57, 1.26), 0.034, 0.033, one(K.head), pale),
      ring(at(0.6, 1.245), 0.018, 0.018, one(K.head), dark),
    ],
    12,
  );
  for (const side of [1, -1]) {
    skin.sleeve(
      [0, 0.35, 0.75, 1].map((t, i) =>
        ring(
          at(0.35 - 0.05 * t, 1.4 + 0.17 * t, side * (0.04 + 0.05 * t)),
          [0.015, 0.032, 0.026, 0.004][i] as number,
          0.011,
          one(K.head),
          fur,
        ),
      ),
      8,
      [1, 0, 0],
    );
    const [arm, fore] = side === 1 ? [K.armL, K.foreL] : [K.armR, K.foreR];
    skin.sleeve(
      [
        ring(at(0.28, 1.12, side * 0.08), 0.035, 0.045, one(K.chest), fur),
        ring(at(0.3, 1.03, side * 0.105), 0.036, 0.042, one(arm), fur),
        ring(at(0.29, 0.9, side * 0.11), 0.027, 0.028, two(arm, fore), fur),
        ring(at(0.29, 0.78, side * 0.11), 0.02, 0.02, one(fore), fur),
        ring(at(0.3, 0.7, side * 0.11), 0.022, 0.025, one(fore), dark),
        ring(at(0.3, 0.65, side * 0.11), 0.008, 0.01, one(fore), dark),
      ],
      8,
    );
    const first = side === 1 ? K.legL : K.legR;
    const [hip, knee, heel] = [0, 1, 2].map((i) => bones[first + i]?.joint as Vec3) as [Vec3, Vec3, Vec3];
    const mid = (a: Vec3, b: Vec3, t: number): Vec3 => [
      a[0] + (b[0] - a[0]) * t,
      a[1] + (b[1] - a[1]) * t,
      a[2] + (b[2] - a[2]) * t,
    ];
    const leg = (center: Vec3, width: number, height: number, weights: Weights, color: Vec3 = fur): Ring =>
      ring(center, width, height, weights, color);
    skin.sleeve(
      [
        leg([hip[0] - 0.05 * k, hip[1] * 0.8, hip[2] + 0.1 * k], 0.05, 0.09, one(K.hip)),
        leg(hip, 0.085, 0.16, two(K.hip, first)),
        leg(mid(hip, knee, 0.5), 0.08, 0.14, one(first)),
        leg(knee, 0.055, 0.075, two(first, first + 1)),
        leg(mid(knee, heel, 0.4), 0.045, 0.06, one(first + 1)),
        leg(mid(knee, heel, 0.85), 0.025, 0.03, one(first + 1)),
        leg([heel[0], heel[1], heel[2]], 0.024, 0.03, two(first + 1, first + 2)),
      ],
      10,
    );
    skin.sleeve(
      [0, 0.08, 0.5, 0.85, 1].map((t, i) =>
        ring(
          [heel[0] + FOOT * k * t, heel[1], heel[2] - 0.012 * k],
          [0.018, 0.03, 0.034, 0.036, 0.012][i] as number,
          [0.018, 0.026, 0.022, 0.02, 0.008][i] as number,
          one(first + 2),
          t > 0.7 ? dark : fur,
        ),
      ),
      8,
    );
  }
  const tails = [K.tail1, K.tail2, K.tail3].map((i) => bones[i]?.joint as Vec3);
  const tip: Vec3 = at(-1.2, 0.05);
  skin.sleeve(
    [
      ring(at(-0.14, 0.66), 0.1, 0.12, one(K.hip), fur),
      ring(tails[0] as Vec3, 0.085, 0.095, two(K.hip, K.tail1), fur),
      ring(tails[1] as Vec3, 0.06, 0.065, two(K.tail1, K.tail2), fur),
      ring(tails[2] as Vec3, 0.045, 0.048, two(K.tail2, K.tail3), fur),
      ring(tip, 0.018, 0.02, one(K.tail3), dark),
    ],
    10,
  );
  const eyes = createSkin();
  for (const side of [1, -1])
    eyes.ball(
      at(0.43, 1.365, side * 0.055),
      [0.014, 0.008, 0.014].map((r) => r * k) as unknown as Vec3,
      K.head,
      [0.01, 0.009, 0.008],
      8,
    );
  const surfaces = [
    { name: 'coat', surface: skin.build(), material: FUR },
    { name: 'eyes', surface: eyes.build(), material: EYE },
  ];
  const points: readonly (readonly [string, number, Vec3])[] = [
    ['nose', K.head, at(0.6, 1.25)],
    ['left_eye', K.head, at(0.43, 1.365, 0.06)],
    ['right_eye', K.head, at(0.43, 1.365, -0.06)],
    ['neck', K.chest, at(0.3, 1.18)],
    ['tail_base', K.tail1, bones[K.tail1]?.joint as Vec3],
    ['left_front_paw', K.foreL, at(0.3, 0.66, 0.11)],
    ['right_front_paw', K.foreR, at(0.3, 0.66, -0.11)],
    ['left_back_knee', K.shinL, bones[K.shinL]?.joint as Vec3],
    ['right_back_knee', K.shinR, bones[K.shinR]?.joint as Vec3],
    ['left_back_paw', K.footL, [(bones[K.footL]?.joint[0] as number) + FOOT * k, bones[K.footL]?.joint[1] as number, 0.03]],
    ['right_back_paw', K.footR, [(bones[K.footR]?.joint[0] as number) + FOOT * k, bones[K.footR]?.joint[1] as number, 0.03]],
  ];
  return {
    parts: surfaces.map(({ name, surface, material }): ModelPart => ({ name, mesh: surface.mesh, material })),
    keypoints: points.map(([name]) => name),
    skeleton: [
      [0, 1],
      [0, 2],
      [0, 3],
      [3, 4],
      [3, 5],
      [3, 6],
      [4, 7],
      [4, 8],
      [7, 9],
      [8, 10],
    ],
    pose(articulation): ModelPose {
      const posed = poseBones(bones, pose(bones, k, articulation));
      return {
        parts: surfaces.map(({ surface }) => ({ kind: 'skinned', ...poseSurface(surface, bones, posed) })),
        keypoints: points.map(([, bone, rest]) =>
          carried(posed[bone] as (typeof posed)[number], bones[bone]?.joint as Vec3, rest),
        ),
      };
    },
  };
}
const FUR: Material = { id: 'fur', baseColor: [1, 1, 1], roughness: 0.92, metalness: 0, texture: 'fur' };
const EYE: Material = { id: 'eye', baseColor: [1, 1, 1], roughness: 0.15, metalness: 0, texture: 'none', retroReflection: 0.8 };

const cached = remember(build);
const box = remember((look: Look) => boxOf(cached(look)));

export const redKangaroo: BodyAsset = {
  name: 'red-kangaroo',
  class: 'kangaroo',
  gaits: ['stand', 'pentapedal', 'hop'],
  stride: strideOf,
  gaitFor: (speed) => (speed < 0.05 ? 'stand' : speed < 2.2 ? 'pentapedal' : 'hop'),
  box,
  build: cached,
  about: {
    title: 'Red kangaroo',
    licence: 'Apache-2.0',
    source: 'dimensions from general mammal references; speeds and hops hazards.md 5.5',
  },
};
