/**
 * A person on a bicycle: pedals turn with the road, knees follow the cranks. Sizes of a common town bicycle: wheels 0.68 m, wheelbase 1.06 m.
 * Origin on the ground under the middle of the wheelbase.
 */
import type { BodyAsset, Material, Model, ModelPart, ModelPose, PartPose } from '#contracts/model';
import type { Look } from '#contracts/scene';
import { cos, sin, TAU } from '#core/math';
import type { Quat, Vec3 } from '#core/pose';
import { randomRoot } from '#core/random';
import { traitNumber } from '../animals/species.js';
import { createMeshBuilder, type MeshBuilder } from '../mesh/builder.js';
import { twoBones } from '../mesh/gait.js';
import { remember } from '../mesh/remember.js';
import { type BonePose, carried, pitch, poseBones, roll } from '../mesh/skeleton.js';
import { createSkin, poseSurface } from '../mesh/skin.js';
import { dressBody, type Frame, frameOf, P } from './body.js';
import { CLOTH, COCO_KEYPOINTS, COCO_SKELETON, clothesFor, figureOf, keypointsOf, SKIN } from './person.js';

const WHEEL = 0.34;
const REAR = -0.53;
const FRONT = 0.53;
const CRANK: Vec3 = [-0.09, 0, 0.29];
const CRANK_ARM = 0.17;
const SADDLE: Vec3 = [-0.26, 0, 0.96];
const GRIP: Vec3 = [0.36, 0.25, 1.02];
/** Metres a turn of the pedals: a middle gear. */
const DEVELOPMENT = 5;

const PAINTS: readonly Vec3[] = [
  [0.02, 0.02, 0.022],
  [0.03, 0.06, 0.16],
  [0.25, 0.02, 0.02],
  [0.3, 0.3, 0.31],
  [0.02, 0.09, 0.05],
];
const metal = (id: string, baseColor: Vec3, roughness: number, metalness: number): Material => ({
  id,
  baseColor,
  roughness,
  metalness,
  texture: 'metal',
});

export const cyclist: BodyAsset = {
  name: 'cyclist',
  class: 'cyclist',
  gaits: ['ride'],
  stride: () => DEVELOPMENT,
  gaitFor: () => 'ride',
  box: (look) => ({
    center: [0, 0, traitNumber(look, 'height', 1.72) / 2],
    size: [1.76, 0.58, traitNumber(look, 'height', 1.72)],
  }),
  build: remember(buildCyclist),
  about: { title: 'Cyclist', licence: 'Apache-2.0', source: 'a common 28-inch town bicycle' },
};

