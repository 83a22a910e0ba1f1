/** Meshes of the scene on show: the place, built once a scene, and the bodies, posed every frame. */

import { BufferAttribute, BufferGeometry, DynamicDrawUsage, Group, InstancedMesh, Matrix4, Mesh, type Scene } from 'three';
import { bodyAssets, buildPlaceBatches } from '#assets/index';
import type { BodyState } from '#contracts/frame';
import type { Model, PartPose, Mesh as Shape } from '#contracts/model';
import type { Place } from '#contracts/place';
import type { RenderRequest } from '#contracts/renderer';
import type { BodySpec, SceneSpec } from '#contracts/scene';
import { buildPlace } from '#places/index';
import { matrixOf, type PageCamera } from './camera.js';
import { glowOf } from './glow.js';
import type { ShownBody } from './lights.js';
import { type Own, truthMaterial } from './truth-material.js';

export interface Stage {
  show(request: RenderRequest, camera: PageCamera): void;
  bodies(): readonly ShownBody[];
  place(): Place;
}

interface Actor {
  readonly spec: BodySpec;
  readonly model: Model;
  readonly group: Group;
  readonly parts: readonly { readonly mesh: Mesh; readonly own: Own }[];
}

/** Grass and distant trees throw no shadow worth its cost. */
const NO_SHADOW = /^(grass|tree-far|conifer-far|road|lane-marking|terrain|sidewalk)/;

export function createStage(scene: Scene): Stage {
  let shownId = '';
  let placeKey = '';
  let place: Place | undefined;
  let scenery = new Group();
  let actors = new Map<string, Actor>();
  let shown: ShownBody[] = [];
  scene.add(scenery);

  const setScene = (spec: SceneSpec): void => {
    if (spec.id === shownId) return;
    const key = JSON.stringify([spec.place, spec.semanticIds]);
    if (key !== placeKey) {
      dispose(scenery);
      scene.remove(scenery);
      place = buildPlace(spec.place);
      scenery = buildScenery(place, spec);
      scene.add(scenery);
      placeKey = key;
    }
    for (const { group } of actors.values()) {
      dispose(group);
      scene.remove(group);
    }
    actors = new Map(spec.bodies.map((body) => [body.id, buildActor(body, spec)]));
    for (const { group } of actors.values()) scene.add(group);
    shownId = spec.id;
  };
  return {
    show(request) {
      setScene(request.scene);
      const later = new Map(request.next.frame.bodies.map((state) => [state.id, state]));
      const present = new Set(request.frame.bodies.map((state) => state.id));
      for (const [id, { group }] of actors) group.visible = present.has(id) && !request.view.hides.includes(id);
      shown = request.frame.bodies.map((state) => {
        const actor = actors.get(state.id) as Actor;
        const hidden = request.view.hides.includes(state.id);
        if (!hidden) poseActor(actor, state, later.get(state.id) ?? state, request);
        return { state, model: actor.model, hidden };
      });
    },
    bodies: () => shown,
    place: () => place as Place,
  };
}

function geometryOf(shape: Shape): BufferGeometry {
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(shape.positions, 3));
  geometry.setAttribute('normal', new BufferAttribute(shape.normals, 3));
  geometry.setAttribute('uv', new BufferAttribute(shape.uvs ?? new Float32Array((shape.positions.length / 3) * 2), 2));
  if (shape.colors !== undefined) geometry.setAttribute('color', new BufferAttribute(shape.colors, 3));
  geometry.setIndex(new BufferAttribute(shape.indices, 1));
  return geometry;
}

function buildScenery(place: Place, spec: SceneSpec): Group {
  const group = new Group();
  for (const { name, class: id, mesh: shape, material: look, transforms } of buildPlaceBatches(place)) {
    const { material, own } = truthMaterial(look, spec.semanticIds[id] ?? 0, 0, {
      moves: false,
      colored: shape.colors !== undefined,
    });
    const count = transforms.length / 12;
    const mesh = new InstancedMesh(geometryOf(shape), material, count);
    for (let i = 0; i < count; i++) mesh.setMatrixAt(i, rowMajor(transforms.subarray(12 * i, 12 * i + 12)));
    mesh.castShadow = !NO_SHADOW.test(name);
    mesh.receiveShadow = true;
    mesh.frustumCulled = false;
    mesh.userData = { own, look };
    group.add(mesh);
  }
  return group;
}

function buildActor(spec: BodySpec, scene: SceneSpec): Actor {
  const model = bodyAssets.get(spec.look.asset).build(spec.look);
  const group = new Group();
  const pose = model.pose({ gait: bodyAssets.get(spec.look.asset).gaits[0] as string, phase: 0, speed: 0, channels: {} });
  const parts = model.parts.map(({ mesh: shape, material: look }, p) => {
    const moves = (pose.parts[p] as PartPose).kind === 'skinned';
    const { material, own } = truthMaterial(look, scene.semanticIds[spec.class] ?? 0, spec.instance, {
      moves,
      colored: shape.colors !== undefined,
    });
    const geometry = geometryOf(shape);
    if (moves) {
      for (const name of ['position', 'normal', 'positionNext']) {
        const attribute = new BufferAttribute(new Float32Array(shape.positions.length), 3);
        attribute.setUsage(DynamicDrawUsage);
        geometry.setAttribute(name, attribute);
      }
    }
    const mesh = new Mesh(geometry, material);
    mesh.matrixAutoUpdate = false;
    mesh.castShadow = true;
    mesh.receiveShadow = true;
    mesh.frustumCulled = false;
    mesh.userData = { look };
    group.add(mesh);
    return { mesh, own };
  });
  return { spec, model, group, parts };
}

function poseActor({ model, parts }: Actor, state: BodyState, later: BodyState, request: RenderRequest): void {
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
      own.uNextModel.value.copy(worldNext).multiply(rowMajor(then.matrix));
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

function dispose(group: Group): void {
  group.traverse((object) => {
    if (!(object instanceof Mesh)) return;
    object.geometry.dispose();
    object.material.dispose();
    if (object instanceof InstancedMesh) object.dispose();
  });
}
