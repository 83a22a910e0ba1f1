/** Skins of the file: joints and inverse bind matrices. */
import type { Document, Skin } from '@gltf-transform/core';
import { jointsOf, skinned } from '#assets/imported/skinning';
import type { ImportedSkin } from '#contracts/imported';
import type { Mesh } from '#contracts/model';
import type { OwnAsset } from '#contracts/own-asset';
import type { Hierarchy } from './nodes.js';
import type { Triangles } from './primitive.js';
import type { Problems } from './problems.js';

type Influences = NonNullable<Triangles['skin']>;

export interface Skins {
  readonly all: readonly ImportedSkin[];
  /** Stops where a vertex names a joint that the skin doesn't have. */
  indexOf(skin: Skin, joints: Uint16Array): number;
  /** A skin that nothing moves: where its joints hold it at rest, body frame. */
  atRest(mesh: Mesh, skin: Skin, influences: Influences): Mesh;
}

export function skinsOf(
  document: Document,
  { file }: OwnAsset,
  hierarchy: Hierarchy,
  rest: readonly Float64Array[],
  problems: Problems,
): Skins {
  const listed = document.getRoot().listSkins();
  const all = listed.map((skin): ImportedSkin => {
    const joints = skin.listJoints().map((joint) => hierarchy.indexOf(joint));
    if (joints.some((joint) => joint === undefined))
      problems.stop('NM2107', file.at, `a joint of the skin ${skin.getName()} is not in the file's scene`);
    return { joints: joints as number[], inverseBind: bindOf(skin, joints.length) };
  });
  const indexOf: Skins['indexOf'] = (skin, joints) => {
    const index = listed.indexOf(skin);
    const known = all[index]?.joints.length ?? 0;
    if (joints.some((joint) => joint >= known))
      problems.stop('NM2107', file.at, `a vertex names a joint beyond the ${known} of the skin ${skin.getName()}`);
    return index;
  };
  return {
    all,
    indexOf,
    atRest(mesh, skin, influences) {
      const index = indexOf(skin, influences.joints);
      const pose = skinned(mesh, { kind: 'skin', skin: index, ...influences }, jointsOf(all[index] as ImportedSkin, rest));
      return pose.kind === 'skinned' ? { ...mesh, positions: pose.positions, normals: pose.normals } : mesh;
    },
  };
}

/** From columns, as the file has them, to rows; identity where it has none. */
function bindOf(skin: Skin, joints: number): Float32Array {
  const matrices = skin.getInverseBindMatrices();
  const out = new Float32Array(12 * joints);
  const element: number[] = [];
  for (let j = 0; j < joints; j++) {
    if (matrices === null) out.set([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0], 12 * j);
    else {
      matrices.getElement(j, element);
      for (let r = 0; r < 3; r++) for (let c = 0; c < 4; c++) out[12 * j + 4 * r + c] = element[4 * c + r] as number;
    }
  }
  return out;
}
