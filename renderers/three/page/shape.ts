/** A body in one of its levels of detail, as meshes: built once, posed and chosen for each pass every frame. */

import { BufferAttribute, type BufferGeometry, DynamicDrawUsage, Group, Matrix4, Mesh } from 'three';
import { variedSurface } from '#assets/index';
import type { BodyState } from '#contracts/frame';
import type { Model, PartPose } from '#contracts/model';
import type { RenderRequest } from '#contracts/renderer';
import type { BodySpec, SceneSpec } from '#contracts/scene';
import { matrixOf, throughWorld } from './camera.js';
import { areaOf, geometryOf } from './geometry.js';
import { glowOf } from './glow.js';
import { setLooks } from './looks.js';
import type { MaterialOf, Own } from './truth-material.js';

/** Parts with less surface (lamps, handles, shut lines) throw no shadow worth its cost, m^2. */
const SHADOW_AREA = 0.25;

export interface Shape {
  readonly model: Model;
  readonly group: Group;
  readonly parts: readonly { readonly mesh: Mesh; readonly own: Own }[];
}

/** @param gait any that the body knows */
export function buildShape(model: Model, gait: string, spec: BodySpec, scene: SceneSpec, materialFor: MaterialOf): Shape {
  const group = new Group();
  const pose = model.pose({ gait, phase: 0, speed: 0, channels: {} });
  const parts = model.parts.map((part, p) => {
    const { class: own } = part;
    const { mesh: shape, material: look } = variedSurface(part, scene.appearance, spec.id);
    const bends = (pose.parts[p] as PartPose).kind === 'skinned';
    const {
      material,
      lensed,
      own: uniforms,
    } = materialFor(look, scene.semanticIds[own ?? spec.class] ?? 0, spec.instance, {
      motion: bends ? 'bends' : 'rigid',
      colored: shape.colors !== undefined,
    });
    const geometry = geometryOf(shape);
    if (bends) {
      for (const name of ['position', 'normal', 'positionNext']) {
        const attribute = new BufferAttribute(new Float32Array(shape.positions.length), 3);
        attribute.setUsage(DynamicDrawUsage);
        geometry.setAttribute(name, attribute);
      }
    }
    const mesh = new Mesh(geometry, material);
    mesh.matrixAutoUpdate = false;
    mesh.receiveShadow = true;
    mesh.frustumCulled = false;
    mesh.userData = { look, throwsShadow: areaOf(shape) > SHADOW_AREA };
    setLooks(mesh, { plain: material, lensed });
    group.add(mesh);
    return { mesh, own: uniforms };
  });
  return { model, group, parts };
}

/** Whether the colour and truth pass draws a mesh, and whether the shadow pass does. */
export function drawIn(mesh: Mesh, picture: boolean, shadow: boolean, near: number): void {
  mesh.castShadow = shadow && mesh.userData.throwsShadow;
  mesh.userData.near = near;
  mesh.onBeforeShadow = () => mesh.geometry.setDrawRange(0, Number.POSITIVE_INFINITY);
  mesh.onBeforeRender = () => mesh.geometry.setDrawRange(0, picture ? Number.POSITIVE_INFINITY : 0);
}

export function poseShape({ model, parts }: Shape, state: BodyState, later: BodyState, request: RenderRequest): void {
  const [pose, next] = [model.pose(state.articulation), model.pose(later.articulation)];
  const [world, worldNext] = [matrixOf(state.worldFromBody), matrixOf(later.worldFromBody)];
  for (const [p, { mesh, own }] of parts.entries()) {
    const [now, then] = [pose.parts[p] as PartPose, next.parts[p] as PartPose];
    if (now.kind === 'skinned' && then.kind === 'skinned') {
      fill(mesh.geometry, 'position', now.positions);
      fill(mesh.geometry, 'normal', now.normals);
      fill(mesh.geometry, 'positionNext', then.positions);
      mesh.matrix.copy(world);
      own.uNextModel.value.copy(worldNext);
    } else if (now.kind === 'rigid' && then.kind === 'rigid') {
      mesh.matrix.copy(world).multiply(rowMajor(now.matrix));
      const nextFromNow = worldNext.clone().multiply(rowMajor(then.matrix)).multiply(mesh.matrix.clone().invert());
      own.uNextFromCamera.value.copy(throughWorld(request, nextFromNow));
    }
    mesh.matrixWorldNeedsUpdate = true;
    own.uGlow.value.set(...glowOf(mesh.userData.look, state, request.frame.medium));
  }
}

function fill(geometry: BufferGeometry, name: string, values: Float32Array): void {
  const attribute = geometry.getAttribute(name) as BufferAttribute;
  (attribute.array as Float32Array).set(values);
  attribute.needsUpdate = true;
}

function rowMajor(m: ArrayLike<number>): Matrix4 {
  const e = (i: number): number => m[i] as number;
  return new Matrix4().set(e(0), e(1), e(2), e(3), e(4), e(5), e(6), e(7), e(8), e(9), e(10), e(11), 0, 0, 0, 1);
}

export function disposeShape(group: Group): void {
  group.traverse((object) => {
    if (!(object instanceof Mesh)) return;
    object.geometry.dispose();
    object.material.dispose();
  });
}
