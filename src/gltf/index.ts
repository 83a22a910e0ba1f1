/** The glTF room: a .glb and what a manifest says of it become a body, or problems with their places in the manifest. */
import { createHash } from 'node:crypto';
import { nodesAt } from '#assets/imported/posture';
import type { ImportedBody } from '#contracts/imported';
import type { AssetProblem, ClassKeypoints, OwnAsset } from '#contracts/own-asset';
import { levelsOf } from './detail.js';
import { bodyFromFile } from './frame.js';
import { gaitsOf } from './gaits.js';
import { headlampsOf } from './headlamps.js';
import { keypointsOf } from './keypoints.js';
import { surfacesOf } from './materials.js';
import { hierarchyOf } from './nodes.js';
import { openGlb } from './open.js';
import { partsOf } from './parts.js';
import { gatherProblems, type Problems, Unreadable } from './problems.js';
import { skinsOf } from './skins.js';
import { withSpeeds } from './speeds.js';
import { standing } from './stand.js';

export { type GltfCode, gltfCodes } from './codes.js';

export interface ReadBody {
  /** Missing where a problem is an error. */
  readonly body?: ImportedBody;
  readonly problems: readonly AssetProblem[];
}

/**
 * @param bytes of the .glb
 * @param shared keypoints that the class's bodies have, where they have any
 */
export async function readGlb(bytes: Uint8Array, asset: OwnAsset, shared?: ClassKeypoints): Promise<ReadBody> {
  const problems = gatherProblems();
  try {
    const body = await bodyOf(bytes, asset, shared, problems);
    const fine = problems.all.every(({ severity }) => severity === 'warning');
    return { problems: problems.all, ...(fine ? { body } : {}) };
  } catch (error) {
    if (error instanceof Unreadable) return { problems: problems.all };
    throw error;
  }
}

async function bodyOf(
  bytes: Uint8Array,
  asset: OwnAsset,
  shared: ClassKeypoints | undefined,
  problems: Problems,
): Promise<ImportedBody> {
  const bodyFromScene = bodyFromFile(asset, problems);
  const document = await openGlb(bytes, asset.file.at, problems);
  const hierarchy = hierarchyOf(document, problems);
  const rest = nodesAt({ nodes: hierarchy.rest, bodyFromScene });
  const gaits = gaitsOf(document, asset, hierarchy, bodyFromScene, problems);
  const skins = skinsOf(document, asset, hierarchy, rest, problems);
  const moved = new Set(gaits.flatMap(({ tracks }) => tracks.map(({ node }) => node)));
  const surfaces = surfacesOf(document, asset, problems);
  const parts = await partsOf({ asset, hierarchy, rest, moved, surfaces, skins, problems });
  const body: ImportedBody = {
    name: asset.name,
    class: asset.class.value,
    about: { title: asset.title, licence: asset.licence, source: asset.source },
    sha256: createHash('sha256').update(bytes).digest('hex'),
    mover: { kind: asset.moves.value, massKg: asset.massKg },
    box: { center: [0, 0, 0], size: [0, 0, 0] },
    bodyFromScene,
    nodes: hierarchy.rest,
    skins: parts.some(({ motion }) => motion.kind === 'skin') ? skins.all : [],
    gaits,
    parts,
    levels: [],
    headlamps: headlampsOf(parts),
    ...keypointsOf(asset, shared, hierarchy, problems),
  };
  const timed = { ...body, gaits: withSpeeds(body, asset, problems) };
  const placed = standing(timed, asset, problems);
  return { ...placed, levels: await levelsOf(placed) };
}