function buildCyclist(look: Look): Model {
  const random = randomRoot(look.seed).child('cyclist');
  const f = { ...figureOf({ ...look, traits: {} }, random, [1.6, 1.85], false), stoop: 0 };
  const frame = frameOf(f);
  const [cloth, skin] = [createSkin(), createSkin()];
  const clothes = clothesFor(look, random, false);
  dressBody(cloth, skin, f, { ...clothes, legs: clothes.legs === 'shorts' ? 'shorts' : 'trousers' }, frame);
  const rider = [
    { name: 'clothes', surface: cloth.build(), material: CLOTH },
    { name: 'skin', surface: skin.build(), material: SKIN },
  ];
  const paint = metal('frame', random.child('paint').pick(PAINTS), 0.35, 0.2);
  const tyre: Material = { id: 'tyre', baseColor: [0.02, 0.02, 0.02], roughness: 0.9, metalness: 0, texture: 'rubber' };
  const rigid: ModelPart[] = [
    { name: 'frame', mesh: frameMesh(), material: paint },
    { name: 'rear wheel', mesh: wheelMesh(), material: tyre },
    { name: 'front wheel', mesh: wheelMesh(), material: tyre },
    { name: 'cranks', mesh: cranksMesh(), material: metal('steel', [0.3, 0.3, 0.3], 0.4, 0.9) },
    {
      name: 'reflector',
      mesh: reflectorMesh(),
      material: {
        id: 'reflector',
        baseColor: [0.4, 0.01, 0.01],
        roughness: 0.3,
        metalness: 0,
        texture: 'none',
        retroReflection: 0.9,
      },
    },
  ];
  const points = keypointsOf(f);
  return {
    parts: [...rider.map(({ name, surface, material }): ModelPart => ({ name, mesh: surface.mesh, material })), ...rigid],
    keypoints: COCO_KEYPOINTS,
    skeleton: COCO_SKELETON,
    headlamps: [{ position: [0.55, 0, 0.95], direction: [0.998, 0, -0.06], intensityCd: 60 }],
    pose({ phase, channels }): ModelPose {
      const bones = poseBones(frame.bones, riding(frame, phase));
      const roll = (channels.wheel ?? phase * DEVELOPMENT) / WHEEL;
      const fixed = matrixAbout([0, 0, 0], 0);
      const parts: PartPose[] = [
        ...rider.map(({ surface }): PartPose => ({ kind: 'skinned', ...poseSurface(surface, frame.bones, bones) })),
        { kind: 'rigid', matrix: fixed },
        { kind: 'rigid', matrix: matrixAbout([REAR, 0, WHEEL], roll) },
        { kind: 'rigid', matrix: matrixAbout([FRONT, 0, WHEEL], roll) },
        { kind: 'rigid', matrix: matrixAbout(CRANK, phase * TAU) },
        { kind: 'rigid', matrix: fixed },
      ];
      return {
        parts,
        keypoints: points.map(({ bone, at }) =>
          carried(bones[bone] as (typeof bones)[number], frame.bones[bone]?.joint as Vec3, at),
        ),
      };
    },
  };
}

/** Seat on the saddle, hands on the grips, feet on the pedals. */
function riding(frame: Frame, phase: number): BonePose {
  const { bones, thigh, shin, ankle, h } = frame;
  const turns = new Map<number, Quat>();
  const hip = bones[P.legL]?.joint as Vec3;
  const rootShift: Vec3 = [SADDLE[0] - hip[0], 0, SADDLE[2] + 0.045 * h - hip[2]];
  const lean = 0.62;
  turns.set(P.pelvis, pitch(lean * 0.35));
  turns.set(P.chest, pitch(lean * 0.65));
  turns.set(P.head, pitch(-lean * 0.85));
  const trunk = poseBones(bones.slice(0, 7), { turns, rootShift });
  for (const [arm, fore, side] of [
    [P.armL, P.foreL, 1],
    [P.armR, P.foreR, -1],
  ] as const) {
    const shoulder = trunk[arm]?.joint as Vec3;
    const solved = twoBones(GRIP[0] - shoulder[0], GRIP[2] - shoulder[2], 0.186 * h, 0.146 * h + 0.03 * h, -1);
    turns.set(arm, quatTimes(pitch(solved.upper - lean), roll(-0.06 * side)));
    turns.set(fore, pitch(solved.lower - solved.upper));
  }
  for (const [first, turn] of [
    [P.legL, 0],
    [P.legR, 0.5],
  ] as const) {
    const root = trunk[P.pelvis] as (typeof trunk)[number];
    const joint = carried(root, bones[P.pelvis]?.joint as Vec3, bones[first]?.joint as Vec3);
    const angle = (phase + turn) * TAU;
    const pedal: Vec3 = [CRANK[0] + CRANK_ARM * cos(angle), 0, CRANK[2] - CRANK_ARM * sin(angle)];
    const toe = 0.25 + 0.15 * sin(angle);
    const solved = twoBones(pedal[0] - 0.05 - joint[0], pedal[2] + ankle + 0.03 - joint[2], thigh, shin, 1);
    turns.set(first, pitch(solved.upper - lean * 0.35));
    turns.set(first + 1, pitch(solved.lower - solved.upper));
    turns.set(first + 2, pitch(toe - solved.lower));
  }
  return { turns, rootShift };
}
function quatTimes(a: Quat, b: Quat): Quat {
  const [ax, ay, az, aw] = a;
  const [bx, by, bz, bw] = b;
  return [
    aw * bx + ax * bw + ay * bz - az * by,
    aw * by - ax * bz + ay * bw + az * bx,
    aw * bz + ax * by - ay * bx + az * bw,
    aw * bw - ax * bx - ay * by - az * bz,
  ];
}

