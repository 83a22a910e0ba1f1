/** Four-legged animals from a table of measures: one skeleton, flesh as a distance field, gaits by footfall, three levels of detail. */
import type { Articulation } from '#contracts/frame';
import type { Material, Model, ModelPart, ModelPose } from '#contracts/model';
import type { Vec3 } from '#core/pose';
import { lazyModel } from '../../mesh/lazy.js';
import { type Bone, carried, type PosedBone, poseBones } from '../../mesh/skeleton.js';
import { createSkin, poseSurface, type SkinBuilder, type SkinnedSurface } from '../../mesh/skin.js';
import { scaledAnatomy } from './anatomy.js';
import { addFlesh, addRough, type Shape } from './body.js';
import type { Coat } from './coat.js';
import { addEars, addEyes, addHooves, addTail, type Detail, type Fitting } from './fittings.js';
import { type Bearing, quadrupedPose } from './gait.js';
import { keypointsOf, SKELETON } from './keypoints.js';

export type { Anatomy, Measures } from './anatomy.js';
export { B, onHead } from './anatomy.js';
export { type Shape, shapeOf } from './body.js';
export type { Coat } from './coat.js';
export type { Detail } from './fittings.js';
export type { Bearing } from './gait.js';

const FUR: Material = { id: 'fur', baseColor: [1, 1, 1], roughness: 0.92, metalness: 0, texture: 'fur' };
const HORN: Material = { id: 'horn', baseColor: [1, 1, 1], roughness: 0.6, metalness: 0, texture: 'none' };

/** Adds to the common flesh what only this species has: antlers and tusks of horn, manes of skin. */
export type Extras = (skin: SkinBuilder, horn: SkinBuilder, shape: Shape, detail: Detail) => void;

export interface Beast {
  readonly shape: Shape;
  /** Its size over that of `shape`. */
  readonly scale: number;
  readonly coat: Coat;
  readonly bearing: Bearing;
  /** What the eye sends back to a lamp beside the beholder: colour, linear light, and how much of it (tapetum lucidum). */
  readonly eyeShine: { readonly color: Vec3; readonly strength: number };
  readonly extras?: Extras;
  strideOf(gait: string, speed: number): number;
}

/** From here on the body has fewer triangles, m, for an animal 1 m high. */
const MID = 14;
const FAR = 38;

export function buildQuadruped(beast: Beast): Model {
  const { shape, scale } = beast;
  const m = shape.m;
  const anatomy = scaledAnatomy(shape.a, scale);
  const points = keypointsOf(shape.a, m, shape.eye).map(({ at, ...rest }) => ({
    ...rest,
    at: at.map((v) => v * scale) as unknown as Vec3,
  }));
  const head = { keypoints: points.map(({ name }) => name), skeleton: SKELETON };
  const level =
    (detail: Detail, fleshed = addFlesh) =>
    () => {
      const surfaces = surfacesOf(beast, detail, fleshed);
      return {
        parts: surfaces.map(({ name, surface, material }): ModelPart => ({ name, mesh: surface.mesh, material })),
        pose(articulation: Articulation): ModelPose {
          const posed = poseBones(anatomy.bones, quadrupedPose(anatomy, beast.bearing, articulation, beast.strideOf));
          return {
            parts: surfaces.map(({ surface }) => ({ kind: 'skinned' as const, ...poseSurface(surface, anatomy.bones, posed) })),
            keypoints: points.map(({ bone, at }) => carried(posed[bone] as PosedBone, (anatomy.bones[bone] as Bone).joint, at)),
          };
        },
      };
    };
  const height = m.withers * scale;
  const far = { from: Math.max(28, FAR * height), model: () => lazyModel(head, level(2)) };
  const mid = { from: Math.max(10, MID * height), model: () => lazyModel(head, level(1), far) };
  return lazyModel(head, level(0), mid, () =>
    lazyModel(
      head,
      level(2, (skin, of, _, coat) => addRough(skin, of, coat)),
    ),
  );
}

function surfacesOf({ shape, scale, coat, eyeShine, extras }: Beast, detail: Detail, fleshed: typeof addFlesh) {
  const [skin, horn, eyes] = [createSkin(), createSkin(), createSkin()];
  const fitting: Fitting = { skin, m: shape.m, a: shape.a, c: coat, detail };
  fleshed(skin, shape, detail, coat);
  addEars(fitting);
  addTail(fitting);
  addHooves({ ...fitting, skin: detail === 0 ? horn : skin });
  addEyes(eyes, shape.eye, fitting);
  extras?.(skin, detail === 2 ? skin : horn, shape, detail);
  const eye: Material = {
    id: 'eye',
    baseColor: eyeShine.color,
    roughness: 0.12,
    metalness: 0,
    texture: 'none',
    retroReflection: eyeShine.strength,
  };
  return [
    { name: 'coat', surface: skin.build(), material: FUR },
    { name: 'eyes', surface: eyes.build(), material: eye },
    { name: 'horn', surface: horn.build(), material: HORN },
  ]
    .filter(({ surface }) => surface.mesh.indices.length > 0)
    .map((each) => ({ ...each, surface: enlarged(each.surface, scale) }));
}

/** The same surface, `k` times as large. */
export function enlarged(surface: SkinnedSurface, k: number): SkinnedSurface {
  const { positions, uvs } = surface.mesh;
  return {
    ...surface,
    mesh: {
      ...surface.mesh,
      positions: positions.map((v) => v * k),
      ...(uvs === undefined ? {} : { uvs: uvs.map((v) => v * k) }),
    },
  };
}

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
