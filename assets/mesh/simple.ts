/** Bodies of rigid parts that never change shape: crates, cranes, drones. */

import type { Articulation } from '#contracts/frame';
import type { BodyAsset, Material, Mesh, Model, PartPose } from '#contracts/model';
import type { ClassId, Look } from '#contracts/scene';
import { remember } from './remember.js';
import { boundsOf, STILL, shifted } from './rigid.js';

export interface SimplePart {
  readonly name: string;
  readonly mesh: Mesh;
  readonly material: Material;
  /** Where it is; still when missing. */
  readonly move?: (articulation: Articulation) => PartPose;
}

export function simpleAsset(
  about: {
    readonly name: string;
    readonly class: ClassId;
    readonly title: string;
    readonly source: string;
    readonly gait?: string;
    /** Moves everything so that the box's middle at rest is the origin: for what flies or tumbles. */
    readonly centred?: boolean;
  },
  parts: (look: Look) => readonly SimplePart[],
): BodyAsset {
  const gait = about.gait ?? 'rest';
  const build = remember((look): Model => {
    const made = parts(look);
    const model: Model = {
      parts: made.map(({ name, mesh, material }) => ({ name, mesh, material })),
      keypoints: [],
      skeleton: [],
      pose: (articulation) => ({ parts: made.map(({ move }) => move?.(articulation) ?? STILL), keypoints: [] }),
    };
    if (about.centred !== true) return model;
    const [x, y, z] = boundsOf(model, () => true, gait).center;
    return {
      ...model,
      pose: (articulation) => ({
        parts: model.pose(articulation).parts.map((part) => shifted(part, [-x, -y, -z])),
        keypoints: [],
      }),
    };
  });
  return {
    name: about.name,
    class: about.class,
    gaits: [gait],
    stride: () => 1,
    gaitFor: () => gait,
    box: remember((look) => boundsOf(build(look), () => true, gait)),
    build,
    about: { title: about.title, licence: 'Apache-2.0', source: about.source },
  };
}
