/** People as body assets: figure, clothes and bearing drawn from the look's seed, where the author does not say. */
import type { BodyAsset, Material, Model, ModelPart, ModelPose } from '#contracts/model';
import type { Look } from '#contracts/scene';
import { randomRoot } from '#core/random';
import { traitNumber } from '../animals/species.js';
import { remember } from '../mesh/remember.js';
import { carried, poseBones } from '../mesh/skeleton.js';
import { createSkin, poseSurface, type SkinBuilder } from '../mesh/skin.js';
import { CUTS, type Clothes } from './clothes.js';
import { weaveBody } from './body.js';
import { type Figure, figureOf } from './figure.js';
import type { Detail, Stuff } from './flesh/weave.js';
import { type Frame, frameOf } from './frame.js';
import { COCO_KEYPOINTS, COCO_SKELETON, keypointsOf } from './keypoints.js';
import { type Bearings, bearingsOf } from './motion/bearing.js';
import { WALKER_GAITS } from './motion/gaits.js';
import { personPose, strideOf } from './motion/index.js';
import { clothesFor } from './wardrobe.js';

export { figureOf } from './figure.js';
export { COCO_KEYPOINTS, COCO_SKELETON, keypointsOf } from './keypoints.js';
export { clothesFor } from './wardrobe.js';

export const CLOTH: Material = { id: 'cloth', baseColor: [1, 1, 1], roughness: 0.9, metalness: 0, texture: 'cloth' };
export const SKIN: Material = { id: 'skin', baseColor: [1, 1, 1], roughness: 0.6, metalness: 0, texture: 'skin' };
const HAIR: Material = { id: 'hair', baseColor: [1, 1, 1], roughness: 0.7, metalness: 0, texture: 'fur' };
const STRIPS: Material = { id: 'strips', baseColor: [1, 1, 1], roughness: 0.5, metalness: 0, texture: 'none', retroReflection: 0.8 };
const PATTERNED: Readonly<Record<string, Material>> = {
  striped: { ...CLOTH, id: 'striped', texture: 'cloth-1' },
  checked: { ...CLOTH, id: 'checked', texture: 'cloth-2' },
};

/** From here on the body has fewer triangles, m. */
export const MID = 12;
export const FAR = 35;

export interface Person {
  readonly f: Figure;
  readonly frame: Frame;
  readonly c: Clothes;
  readonly bearings: Bearings;
}

export function personModel(person: Person): Model {
  const far = levelOf(person, 2);
  const mid: Model = { ...levelOf(person, 1), far: { from: FAR, model: far } };
  return { ...levelOf(person, 0), far: { from: MID, model: mid } };
}

function levelOf({ f, frame, c, bearings }: Person, detail: Detail): Model {
  const [cloth, top, skin, hair, strips] = [createSkin(), createSkin(), createSkin(), createSkin(), createSkin()];
  // From afar, one surface with colours; what reflects stays apart.
  const sheets: Record<Stuff, SkinBuilder> =
    detail === 0 ? { cloth, top, skin, hair, strips } : { cloth, top: cloth, skin: cloth, hair: cloth, strips };
  weaveBody(sheets, detail, f, c, frame);
  const surfaces = [
    { name: 'clothes', surface: cloth.build(), material: CLOTH },
    { name: 'patterned', surface: top.build(), material: PATTERNED[c.pattern] ?? CLOTH },
    { name: 'skin', surface: skin.build(), material: SKIN },
    { name: 'hair', surface: hair.build(), material: HAIR },
    { name: 'strips', surface: strips.build(), material: STRIPS },
  ].filter(({ surface }) => surface.mesh.indices.length > 0);
  const points = keypointsOf(f);
  return {
    parts: surfaces.map(({ name, surface, material }): ModelPart => ({ name, mesh: surface.mesh, material })),
    keypoints: COCO_KEYPOINTS,
    skeleton: COCO_SKELETON,
    pose(articulation): ModelPose {
      const posed = poseBones(frame.bones, personPose(frame, f, articulation, bearings));
      return {
        parts: surfaces.map(({ surface }) => ({ kind: 'skinned', ...poseSurface(surface, frame.bones, posed) })),
        keypoints: points.map(({ bone, at }) =>
          carried(posed[bone] as (typeof posed)[number], frame.bones[bone]?.joint as typeof at, at),
        ),
      };
    },
  };
}

export function person(name: string, title: string, heights: readonly [number, number], child: boolean): BodyAsset {
  const figure = remember((look: Look): Figure => figureOf(look, randomRoot(look.seed).child(name), heights, child));
  const build = remember((look: Look): Model => {
    const random = randomRoot(look.seed).child(name);
    const f = figure(look);
    const c = clothesFor(look, random, child);
    const apart = 0.05 + 2.2 * CUTS[c.upper].sleeve + 0.14 * Math.max(0, f.build - 1);
    const taken = c.bag === 'shopping' ? { right: 'carry' as const } : {};
    return personModel({ f, frame: frameOf(f), c, bearings: bearingsOf(look, random.child('bearing'), taken, apart) });
  });
  return {
    name,
    class: 'person',
    gaits: WALKER_GAITS,
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
      source: 'proportions: ANSUR II (2014), WHO Child Growth Standards (2006); target sizes Euro NCAP',
    },
  };
}
