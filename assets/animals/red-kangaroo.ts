/**
 * Red kangaroo: body 1.0-1.6 m with a tail of 0.9-1.2 m, hopping on its hind feet, 25-85 kg; hops up to 8 m (hazards.md 5.5).
 * Gaits stand, pentapedal (slow, on forelimbs and tail) and hop. Traits: `height` m when standing, `sex` male (red) | female (grey-blue).
 */
import type { Articulation } from '#contracts/frame';
import type { BodyAsset, Material, Model, ModelPart, ModelPose } from '#contracts/model';
import type { Look } from '#contracts/scene';
import { smoothstep } from '#core/math';
import { mix, scale, type Vec3 } from '#core/pose';
import { randomRoot } from '#core/random';
import { addFlesh, type Finish, type Flesh, fleshFrom } from '../mesh/half-flesh.js';
import { lazyModel, once } from '../mesh/lazy.js';
import { remember } from '../mesh/remember.js';
import { addRoughFlesh } from '../mesh/rough-flesh.js';
import { carried, poseBones } from '../mesh/skeleton.js';
import { createSkin, poseSurface, type SkinBuilder, type Weights } from '../mesh/skin.js';
import { gridFor, HEAD, lofts } from './kangaroo/flesh.js';
import { bonesFor, FOOT, K, mirrored } from './kangaroo/frame.js';
import { kangarooPose, strideOf } from './kangaroo/motion.js';
import { eyeOn } from './quadruped/body.js';
import { addEars, addEyes, type Detail } from './quadruped/fittings.js';
import { boxOf, enlarged } from './quadruped/index.js';
import { traitNumber, traitWord } from './species.js';

const FUR: Material = { id: 'fur', baseColor: [1, 1, 1], roughness: 0.92, metalness: 0, texture: 'fur' };
const EYE: Material = {
  id: 'eye',
  baseColor: [0.85, 0.55, 0.4],
  roughness: 0.12,
  metalness: 0,
  texture: 'none',
  retroReflection: 0.5,
};
const FURS: Readonly<Record<string, Vec3>> = { male: [0.29, 0.125, 0.065], female: [0.17, 0.15, 0.14] };
const PALE: Vec3 = [0.5, 0.44, 0.37];
const DARK: Vec3 = [0.03, 0.024, 0.021];

/** Pale below, dark at paws, muzzle and tip of the tail. */
function coatFor(fur: Vec3): (at: Vec3, normal: Vec3, weights: Weights) => Vec3 {
  return ([x, , z], normal, weights) => {
    const of = (...bones: number[]): number => weights.reduce((sum, [bone, w]) => sum + (bones.includes(bone) ? w : 0), 0);
    const front = smoothstep(0.15, 0.75, 0.75 * normal[0] - 0.66 * normal[2]) * of(K.hip, K.chest, K.neck);
    const inner = smoothstep(0.2, 0.7, -normal[1]) * of(K.legL, K.shinL, K.armL);
    const plain = mix(scale(fur, 0.8 + 0.25 * smoothstep(0.8, 0, normal[2])), PALE, Math.max(front, 0.7 * inner));
    const along = (x - 0.35) / HEAD.length;
    const cheek = of(K.head) * smoothstep(0.1, 0.35, along) * smoothstep(0.5, -0.3, normal[2]);
    const muzzle = of(K.head) * smoothstep(0.72, 0.84, along);
    const faced = mix(mix(plain, PALE, 0.75 * cheek), DARK, 0.85 * muzzle);
    const paws = Math.max(of(K.foreL) * smoothstep(0.74, 0.68, z), of(K.footL) * smoothstep(0.05, 0.22, x));
    const tip = smoothstep(-1.0, -1.15, x);
    return mix(faced, DARK, Math.min(1, Math.max(0.85 * paws, 0.7 * tip)));
  };
}

/** The flesh of one 1.5 m high; all others are that at another size. */
const flesh = once((): Flesh => {
  const all = lofts(bonesFor(1));
  return fleshFrom({ lofts: all, grid: gridFor(all), faces: [900, 330, 130], color: coatFor(FURS.male as Vec3) });
});

