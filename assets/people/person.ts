/** People as body assets: figure and clothes drawn from the look's seed, where the author does not say. */
import type { BodyAsset, Material, Model, ModelPart, ModelPose } from '#contracts/model';
import type { Look } from '#contracts/scene';
import type { Vec3 } from '#core/pose';
import { type RandomStream, randomRoot } from '#core/random';
import { traitNumber, traitWord } from '../animals/species.js';
import { remember } from '../mesh/remember.js';
import { carried, poseBones } from '../mesh/skeleton.js';
import { createSkin, poseSurface } from '../mesh/skin.js';
import { type Clothes, dressBody, type Figure, frameOf, P, personPose, strideOf } from './body.js';

export const CLOTH: Material = { id: 'cloth', baseColor: [1, 1, 1], roughness: 0.9, metalness: 0, texture: 'cloth' };
export const SKIN: Material = { id: 'skin', baseColor: [1, 1, 1], roughness: 0.6, metalness: 0, texture: 'skin' };
const HI_VIS: Material = { ...CLOTH, id: 'hi-vis', retroReflection: 0.5 };

/** Muted street colours, linear light: blacks, greys, navy, denim, khaki, brown, wine, a few bright ones. */
const FABRICS: readonly Vec3[] = [
  [0.016, 0.016, 0.018],
  [0.03, 0.03, 0.034],
  [0.07, 0.07, 0.075],
  [0.16, 0.16, 0.165],
  [0.35, 0.35, 0.34],
  [0.02, 0.028, 0.06],
  [0.045, 0.07, 0.13],
  [0.09, 0.08, 0.05],
  [0.2, 0.17, 0.11],
  [0.07, 0.045, 0.03],
  [0.11, 0.02, 0.025],
  [0.03, 0.065, 0.04],
  [0.45, 0.42, 0.38],
  [0.25, 0.06, 0.05],
  [0.08, 0.16, 0.22],
];
const TROUSERS: readonly Vec3[] = [
  [0.02, 0.02, 0.023],
  [0.03, 0.04, 0.075],
  [0.05, 0.075, 0.13],
  [0.07, 0.07, 0.072],
  [0.17, 0.15, 0.11],
  [0.1, 0.085, 0.06],
];
const SKINS: readonly Vec3[] = [
  [0.55, 0.36, 0.27],
  [0.46, 0.28, 0.2],
  [0.34, 0.2, 0.13],
  [0.2, 0.11, 0.07],
  [0.1, 0.055, 0.035],
  [0.6, 0.42, 0.34],
];
const HAIRS: readonly Vec3[] = [
  [0.012, 0.01, 0.009],
  [0.035, 0.022, 0.014],
  [0.09, 0.055, 0.03],
  [0.28, 0.19, 0.09],
  [0.3, 0.29, 0.28],
  [0.1, 0.03, 0.012],
];

export function clothesFor(look: Look, random: RandomStream, child: boolean): Clothes {
  const top = random.child('top').pick(FABRICS);
  const legs = traitWord(
    look,
    'legs',
    random.child('legs'),
    child
      ? ['trousers', 'trousers', 'shorts', 'skirt']
      : ['trousers', 'trousers', 'trousers', 'trousers', 'coat', 'skirt', 'shorts'],
  ) as Clothes['legs'];
  const hiVis = look.traits.hiVis === 'yes';
  return {
    top: hiVis ? [0.5, 0.7, 0.06] : (colorOf(look.traits.top) ?? top),
    bottom: colorOf(look.traits.bottom) ?? random.child('bottom').pick(TROUSERS),
    shoes: random.child('shoes').pick([
      [0.02, 0.018, 0.017],
      [0.05, 0.035, 0.025],
      [0.4, 0.4, 0.4],
      [0.09, 0.09, 0.1],
    ] as const),
    skin: random.child('skin').pick(SKINS),
    hair: random.child('hair').pick(HAIRS),
    sleeves: legs === 'shorts' || random.child('sleeves').chance(0.15) ? 'short' : 'long',
    legs,
    hairLength: traitWord(look, 'hair', random.child('hair length'), [
      'short',
      'short',
      'short',
      'long',
      'hood',
      child ? 'long' : 'bald',
    ]) as Clothes['hairLength'],
    bag: traitWord(look, 'bag', random.child('bag'), ['none', 'none', 'backpack', 'shoulder']) as Clothes['bag'],
    ...(hiVis ? { stripe: [0.6, 0.6, 0.58] as Vec3 } : {}),
  };
}
const NAMED: Readonly<Record<string, Vec3>> = {
  black: [0.016, 0.016, 0.018],
  white: [0.6, 0.6, 0.58],
  red: [0.3, 0.03, 0.03],
  blue: [0.04, 0.08, 0.25],
  green: [0.04, 0.15, 0.05],
  yellow: [0.5, 0.4, 0.05],
  grey: [0.16, 0.16, 0.165],
  brown: [0.09, 0.055, 0.03],
};
function colorOf(name: number | string | undefined): Vec3 | undefined {
  return typeof name === 'string' ? NAMED[name] : undefined;
}

