/** A dressed, moving person as a model in three levels of detail. */

import type { Articulation } from '#contracts/frame';
import type { Material, Model, ModelPart, ModelPose } from '#contracts/model';
import { add, type Vec3 } from '#core/pose';
import { shifted } from '../mesh/rigid.js';
import { type BonePose, carried, type PosedBone, poseBones } from '../mesh/skeleton.js';
import { createSkin, poseSurface, type SkinBuilder } from '../mesh/skin.js';
import { weaveBody } from './body.js';
import { type Held, weaveHeld } from './carried/held.js';
import type { Clothes } from './clothes.js';
import { createWeaver, type Detail, type Stuff } from './flesh/weave.js';
import { jointOf } from './frame.js';
import { COCO_KEYPOINTS, COCO_SKELETON, keypointsOf } from './keypoints.js';
import type { Walker } from './motion/index.js';
import type { Thing } from './wheeled/things.js';

export const CLOTH: Material = { id: 'cloth', baseColor: [1, 1, 1], roughness: 0.9, metalness: 0, texture: 'cloth' };
export const SKIN: Material = { id: 'skin', baseColor: [1, 1, 1], roughness: 0.6, metalness: 0, texture: 'skin' };
const HAIR: Material = { id: 'hair', baseColor: [1, 1, 1], roughness: 0.7, metalness: 0, texture: 'fur' };
const STRIPS: Material = {
  id: 'strips',
  baseColor: [1, 1, 1],
  roughness: 0.5,
  metalness: 0,
  texture: 'none',
  retroReflection: 0.8,
};
const PATTERNED: Readonly<Record<string, Material>> = {
  striped: { ...CLOTH, id: 'striped', texture: 'cloth-1' },
  checked: { ...CLOTH, id: 'checked', texture: 'cloth-2' },
};

/** From here on the body has fewer triangles, m. */
export const MID = 12;
export const FAR = 35;

export interface Person extends Walker {
  readonly c: Clothes;
  readonly held: readonly { readonly what: Held; readonly side: 1 | -1 }[];
  /** On wheels: where they stand in the person's own frame, how many metres they have rolled. */
  readonly things: { make(detail: Detail): Thing[]; readonly at: Vec3; rolled(articulation: Articulation): number };
  /** How far the person stands off the body's origin, m. */
  readonly shift: Vec3;
  pose(articulation: Articulation): BonePose;
}

export function personModel(person: Person): Model {
  const far = whenNeeded(person, 2);
  const mid = whenNeeded(person, 1, { from: FAR, model: far });
  return whenNeeded(person, 0, { from: MID, model: mid });
}

/** Woven when somebody first looks: most eyes see one level only. */
function whenNeeded(person: Person, detail: Detail, far?: Model['far']): Model {
  let woven: Level | undefined;
  const level = (): Level => {
    woven ??= levelOf(person, detail);
    return woven;
  };
  return {
    get parts() {
      return level().parts;
    },
    keypoints: COCO_KEYPOINTS,
    skeleton: COCO_SKELETON,
    pose: (articulation) => level().pose(articulation),
    ...(far === undefined ? {} : { far }),
  };
}
type Level = Pick<Model, 'parts' | 'pose'>;

function levelOf(person: Person, detail: Detail): Level {
  const { frame, f, things, shift } = person;
  const surfaces = surfacesOf(person, detail);
  const points = keypointsOf(f);
  const wheeled = things.make(detail);
  const offset = add(things.at, shift);
  return {
    parts: [
      ...surfaces.map(({ name, surface, material }): ModelPart => ({ name, mesh: surface.mesh, material })),
      ...wheeled.map(({ part }) => part),
    ],
    pose(articulation): ModelPose {
      const posed = poseBones(frame.bones, person.pose(articulation)).map(
        ({ joint, turn }): PosedBone => ({ joint: add(joint, shift), turn }),
      );
      const rolled = things.rolled(articulation);
      return {
        parts: [
          ...surfaces.map(({ surface }) => ({ kind: 'skinned' as const, ...poseSurface(surface, frame.bones, posed) })),
          ...wheeled.map((thing) => shifted(thing.pose(rolled), offset)),
        ],
        keypoints: points.map(({ bone, at }) => carried(posed[bone] as PosedBone, jointOf(frame, bone), at)),
      };
    },
  };
}

function surfacesOf({ f, frame, c, held }: Person, detail: Detail) {
  const [cloth, top, skin, hair, strips] = [createSkin(), createSkin(), createSkin(), createSkin(), createSkin()];
  // From afar, one surface with colours; what reflects stays apart.
  const sheets: Record<Stuff, SkinBuilder> =
    detail === 0 ? { cloth, top, skin, hair, strips } : { cloth, top: cloth, skin: cloth, hair: cloth, strips };
  weaveBody(sheets, detail, f, c, frame);
  for (const { what, side } of held) weaveHeld(createWeaver(sheets, detail), what, side, c, frame);
  return [
    { name: 'clothes', surface: cloth.build(), material: CLOTH },
    { name: 'patterned', surface: top.build(), material: PATTERNED[c.pattern] ?? CLOTH },
    { name: 'skin', surface: skin.build(), material: SKIN },
    { name: 'hair', surface: hair.build(), material: HAIR },
    { name: 'strips', surface: strips.build(), material: STRIPS },
  ].filter(({ surface }) => surface.mesh.indices.length > 0);
}
