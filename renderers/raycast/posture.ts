/** A body's parts as they stand in one posture, in the body's frame. */
import type { MeshBVH } from 'three-mesh-bvh';
import type { Articulation } from '#contracts/frame';
import type { Material, Mesh, Model, ModelPart, ModelPose, PartPose } from '#contracts/model';
import type { ClassId } from '#contracts/scene';
import { norm } from '#core/pose';
import { type Packed, pack } from './packed.js';
import { applyRigid, ballOf, bvhOf, inverseOf } from './target.js';
import { type TopTree, topTree } from './top-tree.js';

/** A part as it stands at one instant, in the body's frame. */
export interface StandingPart {
  readonly packed: Packed;
  readonly normals: Float32Array;
  readonly material: Material;
  /** Where its class isn't the body's. */
  readonly class?: ClassId;
  /** Row-major 3x4; both missing where the part's vertices are in the body's frame. */
  readonly bodyFromPart?: Float64Array;
  readonly partFromBody?: Float64Array;
}

export interface StandingBody {
  readonly parts: readonly StandingPart[];
  /** Over the parts' boxes in the body's frame. */
  readonly tree: TopTree;
}

/** Hierarchies of meshes that keep their shape. */
export type RigidMeshes = (mesh: Mesh) => Packed;

export function rigidMeshes(known: (mesh: Mesh) => MeshBVH): RigidMeshes {
  const packed = new WeakMap<Mesh, Packed>();
  return (mesh) => {
    const found = packed.get(mesh) ?? pack(known(mesh), mesh.positions, mesh.indices);
    packed.set(mesh, found);
    return found;
  };
}

export interface Posture {
  readonly articulation: Articulation;
  /** How far from the body's origin it goes, m. */
  readonly reach: number;
  standing(): StandingBody;
}

export function posture(model: Model, articulation: Articulation, rigid: RigidMeshes): Posture {
  const pose: ModelPose = model.pose(articulation);
  let made: StandingBody | undefined;
  return {
    articulation,
    reach: Math.max(...model.parts.map(({ mesh }, p) => reachOf(mesh, pose.parts[p] as PartPose))),
    standing() {
      if (made === undefined) {
        const parts = model.parts.map((part, p) => standingPart(part, pose.parts[p] as PartPose, rigid));
        made = { parts, tree: topTree(Float64Array.from(parts.flatMap(boxInBody))) };
      }
      return made;
    },
  };
}

function standingPart({ mesh, material, class: own }: ModelPart, pose: PartPose, rigid: RigidMeshes): StandingPart {
  const kind = own === undefined ? {} : { class: own };
  if (pose.kind === 'skinned') {
    const packed = pack(bvhOf(pose.positions, mesh.indices), pose.positions, mesh.indices);
    return { packed, normals: pose.normals, material, ...kind };
  }
  return {
    packed: rigid(mesh),
    normals: mesh.normals,
    material,
    ...kind,
    bodyFromPart: pose.matrix,
    partFromBody: inverseOf(pose.matrix),
  };
}

/** Of the eight corners of its hierarchy's root. */
function boxInBody({ packed: { floats }, bodyFromPart }: StandingPart): number[] {
  const corners = Array.from({ length: 8 }, (_, c) =>
    applyRigid(bodyFromPart, [
      floats[(c & 1) * 3] as number,
      floats[1 + ((c >> 1) & 1) * 3] as number,
      floats[2 + (c >> 2) * 3] as number,
    ]),
  );
  const along = (k: 0 | 1 | 2): number[] => corners.map((corner) => corner[k]);
  return [...([0, 1, 2] as const).map((k) => Math.min(...along(k))), ...([0, 1, 2] as const).map((k) => Math.max(...along(k)))];
}

/** Farthest a part goes from the body's origin: its ball's centre, and its ball. */
function reachOf(mesh: Mesh, pose: PartPose): number {
  if (pose.kind === 'skinned') {
    const { center, radius } = ballOf(pose);
    return norm(center) + radius;
  }
  const { center, radius } = ballOf(mesh);
  const m = pose.matrix;
  const row = (r: number): number =>
    (m[r] as number) * center[0] + (m[r + 1] as number) * center[1] + (m[r + 2] as number) * center[2] + (m[r + 3] as number);
  const longest = Math.max(...[0, 1, 2].map((c) => norm([m[c] as number, m[4 + c] as number, m[8 + c] as number])));
  return norm([row(0), row(4), row(8)]) + radius * longest;
}

/** One of those that are known. */
export function sharedPosture(known: ReadonlyMap<number, Posture>, articulation: Articulation): Posture | undefined {
  for (const each of known.values()) if (sameArticulation(each.articulation, articulation)) return each;
  return undefined;
}

export function sameArticulation(a: Articulation, b: Articulation): boolean {
  if (a === b) return true;
  const channels = Object.entries(a.channels);
  return (
    a.gait === b.gait &&
    a.phase === b.phase &&
    a.speed === b.speed &&
    channels.length === Object.keys(b.channels).length &&
    channels.every(([name, value]) => b.channels[name] === value)
  );
}
