/** Targets of a request: the place's triangles (built once a scene) and the bodies as they stand now and next. */

import type { MeshBVH } from 'three-mesh-bvh';
import { bodyAssets, buildPlaceBatches } from '#assets/index';
import type { BodyState } from '#contracts/frame';
import type { Mesh, Model, ModelPose, PartPose } from '#contracts/model';
import type { RenderRequest } from '#contracts/renderer';
import type { BodySpec, SceneSpec } from '#contracts/scene';
import { canonicalJson } from '#core/hash';
import { matrixOfQuat, type Pose, transformPoint } from '#core/pose';
import { buildPlace } from '#places/index';
import { applyRigid, ballOf, bvhOf, type Rigid, type Target } from './target.js';

export interface Scenes {
  targets(request: RenderRequest): readonly Target[];
  clear(): void;
}

export function createScenes(): Scenes {
  let known: { key: string; target: Target } | undefined;
  const parts = new WeakMap<Mesh, { bvh: MeshBVH; ball: ReturnType<typeof ballOf> }>();
  const placeOf = (scene: SceneSpec): Target => {
    const key = canonicalJson([scene.place, scene.semanticIds]);
    if (known?.key !== key) known = { key, target: placeTarget(scene) };
    return known.target;
  };
  const rigidPart = (mesh: Mesh): { bvh: MeshBVH; ball: ReturnType<typeof ballOf> } => {
    const found = parts.get(mesh) ?? { bvh: bvhOf(mesh.positions, mesh.indices), ball: ballOf(mesh) };
    parts.set(mesh, found);
    return found;
  };
  return {
    targets(request) {
      const { scene, frame, next, view } = request;
      const later = new Map(next.frame.bodies.map((state) => [state.id, state]));
      const specs = new Map(scene.bodies.map((spec) => [spec.id, spec]));
      const bodies = frame.bodies
        .filter((state) => !view.hides.includes(state.id))
        .flatMap((state) =>
          bodyTargets(specs.get(state.id) as BodySpec, state, later.get(state.id) ?? state, scene, rigidPart),
        );
      return [placeOf(scene), ...bodies];
    },
    clear() {
      known = undefined;
    },
  };
}

function placeTarget(scene: SceneSpec): Target {
  const batches = buildPlaceBatches(buildPlace(scene.place));
  const count = (of: (mesh: Mesh) => number): number =>
    batches.reduce((sum, batch) => sum + of(batch.mesh) * (batch.transforms.length / 12), 0);
  const positions = new Float32Array(count((mesh) => mesh.positions.length));
  const normals = new Float32Array(positions.length);
  const indices = new Uint32Array(count((mesh) => mesh.indices.length));
  const semantics = new Uint8Array(indices.length / 3);
  let vertex = 0;
  let index = 0;
  for (const { mesh, transforms, class: id } of batches) {
    const semantic = scene.semanticIds[id] ?? 0;
    for (let c = 0; c < transforms.length; c += 12) {
      const m = transforms.subarray(c, c + 12);
      for (let i = 0; i < mesh.positions.length; i += 3) {
        positions.set(
          applyRigid(m, [mesh.positions[i] as number, mesh.positions[i + 1] as number, mesh.positions[i + 2] as number]),
          vertex + i,
        );
        normals.set(
          scaledNormal(m, mesh.normals[i] as number, mesh.normals[i + 1] as number, mesh.normals[i + 2] as number),
          vertex + i,
        );
      }
      semantics.fill(semantic, index / 3, (index + mesh.indices.length) / 3);
      for (const i of mesh.indices) indices[index++] = vertex / 3 + i;
      vertex += mesh.positions.length;
    }
  }
  return {
    bvh: bvhOf(positions, indices),
    positions,
    normals,
    indices,
    semantic: (triangle) => semantics[triangle] as number,
    instance: 0,
  };
}

/** Normals under a scaled transform: the cofactor of its 3x3 part. */
function scaledNormal(m: Rigid, x: number, y: number, z: number): [number, number, number] {
  const e = (i: number): number => m[i] as number;
  const [a, b, c, d, f, g, h, i, j] = [e(0), e(1), e(2), e(4), e(5), e(6), e(8), e(9), e(10)];
  const n: [number, number, number] = [
    (f * j - g * i) * x + (g * h - d * j) * y + (d * i - f * h) * z,
    (c * i - b * j) * x + (a * j - c * h) * y + (b * h - a * i) * z,
    (b * g - c * f) * x + (c * d - a * g) * y + (a * f - b * d) * z,
  ];
  const length = Math.sqrt(n[0] * n[0] + n[1] * n[1] + n[2] * n[2]) || 1;
  return [n[0] / length, n[1] / length, n[2] / length];
}

type RigidPart = (mesh: Mesh) => { bvh: MeshBVH; ball: ReturnType<typeof ballOf> };

function bodyTargets(spec: BodySpec, state: BodyState, later: BodyState, scene: SceneSpec, rigidPart: RigidPart): Target[] {
  const model: Model = bodyAssets.get(spec.look.asset).build(spec.look);
  const [pose, nextPose]: [ModelPose, ModelPose] = [model.pose(state.articulation), model.pose(later.articulation)];
  const semantic = scene.semanticIds[spec.class] ?? 0;
  return model.parts.map(({ mesh }, p): Target => {
    const [now, then] = [pose.parts[p] as PartPose, nextPose.parts[p] as PartPose];
    const world = worldFrom(state.worldFromBody, now);
    const next = worldFrom(later.worldFromBody, then);
    const common = { semantic, instance: spec.instance, indices: mesh.indices, world, next };
    if (now.kind === 'rigid') {
      const { bvh, ball } = rigidPart(mesh);
      return {
        ...common,
        bvh,
        positions: mesh.positions,
        normals: mesh.normals,
        ball: { center: applyRigid(world, ball.center), radius: ball.radius },
      };
    }
    const ball = ballOf(now);
    return {
      ...common,
      bvh: bvhOf(now.positions, mesh.indices),
      positions: now.positions,
      normals: now.normals,
      nextPositions: then.kind === 'skinned' ? then.positions : now.positions,
      ball: { center: transformPoint(state.worldFromBody, ball.center), radius: ball.radius },
    };
  });
}

/** Row-major 3x4 of the body's pose times the part's. */
function worldFrom(body: Pose, part: PartPose): Float64Array {
  const r = matrixOfQuat(body.orientation) as readonly number[];
  const m = part.kind === 'rigid' ? part.matrix : IDENTITY;
  const out = new Float64Array(12);
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 4; j++) {
      let sum = j === 3 ? (body.position[i] as number) : 0;
      for (let k = 0; k < 3; k++) sum += (r[3 * i + k] as number) * (m[4 * k + j] as number);
      out[4 * i + j] = sum;
    }
  }
  return out;
}
const IDENTITY = new Float64Array([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0]);
