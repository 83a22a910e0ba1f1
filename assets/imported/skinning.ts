/** Skins on the processor: linear blend skinning (glTF 2.0, 3.7.3.3), so that renderers and labels have the same triangles. */
import type { ImportedMotion, ImportedSkin } from '#contracts/imported';
import type { Mesh, PartPose } from '#contracts/model';
import { forNormals, times } from './matrix.js';

type Skinned = Extract<ImportedMotion, { kind: 'skin' }>;

/** @param nodes body-from-node, row-major 3x4 @returns body-from-mesh of each joint */
export function jointsOf({ joints, inverseBind }: ImportedSkin, nodes: readonly Float64Array[]): readonly Float64Array[] {
  return joints.map((node, j) => times(nodes[node] as Float64Array, inverseBind.subarray(12 * j, 12 * j + 12)));
}

export function skinned({ positions, normals }: Mesh, skin: Skinned, joints: readonly Float64Array[]): PartPose {
  const out = { positions: new Float32Array(positions.length), normals: new Float32Array(normals.length) };
  const blend = new Float64Array(12);
  for (let v = 0; 3 * v < positions.length; v++) {
    blendInto(blend, skin, joints, v);
    const turn = forNormals(blend);
    through(blend, positions, out.positions, 3 * v, 1);
    through(turn, normals, out.normals, 3 * v, 0);
    makeUnit(out.normals, 3 * v);
  }
  return { kind: 'skinned', ...out };
}

function blendInto(
  blend: Float64Array,
  { count, joints, weights }: Skinned,
  matrices: readonly Float64Array[],
  v: number,
): void {
  blend.fill(0);
  for (let i = count * v; i < count * (v + 1); i++) {
    const weight = weights[i] as number;
    if (weight === 0) continue;
    const matrix = matrices[joints[i] as number] as Float64Array;
    for (let k = 0; k < 12; k++) blend[k] = (blend[k] as number) + weight * (matrix[k] as number);
  }
}

/** @param w 1 for points, 0 for directions */
function through(m: Float64Array, from: Float32Array, to: Float32Array, i: number, w: 0 | 1): void {
  const [x, y, z] = [from[i] as number, from[i + 1] as number, from[i + 2] as number];
  for (let k = 0; k < 3; k++)
    to[i + k] =
      (m[4 * k] as number) * x + (m[4 * k + 1] as number) * y + (m[4 * k + 2] as number) * z + w * (m[4 * k + 3] as number);
}

function makeUnit(of: Float32Array, i: number): void {
  const [x, y, z] = [of[i] as number, of[i + 1] as number, of[i + 2] as number];
  const length = Math.sqrt(x * x + y * y + z * z) || 1;
  of[i] = x / length;
  of[i + 1] = y / length;
  of[i + 2] = z / length;
}
