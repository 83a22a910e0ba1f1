/** Four-legged animals from a table of measures: one skeleton, lofted flesh, gaits by footfall. */
import type { Material, Model, ModelPart, ModelPose } from '#contracts/model';
import { cos, sin } from '#core/math';
import type { Vec3 } from '#core/pose';
import { type Bone, carried, poseBones } from '../../mesh/skeleton.js';
import { createSkin, poseSurface, type SkinBuilder } from '../../mesh/skin.js';
import { type Anatomy, anatomyOf, B, type Coat, type Measures } from './anatomy.js';
import { flesh } from './flesh.js';
import { quadrupedPose } from './gait.js';
import { keypointsOf, SKELETON } from './keypoints.js';

export type { Coat, Measures } from './anatomy.js';

const EYE: Material = { id: 'eye', baseColor: [1, 1, 1], roughness: 0.15, metalness: 0, texture: 'none', retroReflection: 0.8 };
const HORN: Material = { id: 'horn', baseColor: [1, 1, 1], roughness: 0.6, metalness: 0, texture: 'none' };

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
