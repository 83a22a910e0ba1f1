/** A body over a stretch of time: where it is at any instant in it, and its parts as they stand at the instants it was asked for. */
import type { MeshBVH } from 'three-mesh-bvh';
import { bodyAssets, modelFor } from '#assets/index';
import type { Articulation, BodyState, FrameState } from '#contracts/frame';
import type { Material, Mesh, Model, ModelPose, PartPose } from '#contracts/model';
import type { SweepRequest } from '#contracts/rays';
import type { BodySpec } from '#contracts/scene';
import { norm, type Pose } from '#core/pose';
import { type Packed, pack } from './packed.js';
import { applyRigid, ballOf, bvhOf, inverseOf } from './target.js';
import { type TopTree, topTree } from './top-tree.js';

/** A part as it stands at one instant, in the body's frame. */
export interface StandingPart {
  readonly packed: Packed;
  readonly normals: Float32Array;
  readonly material: Material;
  /** Row-major 3x4; both missing where the part's vertices are in the body's frame. */
  readonly bodyFromPart?: Float64Array;
  readonly partFromBody?: Float64Array;
}

export interface StandingBody {
  readonly parts: readonly StandingPart[];
  /** Over the parts' boxes in the body's frame. */
  readonly tree: TopTree;
}

/** Instants of a sweep: `fromNs + k * stepNs`, and the same again `laterNs` later. */
export interface Instants {
  readonly request: SweepRequest;
  readonly count: number;
  readonly middle: number;
  now(k: number): FrameState;
  later(k: number): FrameState;
  /** The nearest one's number. */
  nearest(timeNs: number): number;
}

export function instantsOf(request: SweepRequest): Instants {
  const { fromNs, untilNs, stepNs, laterNs } = request;
  const count = 1 + Math.ceil((untilNs - fromNs) / stepNs);
  const known = [new Map<number, FrameState>(), new Map<number, FrameState>()] as const;
  const at = (k: number, which: 0 | 1): FrameState => {
    const found = known[which].get(k) ?? request.at(fromNs + k * stepNs + which * laterNs);
    known[which].set(k, found);
    return found;
  };
  return {
    request,
    count,
    middle: count >> 1,
    now: (k) => at(k, 0),
    later: (k) => at(k, 1),
    nearest: (timeNs) => Math.min(count - 1, Math.max(0, Math.round((timeNs - fromNs) / stepNs))),
  };
}

