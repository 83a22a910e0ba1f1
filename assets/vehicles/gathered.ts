/** A body's parts in as few meshes as its lamps allow, colours at the corners: for eyes at some distance. */
import type { Material, Mesh, Model, ModelPart, PartPose } from '#contracts/model';
import type { Vec3 } from '#core/pose';
import { applyPose, STILL } from '../mesh/rigid.js';

/** Lamps that are told apart at some distance; the others are joined with what shines like them. */
const APART = new Set(['head', 'tail', 'brake', 'turn-left', 'turn-right', 'beacon']);

/** @param parts as they are drawn, with where they are at rest */
export function gathered(
  parts: readonly { readonly part: ModelPart; readonly pose: PartPose }[],
): Pick<Model, 'parts' | 'pose'> {
  const groups = new Map<string, { part: ModelPart; pose: PartPose }[]>();
  for (const each of parts) {
    const key = groupOf(each.part.material);
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  const joined = [...groups].map(([key, members]) => join(key, members));
  const poses = joined.map(() => STILL);
  return { parts: joined, pose: () => ({ parts: poses, keypoints: [] }) };
}

function groupOf({ id, emission, retroReflection, texture }: Material): string {
  if (emission !== undefined && APART.has(emission.lamp)) return `lamp ${emission.lamp}`;
  if (retroReflection !== undefined) return id === 'reflector' ? 'lamp tail' : 'retro';
  return texture === 'paint' || texture === 'glass' ? 'gloss' : 'dull';
}

function join(key: string, members: readonly { readonly part: ModelPart; readonly pose: PartPose }[]): ModelPart {
  const [positions, normals, colors, indices]: number[][] = [[], [], [], []];
  for (const { part, pose } of members) {
    const { mesh, material } = part;
    const base = (positions as number[]).length / 3;
    for (let v = 0; 3 * v < mesh.positions.length; v++) {
      (positions as number[]).push(...applyPose(pose, mesh, v));
      (normals as number[]).push(...turned(pose, mesh, v));
      for (let k = 0; k < 3; k++)
        (colors as number[]).push((material.baseColor[k] as number) * (mesh.colors?.[3 * v + k] ?? 1));
    }
    for (const i of mesh.indices) (indices as number[]).push(base + i);
  }
  const mesh: Mesh = {
    positions: new Float32Array(positions as number[]),
    normals: new Float32Array(normals as number[]),
    colors: new Float32Array(colors as number[]),
    indices: new Uint32Array(indices as number[]),
  };
  return { name: key, mesh, material: materialOf(key, members[0]?.part.material as Material) };
}

function turned(pose: PartPose, mesh: Mesh, vertex: number): Vec3 {
  const [x, y, z] = [mesh.normals[3 * vertex], mesh.normals[3 * vertex + 1], mesh.normals[3 * vertex + 2]] as [
    number,
    number,
    number,
  ];
  if (pose.kind === 'skinned') return [x, y, z];
  const m = pose.matrix as ArrayLike<number>;
  const row = (r: number): number => (m[r] as number) * x + (m[r + 1] as number) * y + (m[r + 2] as number) * z;
  return [row(0), row(4), row(8)];
}

function materialOf(key: string, first: Material): Material {
  const white: Vec3 = [1, 1, 1];
  if (key === 'gloss') return { id: key, baseColor: white, roughness: 0.25, metalness: 0, texture: 'paint' };
  if (key === 'dull') return { id: key, baseColor: white, roughness: 0.75, metalness: 0, texture: 'none' };
  return { ...first, id: key, baseColor: white };
}
