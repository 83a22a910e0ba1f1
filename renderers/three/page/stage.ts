/** Meshes of the scene on show: the place, built once a scene, and the bodies, posed every frame. */

import {
  BufferAttribute,
  type BufferGeometry,
  DynamicDrawUsage,
  Group,
  Matrix4,
  Mesh,
  type Scene,
  Sphere,
  Vector3,
} from 'three';
import { bodyAssets, modelFor } from '#assets/index';
import type { BodyState } from '#contracts/frame';
import type { Model, PartPose } from '#contracts/model';
import type { Place } from '#contracts/place';
import type { RenderRequest } from '#contracts/renderer';
import type { BodySpec, SceneSpec } from '#contracts/scene';
import { norm, transformPoint } from '#core/pose';
import { buildPlace } from '#places/index';
import { matrixOf, type PageCamera } from './camera.js';
import { areaOf, geometryOf } from './geometry.js';
import { glowOf } from './glow.js';
import type { ShownBody } from './lights.js';
import { createScenery, type Scenery } from './scenery.js';
import { sightOf } from './sight.js';
import { type Own, truthMaterial } from './truth-material.js';

export interface Stage {
  show(request: RenderRequest, camera: PageCamera): void;
  bodies(): readonly ShownBody[];
  place(): Place;
}

interface Actor {
  readonly spec: BodySpec;
  readonly fine: Shape;
  readonly far: Shape | undefined;
}

/** Parts with less surface (lamps, handles, shut lines) throw no shadow worth its cost, m^2. */
const SHADOW_AREA = 0.25;
/** Up to here the fine shape throws the shadow, m. */
const FINE_SHADOW = 12;

/** A body in one of its levels of detail. */
interface Shape {
  readonly model: Model;
  readonly group: Group;
  readonly parts: readonly { readonly mesh: Mesh; readonly own: Own }[];
}

export function createStage(scene: Scene): Stage {
  let shownId = '';
  let placeKey = '';
  let place: Place | undefined;
  let scenery: Scenery | undefined;
  let actors = new Map<string, Actor>();
  let shown: ShownBody[] = [];

  const setScene = (spec: SceneSpec): void => {
    if (spec.id === shownId) return;
    const key = JSON.stringify([spec.place, spec.semanticIds]);
    if (key !== placeKey) {
      scenery?.dispose();
      place = buildPlace(spec.place);
      scenery = createScenery(scene, place, spec);
      placeKey = key;
    }
    for (const { group } of shapesOf(actors)) {
      dispose(group);
      scene.remove(group);
    }
    actors = new Map(spec.bodies.map((body) => [body.id, buildActor(body, spec)]));
    for (const { group } of shapesOf(actors)) scene.add(group);
    shownId = spec.id;
  };
  return {
    show(request, camera) {
      setScene(request.scene);
      const eye = request.view.worldFromCamera.position;
      const sight = sightOf(camera.three, eye, request.frame.medium);
      scenery?.aim(sight);
      const later = new Map(request.next.frame.bodies.map((state) => [state.id, state]));
      for (const { group } of shapesOf(actors)) group.visible = false;
      shown = request.frame.bodies.map((state) => {
        const { spec, fine, far } = actors.get(state.id) as Actor;
        const model = modelFor(fine.model, state.worldFromBody.position, eye);
        const shape = model === far?.model ? far : fine;
        const hidden = request.view.hides.includes(state.id);
        const ball = ballOf(spec, state);
        const near = sight.distance(ball);
        // At this distance nobody can tell the coarse shape's shadow from the fine one's.
        const caster = far !== undefined && near > FINE_SHADOW ? far : shape;
        const [sees, shades] = [!hidden && sight.sees(ball), !hidden && sight.shades(ball)];
        for (const each of new Set([shape, caster])) {
          const [inPicture, inShadow] = [sees && each === shape, shades && each === caster];
          each.group.visible = inPicture || inShadow;
          if (each.group.visible) poseShape(each, state, later.get(state.id) ?? state, request);
          for (const { mesh } of each.parts) drawIn(mesh, inPicture, inShadow, near);
        }
        return { state, model, hidden };
      });
    },
    bodies: () => shown,
    place: () => place as Place,
  };
}

function shapesOf(actors: ReadonlyMap<string, Actor>): Shape[] {
  return [...actors.values()].flatMap(({ fine, far }) => (far === undefined ? [fine] : [fine, far]));
}

function buildActor(spec: BodySpec, scene: SceneSpec): Actor {
  const model = bodyAssets.get(spec.look.asset).build(spec.look);
  const far = model.far === undefined ? undefined : buildShape(model.far.model, spec, scene);
  return { spec, fine: buildShape(model, spec, scene), far };
}

function buildShape(model: Model, spec: BodySpec, scene: SceneSpec): Shape {
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
    mesh.receiveShadow = true;
    mesh.frustumCulled = false;
    mesh.userData = { look, throwsShadow: areaOf(shape) > SHADOW_AREA };
    group.add(mesh);
    return { mesh, own };
  });
  return { model, group, parts };
}

/** Whether the colour and truth pass draws a mesh, and whether the shadow pass does. */
function drawIn(mesh: Mesh, picture: boolean, shadow: boolean, near: number): void {
  mesh.castShadow = shadow && mesh.userData.throwsShadow;
  mesh.userData.near = near;
  mesh.onBeforeShadow = () => mesh.geometry.setDrawRange(0, Number.POSITIVE_INFINITY);
  mesh.onBeforeRender = () => mesh.geometry.setDrawRange(0, picture ? Number.POSITIVE_INFINITY : 0);
}

function poseShape({ model, parts }: Shape, state: BodyState, later: BodyState, request: RenderRequest): void {
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

/** Holds the body in every pose: limbs reach out of the box by up to a metre. */
function ballOf({ box: { center, size } }: BodySpec, { worldFromBody }: BodyState): Sphere {
  const middle = transformPoint(worldFromBody, center);
  return new Sphere(new Vector3(...middle), norm(size) / 2 + 1);
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
  });
}