/** Row-major 3x4: turned about +y by `angle` at `at`; the part is drawn round its own origin. */
function matrixAbout(at: Vec3, angle: number): Float64Array {
  const [c, s] = [cos(angle), sin(angle)];
  return new Float64Array([c, 0, s, at[0], 0, 1, 0, at[1], -s, 0, c, at[2]]);
}

function ring(builder: MeshBuilder, radius: number, thick: number): void {
  const path = Array.from({ length: 25 }, (_, i): Vec3 => [radius * cos((i / 24) * TAU), 0, radius * sin((i / 24) * TAU)]);
  builder.tube(
    path,
    path.map(() => thick),
    6,
    { caps: false },
  );
}
function wheelMesh() {
  const b = createMeshBuilder();
  ring(b, WHEEL - 0.018, 0.018);
  for (let i = 0; i < 14; i++) {
    const angle = (i / 14) * TAU;
    b.tube(
      [
        [0, i % 2 === 0 ? 0.03 : -0.03, 0],
        [(WHEEL - 0.03) * cos(angle), 0, (WHEEL - 0.03) * sin(angle)],
      ],
      [0.003, 0.003],
      3,
      { caps: false },
    );
  }
  b.tube(
    [
      [0, -0.045, 0],
      [0, 0.045, 0],
    ],
    [0.02, 0.02],
    8,
  );
  return b.build();
}
function frameMesh() {
  const b = createMeshBuilder();
  const tube = (points: Vec3[], r: number) =>
    b.tube(
      points,
      points.map(() => r),
      8,
    );
  const head: Vec3 = [0.37, 0, 0.86];
  const headLow: Vec3 = [0.41, 0, 0.66];
  const seat: Vec3 = [-0.2, 0, 0.78];
  tube([CRANK, headLow], 0.02);
  tube([seat, head], 0.018);
  tube([CRANK, seat, [SADDLE[0] + 0.02, 0, SADDLE[2] - 0.04]], 0.017);
  tube([headLow, head, [0.34, 0, 1.0]], 0.02);
  for (const side of [1, -1]) {
    tube([CRANK, [REAR, side * 0.05, WHEEL]], 0.01);
    tube([seat, [REAR, side * 0.05, WHEEL]], 0.009);
    tube([headLow, [0.46, side * 0.05, 0.55], [FRONT, side * 0.05, WHEEL]], 0.012);
    tube(
      [
        [0.34, 0, 1.0],
        [0.36, side * 0.14, 1.04],
        GRIP.map((v, i) => (i === 1 ? v * side : v)) as unknown as Vec3,
        [0.26, side * 0.27, 1.0],
      ],
      0.013,
    );
  }
  b.loft(
    [
      [-0.16, 0.02],
      [-0.1, 0.03],
      [0.05, 0.07],
      [0.1, 0.06],
    ].map(([x, w]): Vec3[] => [
      [SADDLE[0] - (x as number), w as number, SADDLE[2] - 0.02],
      [SADDLE[0] - (x as number), w as number, SADDLE[2] + 0.03],
      [SADDLE[0] - (x as number), -(w as number), SADDLE[2] + 0.03],
      [SADDLE[0] - (x as number), -(w as number), SADDLE[2] - 0.02],
    ]),
    { caps: true },
  );
  return b.build();
}
function cranksMesh() {
  const b = createMeshBuilder();
  ring(b, 0.09, 0.006);
  for (const side of [1, -1]) {
    b.tube(
      [
        [0, side * 0.07, 0],
        [side * CRANK_ARM, side * 0.08, 0],
      ],
      [0.011, 0.009],
      6,
    );
    b.box([side * CRANK_ARM, side * 0.13, 0], [0.09, 0.09, 0.02]);
  }
  return b.build();
}
function reflectorMesh() {
  const b = createMeshBuilder();
  b.box([REAR - 0.05, 0, 0.72], [0.02, 0.06, 0.04]);
  return b.build();
}