export interface MovingBody {
  readonly spec: BodySpec;
  readonly semantic: number;
  /** Low and high corner of where it can be during the sweep, world, m. */
  readonly box: readonly number[];
  /** Whether anything about it changes between two instants or later. */
  readonly moves: boolean;
  /** Writes rotation (row-major 3x3) and position of worldFromBody; false where it isn't in the world then. */
  place(timeNs: number, out: Float64Array, later: boolean): boolean;
  /** As it stands at the instant nearest to that time, or `laterNs` after it. */
  standing(timeNs: number, later: boolean): StandingBody;
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

export function movingBody(spec: BodySpec, instants: Instants, rigid: RigidMeshes): MovingBody | undefined {
  const { request, count, middle } = instants;
  const states = Array.from({ length: count }, (_, k) => stateOf(instants.now(k), spec.id));
  const first = states[middle] ?? states.find((state) => state !== undefined);
  if (first === undefined) return undefined;
  const model = modelFor(bodyAssets.get(spec.look.asset).build(spec.look), first.worldFromBody.position, request.eye);
  const postures = new Map<number, Posture>();
  const postureAt = (k: number, later: boolean): Posture => {
    const key = later ? count + k : k;
    const state = stateOf(later ? instants.later(k) : instants.now(k), spec.id) ?? first;
    const known = postures.get(key) ?? sharedPosture(postures, state.articulation) ?? posture(model, state.articulation, rigid);
    postures.set(key, known);
    return known;
  };
  const standing = postureAt(middle, false);
  const still = states.every((state) => state !== undefined && sameState(state, first));
  return {
    spec,
    semantic: request.scene.semanticIds[spec.class] ?? 0,
    box: sweptBox(states, standing.reach, still),
    moves: !still || !sameState(stateOf(instants.later(middle), spec.id) ?? first, first),
    place(timeNs, out, later) {
      const at = (timeNs - request.fromNs) / request.stepNs;
      const k = Math.min(count - 1, Math.max(0, Math.floor(at)));
      const from = later ? stateOf(instants.later(k), spec.id) : states[k];
      if (from === undefined) return false;
      const next = Math.min(count - 1, k + 1);
      const to = (later ? stateOf(instants.later(next), spec.id) : states[next]) ?? from;
      writePlace(from.worldFromBody, to.worldFromBody, Math.min(1, Math.max(0, at - k)), out);
      return true;
    },
    standing: (timeNs, later) => postureAt(instants.nearest(timeNs), later).standing(),
  };
}

interface Posture {
  readonly articulation: Articulation;
  /** How far from the body's origin it goes, m. */
  readonly reach: number;
  standing(): StandingBody;
}

function posture(model: Model, articulation: Articulation, rigid: RigidMeshes): Posture {
  const pose: ModelPose = model.pose(articulation);
  let made: StandingBody | undefined;
  return {
    articulation,
    reach: Math.max(...model.parts.map(({ mesh }, p) => reachOf(mesh, pose.parts[p] as PartPose))),
    standing() {
      if (made === undefined) {
        const parts = model.parts.map(({ mesh, material }, p) =>
          standingPart(mesh, material, pose.parts[p] as PartPose, rigid),
        );
        made = { parts, tree: topTree(Float64Array.from(parts.flatMap(boxInBody))) };
      }
      return made;
    },
  };
}

function standingPart(mesh: Mesh, material: Material, pose: PartPose, rigid: RigidMeshes): StandingPart {
  if (pose.kind === 'skinned') {
    const packed = pack(bvhOf(pose.positions, mesh.indices), pose.positions, mesh.indices);
    return { packed, normals: pose.normals, material };
  }
  return {
    packed: rigid(mesh),
    normals: mesh.normals,
    material,
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

/** Limbs swing farther than they do in the middle of the sweep: a fifth and 0.2 m more for what isn't still. */
function sweptBox(states: readonly (BodyState | undefined)[], reach: number, still: boolean): number[] {
  const far = still ? reach : 1.2 * reach + 0.2;
  const low = [Infinity, Infinity, Infinity];
  const high = [-Infinity, -Infinity, -Infinity];
  for (const state of states) {
    for (let k = 0; k < 3 && state !== undefined; k++) {
      low[k] = Math.min(low[k] as number, (state.worldFromBody.position[k] as number) - far);
      high[k] = Math.max(high[k] as number, (state.worldFromBody.position[k] as number) + far);
    }
  }
  return [...low, ...high];
}

function stateOf(frame: FrameState, id: string): BodyState | undefined {
  return frame.bodies.find((state) => state.id === id);
}

function sharedPosture(known: ReadonlyMap<number, Posture>, articulation: Articulation): Posture | undefined {
  for (const each of known.values()) if (sameArticulation(each.articulation, articulation)) return each;
  return undefined;
}

function sameState(a: BodyState, b: BodyState): boolean {
  const [p, q] = [a.worldFromBody, b.worldFromBody];
  return (
    p.position.every((v, i) => v === q.position[i]) &&
    p.orientation.every((v, i) => v === q.orientation[i]) &&
    sameArticulation(a.articulation, b.articulation)
  );
}

function sameArticulation(a: Articulation, b: Articulation): boolean {
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

/** Straight between two places, turning evenly: the same as `mix` and `quatMix`, written in place. */
function writePlace(a: Pose, b: Pose, t: number, out: Float64Array): void {
  const [p, q] = [a.orientation, b.orientation];
  const sign = p[0] * q[0] + p[1] * q[1] + p[2] * q[2] + p[3] * q[3] < 0 ? -1 : 1;
  let x = p[0] + (sign * q[0] - p[0]) * t;
  let y = p[1] + (sign * q[1] - p[1]) * t;
  let z = p[2] + (sign * q[2] - p[2]) * t;
  let w = p[3] + (sign * q[3] - p[3]) * t;
  const length = Math.sqrt(x * x + y * y + z * z + w * w);
  x /= length;
  y /= length;
  z /= length;
  w /= length;
  out[0] = 1 - 2 * (y * y + z * z);
  out[1] = 2 * (x * y - z * w);
  out[2] = 2 * (x * z + y * w);
  out[3] = 2 * (x * y + z * w);
  out[4] = 1 - 2 * (x * x + z * z);
  out[5] = 2 * (y * z - x * w);
  out[6] = 2 * (x * z - y * w);
  out[7] = 2 * (y * z + x * w);
  out[8] = 1 - 2 * (x * x + y * y);
  for (let k = 0; k < 3; k++) {
    const from = a.position[k as 0] as number;
    out[9 + k] = from + ((b.position[k as 0] as number) - from) * t;
  }
}
