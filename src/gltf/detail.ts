/** Coarser shapes of a body for eyes farther off: the same vertices in fewer triangles. */
import { MeshoptSimplifier } from 'meshoptimizer/simplifier';
import { determinant } from '#assets/imported/matrix';
import { nodesAt } from '#assets/imported/posture';
import { jointsOf } from '#assets/imported/skinning';
import type { ImportedBody, ImportedLevel, ImportedPart } from '#contracts/imported';
import { pow } from '#core/math';

/** Bodies of fewer triangles are drawn as they are, however far off. */
const FEW = 1500;
/**
 * How far the surface may move, m, and from where on nobody sees it: in a picture 1280 wide that sees 60 degrees, a metre is 1108 px at
 * one metre, so that 2 cm are 0.9 px at 25 m and 6 cm 1.1 px at 60 m.
 */
const STEPS = [
  { from: 25, errorM: 0.02 },
  { from: 60, errorM: 0.06 },
] as const;
/** The simplifier bounds a mean over planes: a ball of its coarsest triangles is off by up to 1.5 of what it was asked. */
const SAFE = 0.5;
/** A level that saves less than this share of the one before isn't worth its memory. */
const WORTH = 0.75;

export async function levelsOf(body: ImportedBody): Promise<readonly ImportedLevel[]> {
  const { parts } = body;
  const all = parts.reduce((sum, { mesh }) => sum + mesh.indices.length, 0);
  if (all < 3 * FEW) return [];
  await MeshoptSimplifier.ready;
  const scales = metresInSkins(body);
  const levels: ImportedLevel[] = [];
  let count = all;
  for (const { from, errorM } of STEPS) {
    const indices = parts.map((part) =>
      simplified(part, (SAFE * errorM) / (part.motion.kind === 'skin' ? (scales[part.motion.skin] as number) : 1)),
    );
    const left = indices.reduce((sum, { length }) => sum + length, 0);
    if (left > WORTH * count) continue;
    levels.push({ from, indices });
    count = left;
  }
  return levels;
}

/** Of each skin's own unit; its parts are in it. */
function metresInSkins(body: ImportedBody): readonly number[] {
  const nodes = nodesAt(body);
  return body.skins.map((skin) => pow(Math.abs(determinant(jointsOf(skin, nodes)[0] as Float64Array)), 1 / 3) || 1);
}

/** What would vanish stays as it is. */
function simplified({ mesh: { indices, positions }, material }: ImportedPart, error: number): Uint32Array {
  // Across the seams of a picture its uvs would be torn; edges between flat faces may go.
  const flags = material.picture === undefined ? (['Permissive'] as const) : [];
  const [coarse] = MeshoptSimplifier.simplify(indices, positions, 3, 0, error, ['ErrorAbsolute', 'Prune', ...flags]);
  return coarse.length === 0 ? indices : Uint32Array.from(coarse);
}