const KEYPOINTS = [
  'nose',
  'left_eye',
  'right_eye',
  'left_ear',
  'right_ear',
  'left_shoulder',
  'right_shoulder',
  'left_elbow',
  'right_elbow',
  'left_wrist',
  'right_wrist',
  'left_hip',
  'right_hip',
  'left_knee',
  'right_knee',
  'left_ankle',
  'right_ankle',
] as const;
/** COCO's seventeen, as pairs of indices. */
export const COCO_SKELETON: readonly (readonly [number, number])[] = [
  [15, 13],
  [13, 11],
  [16, 14],
  [14, 12],
  [11, 12],
  [5, 11],
  [6, 12],
  [5, 6],
  [5, 7],
  [6, 8],
  [7, 9],
  [8, 10],
  [1, 2],
  [0, 1],
  [0, 2],
  [1, 3],
  [2, 4],
  [3, 5],
  [4, 6],
];
export const COCO_KEYPOINTS: readonly string[] = KEYPOINTS;

/** Where each keypoint is at rest and which bone carries it. */
export function keypointsOf(f: Figure): { bone: number; at: Vec3 }[] {
  const { bones, h } = frameOf(f);
  const head = bones[P.head]?.joint as Vec3;
  const size = 0.13 * h * (1 + 0.32 * f.childlike);
  const onHead = (x: number, y: number, z: number) => ({
    bone: P.head,
    at: [head[0] + x * size, y * size, head[2] + z * size] as Vec3,
  });
  const joint = (bone: number) => ({ bone, at: bones[bone]?.joint as Vec3 });
  const wrist = (bone: number) => ({
    bone,
    at: [0, bones[bone]?.joint[1], (bones[bone]?.joint[2] as number) - 0.146 * h] as Vec3,
  });
  return [
    onHead(0.58, 0, 0.38),
    onHead(0.44, 0.16, 0.5),
    onHead(0.44, -0.16, 0.5),
    onHead(-0.02, 0.4, 0.42),
    onHead(-0.02, -0.4, 0.42),
    joint(P.armL),
    joint(P.armR),
    joint(P.foreL),
    joint(P.foreR),
    wrist(P.foreL),
    wrist(P.foreR),
    joint(P.legL),
    joint(P.legR),
    joint(P.shinL),
    joint(P.shinR),
    joint(P.footL),
    joint(P.footR),
  ];
}

export function figureOf(look: Look, random: RandomStream, heights: readonly [number, number], child: boolean): Figure {
  const height = traitNumber(look, 'height', random.child('height').between(heights[0], heights[1]));
  const elderly = look.traits.age === 'elderly';
  return {
    height,
    build: traitNumber(look, 'build', random.child('build').between(0.86, child ? 1.05 : 1.25)),
    childlike: child ? Math.min(1, Math.max(0, (1.55 - height) / 0.6)) : 0,
    stoop: elderly ? 0.35 : random.child('stoop').between(0, 0.08),
  };
}

export function person(name: string, title: string, heights: readonly [number, number], child: boolean): BodyAsset {
  const figure = remember((look: Look): Figure => figureOf(look, randomRoot(look.seed).child(name), heights, child));
  const build = remember((look: Look): Model => {
    const f = figure(look);
    const frame = frameOf(f);
    const [cloth, skin] = [createSkin(), createSkin()];
    dressBody(cloth, skin, f, clothesFor(look, randomRoot(look.seed).child(name), child), frame);
    const surfaces = [
      { name: 'clothes', surface: cloth.build(), material: look.traits.hiVis === 'yes' ? HI_VIS : CLOTH },
      { name: 'skin', surface: skin.build(), material: SKIN },
    ];
    const points = keypointsOf(f);
    return {
      parts: surfaces.map(({ name: part, surface, material }): ModelPart => ({ name: part, mesh: surface.mesh, material })),
      keypoints: KEYPOINTS,
      skeleton: COCO_SKELETON,
      pose(articulation): ModelPose {
        const posed = poseBones(frame.bones, personPose(frame, f, articulation));
        return {
          parts: surfaces.map(({ surface }) => ({ kind: 'skinned', ...poseSurface(surface, frame.bones, posed) })),
          keypoints: points.map(({ bone, at }) =>
            carried(posed[bone] as (typeof posed)[number], frame.bones[bone]?.joint as Vec3, at),
          ),
        };
      },
    };
  });
  return {
    name,
    class: 'person',
    gaits: ['stand', 'walk', 'run'],
    stride: (gait, speed, look) => strideOf(gait, speed, figure(look).height),
    gaitFor: (speed) => (speed < 0.05 ? 'stand' : speed < (child ? 1.9 : 2.3) ? 'walk' : 'run'),
    // A walking person: stride to stride, elbow to elbow (Euro NCAP's adult target is 0.6 x 0.5 m, its child 0.711 x 0.298 m).
    box(look) {
      const h = figure(look).height;
      const length = traitNumber(look, 'length', child ? 0.52 * h : 0.34 * h);
      const width = traitNumber(look, 'width', child ? 0.27 * h : 0.29 * h);
      return { center: [0, 0, h / 2], size: [length, width, h] };
    },
    build,
    about: {
      title,
      licence: 'Apache-2.0',
      source: 'segment lengths over stature after Drillis and Contini (1966); target sizes Euro NCAP',
    },
  };
}
