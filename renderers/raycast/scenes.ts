/** Targets of a request: the place's triangles (built once a scene) and the bodies as they stand now and next. */

import type { MeshBVH } from 'three-mesh-bvh';
import { bodyAssets, modelFor, swayerIn } from '#assets/index';
import type { BodyState, FrameState } from '#contracts/frame';
import type { Bodies, Mesh, ModelPose, PartPose } from '#contracts/model';
import type { BodySpec, SceneSpec } from '#contracts/scene';
import { canonicalJson } from '#core/hash';
import { matrixOfQuat, type Pose, transformPoint, type Vec3 } from '#core/pose';
import { type PlaceTargets, placeTargets } from './place.js';
import { applyRigid, ballOf, bvhOf, inverseOf, type Target } from './target.js';

/** A scene now and at the next instant, for one eye. */
export interface Standing {
  readonly scene: SceneSpec;
  readonly frame: FrameState;
  readonly next: FrameState;
  /** Where backward flow is wanted. */
  readonly before?: FrameState;
  /** Whose distance decides on levels of detail. */
  readonly eye: Vec3;
  readonly hides: readonly string[];
}

export interface Scenes {
  targets(standing: Standing): readonly Target[];
  clear(): void;
}

export function createScenes(assets: Bodies = bodyAssets): Scenes {
  let known: { key: string; place: PlaceTargets } | undefined;
  const parts = new WeakMap<Mesh, { bvh: MeshBVH; ball: ReturnType<typeof ballOf> }>();
  const placeOf = (scene: SceneSpec): PlaceTargets => {
    const key = canonicalJson([scene.place, scene.semanticIds]);
    if (known?.key !== key) known = { key, place: placeTargets(scene) };
    return known.place;
  };
  const rigidPart = (mesh: Mesh): { bvh: MeshBVH; ball: ReturnType<typeof ballOf> } => {
    const found = parts.get(mesh) ?? { bvh: bvhOf(mesh.positions, mesh.indices), ball: ballOf(mesh) };
    parts.set(mesh, found);
    return found;
  };
  return {
    targets({ scene, frame, next, before, eye, hides }) {
      const later = new Map(next.bodies.map((state) => [state.id, state]));
      const earlier = new Map((before?.bodies ?? []).map((state) => [state.id, state]));
      const specs = new Map(scene.bodies.map((spec) => [spec.id, spec]));
      const bodies = frame.bodies
        .filter((state) => !hides.includes(state.id))
        .flatMap((state) =>
          bodyTargets(
            specs.get(state.id) as BodySpec,
            [state, later.get(state.id) ?? state, before && (earlier.get(state.id) ?? state)],
            eye,
            scene,
            rigidPart,
            assets,
          ),
        );
      const swayer = swayerIn(frame.medium);
      const moments = { now: frame.timeNs, next: next.timeNs, before: (before ?? frame).timeNs };
      return [...placeOf(scene).seenFrom(eye, swayer && { swayer, moments }), ...bodies];
    },
    clear() {
      known = undefined;
    },
  };
}

type RigidPart = (mesh: Mesh) => { bvh: MeshBVH; ball: ReturnType<typeof ballOf> };

function bodyTargets(
  spec: BodySpec,
  [state, later, earlier]: readonly [now: BodyState, next: BodyState, before: BodyState | undefined],
  eye: Vec3,
  scene: SceneSpec,
  rigidPart: RigidPart,
  assets: Bodies,
): Target[] {
  const model = modelFor(assets.get(spec.look.asset).build(spec.look), state.worldFromBody.position, eye);
  const [pose, nextPose]: [ModelPose, ModelPose] = [model.pose(state.articulation), model.pose(later.articulation)];
  const beforePose = earlier && model.pose(earlier.articulation);
  return model.parts.map(({ mesh, material, class: own }, p): Target => {
    const semantic = scene.semanticIds[own ?? spec.class] ?? 0;
    const [now, then] = [pose.parts[p] as PartPose, nextPose.parts[p] as PartPose];
    const world = worldFrom(state.worldFromBody, now);
    const next = worldFrom(later.worldFromBody, then);
    const was = beforePose?.parts[p];
    const before = was && worldFrom((earlier as BodyState).worldFromBody, was);
    const common = {
      semantic,
      material,
      instance: spec.instance,
      indices: mesh.indices,
      world,
      inverse: inverseOf(world),
      next,
      ...(before === undefined ? {} : { before }),
    };
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
      ...(was?.kind === 'skinned' ? { beforePositions: was.positions } : {}),
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
