/** Keypoints by joints: those of the class, so that all its bodies have the same. */
import type { ImportedBody, ImportedKeypoint } from '#contracts/imported';
import type { ClassKeypoints, OwnAsset, OwnKeypoint } from '#contracts/own-asset';
import { nearest } from '#core/errors';
import type { Hierarchy } from './nodes.js';
import type { Problems } from './problems.js';

/** @param shared of the class, where its bodies have any */
export function keypointsOf(
  { keypoints, class: own }: OwnAsset,
  shared: ClassKeypoints | undefined,
  hierarchy: Hierarchy,
  problems: Problems,
): Pick<ImportedBody, 'keypoints' | 'skeleton'> {
  const first = keypoints[0];
  if (first === undefined) return { keypoints: [], skeleton: [] };
  const found = new Map(
    keypoints.flatMap((each): [string, ImportedKeypoint][] => {
      const [node] = hierarchy.named('joint', each.joint.value, each.joint.at);
      return node === undefined ? [] : [[each.name, { name: each.name, node, at: each.offset }]];
    }),
  );
  if (shared === undefined) {
    const listed = [...found.values()];
    return { keypoints: listed, skeleton: alongTheTree(listed, hierarchy) };
  }
  for (const each of keypoints) refuseOdd(each, own.value, shared, problems);
  const missing = shared.names.filter((name) => !keypoints.some((each) => each.name === name));
  if (missing.length > 0)
    problems.error(
      'NM2115',
      first.at,
      `the class ${own.value} also has ${missing.join(', ')}`,
      'all of them, or no skeleton at all',
    );
  return { keypoints: shared.names.flatMap((name) => found.get(name) ?? []), skeleton: shared.skeleton };
}

function refuseOdd({ name, at }: OwnKeypoint, own: string, { names }: ClassKeypoints, problems: Problems): void {
  if (names.includes(name)) return;
  const guess = nearest(name, names);
  const hint = guess === undefined ? `they are ${names.join(', ')}` : `did you mean "${guess}"?`;
  problems.error('NM2115', at, `bodies of class ${own} have no keypoint "${name}"`, hint);
}

/** Each to the next one up the tree that is a keypoint as well. */
function alongTheTree(keypoints: readonly ImportedKeypoint[], { rest }: Hierarchy): [number, number][] {
  return keypoints.flatMap(({ node }, k): [number, number][] => {
    for (let i = rest[node]?.parent ?? -1; i >= 0; i = rest[i]?.parent ?? -1) {
      const above = keypoints.findIndex((each) => each.node === i);
      if (above >= 0) return [[above, k]];
    }
    return [];
  });
}