function build(look: Look): Model {
  const random = randomRoot(look.seed).child('red-kangaroo');
  const sex = traitWord(look, 'sex', random.child('sex'), ['male', 'female']);
  const k = traitNumber(look, 'height', random.child('height').between(1.25, 1.65)) / 1.5;
  const bones = bonesFor(k);
  const fur = scale(FURS[sex] as Vec3, random.child('tone').between(0.85, 1.15));
  const at = (x: number, z: number, y = 0): Vec3 => [x * k, y * k, z * k];
  const eye = eyeOn(flesh().field, HEAD, { bones: bonesFor(1) });
  const joint = (bone: number): Vec3 => bones[bone]?.joint as Vec3;
  const toe = (bone: number): Vec3 => [joint(bone)[0] + FOOT * k, joint(bone)[1], 0.03];
  const points: readonly (readonly [string, number, Vec3])[] = [
    ['nose', K.head, at(0.6, 1.22)],
    ['left_eye', K.head, at(eye[0], eye[2], eye[1])],
    ['right_eye', K.head, at(eye[0], eye[2], -eye[1])],
    ['neck', K.chest, at(0.3, 1.18)],
    ['tail_base', K.tail1, joint(K.tail1)],
    ['left_front_paw', K.foreL, at(0.32, 0.66, 0.125)],
    ['right_front_paw', K.foreR, at(0.32, 0.66, -0.125)],
    ['left_back_knee', K.shinL, joint(K.shinL)],
    ['right_back_knee', K.shinR, joint(K.shinR)],
    ['left_back_paw', K.footL, toe(K.footL)],
    ['right_back_paw', K.footR, toe(K.footR)],
  ];
  const head = { keypoints: points.map(([name]) => name), skeleton: SKELETON };
  const level =
    (detail: Detail, fleshed = addFine) =>
    () => {
      const surfaces = surfacesOf(fur, eye, detail, fleshed).map((each) => ({ ...each, surface: enlarged(each.surface, k) }));
      return {
        parts: surfaces.map(({ name, surface, material }): ModelPart => ({ name, mesh: surface.mesh, material })),
        pose(articulation: Articulation): ModelPose {
          const posed = poseBones(bones, kangarooPose(bones, k, articulation));
          return {
            parts: surfaces.map(({ surface }) => ({ kind: 'skinned' as const, ...poseSurface(surface, bones, posed) })),
            keypoints: points.map(([, bone, rest]) => carried(posed[bone] as (typeof posed)[number], joint(bone), rest)),
          };
        },
      };
    };
  const far = { from: 48 * k, model: () => lazyModel(head, level(2)) };
  const mid = { from: 18 * k, model: () => lazyModel(head, level(1), far) };
  return lazyModel(head, level(0), mid, () => lazyModel(head, level(2, addRough)));
}

type Fleshed = (skin: SkinBuilder, detail: Detail, finish: Finish) => void;
const addFine: Fleshed = (skin, detail, finish) => addFlesh(skin, flesh().level(detail), finish);
const addRough: Fleshed = (skin, _, finish) => addRoughFlesh(skin, flesh().lofts, finish);

function surfacesOf(fur: Vec3, eye: Vec3, detail: Detail, fleshed: Fleshed) {
  const [skin, eyes] = [createSkin(), createSkin()];
  fleshed(skin, detail, { color: coatFor(fur), uv: ([x, y, z]) => [x + 0.6 * y, z - 0.5 * x], mirrored });
  const fitting = {
    skin,
    m: { head: HEAD },
    a: { bones: bonesFor(1) },
    c: { ear: fur, earInside: mix(fur, PALE, 0.6), back: fur },
    detail,
  };
  addEars(fitting);
  addEyes(eyes, eye, fitting);
  return [
    { name: 'coat', surface: skin.build(), material: FUR },
    { name: 'eyes', surface: eyes.build(), material: EYE },
  ].filter(({ surface }) => surface.mesh.indices.length > 0);
}

const SKELETON: readonly (readonly [number, number])[] = [
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
];

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
