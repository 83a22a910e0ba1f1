/** Meshes of the scene on show: the place, built once a scene, and the bodies, posed every frame. */

import { type Scene, Sphere, Vector3 } from 'three';
import { buildPlaceBatches, modelFor } from '#assets/index';
import type { BodyState } from '#contracts/frame';
import type { Bodies, BodyAsset, Model, PlaceBatch } from '#contracts/model';
import type { Place, Vec2 } from '#contracts/place';
import type { RenderRequest } from '#contracts/renderer';
import type { BodySpec, SceneSpec } from '#contracts/scene';
import { norm, transformPoint, type Vec3 } from '#core/pose';
import { buildPlace } from '#places/index';
import type { PageCamera } from './camera.js';
import { MOST_LANES } from './ground-glsl.js';
import type { ShownBody } from './lights.js';
import { createScenery, type Scenery } from './scenery.js';
import { buildShape, disposeShape, drawIn, poseShape, type Shape } from './shape.js';
import { sightOf } from './sight.js';
import { type MaterialOf, shared, truthMaterial } from './truth-material.js';

export interface Stage {
  /** Builds its place, before there is anything to show. */
  prepare(scene: SceneSpec): void;
  show(request: RenderRequest, camera: PageCamera): void;
  bodies(): readonly ShownBody[];
  place(): Place;
}

interface Actor {
  readonly spec: BodySpec;
  readonly asset: BodyAsset;
  readonly model: Model;
  /** Its shapes, built when they are first drawn. */
  readonly shapes: Map<Model, Shape>;
}

/** Up to here the fine shape throws the shadow, m. */
const FINE_SHADOW = 12;

export type BatchesOf = (place: Place) => readonly PlaceBatch[];

/** Which of a body's shapes an eye at `eye` is shown, and which throws its shadow from `near` metres. */
export interface ShapeChoice {
  pictured(model: Model, at: Vec3, eye: Vec3): Model;
  casting(model: Model, pictured: Model, near: number): Model;
}
const asDataset: ShapeChoice = {
  pictured: modelFor,
  // At this distance nobody can tell the coarse shape's shadow from the fine one's.
  casting: (model, pictured, near) => (near > FINE_SHADOW ? coarsest(model) : pictured),
};

/** @param assetOf what a look names @param batchesOf a place's triangles @param materialFor what they wear */
export function createStage(
  scene: Scene,
  assetOf: Bodies['get'],
  batchesOf: BatchesOf = buildPlaceBatches,
  materialFor: MaterialOf = truthMaterial,
  choice: ShapeChoice = asDataset,
): Stage {
  let shownId = '';
  let placeKey = '';
  let place: Place | undefined;
  let scenery: Scenery | undefined;
  let actors = new Map<string, Actor>();
  let shown: ShownBody[] = [];

  const setScene = (spec: SceneSpec): void => {
    if (spec.id === shownId) return;
    const key = JSON.stringify([spec.place, spec.semanticIds, spec.appearance]);
    if (key !== placeKey) {
      scenery?.dispose();
      place = buildPlace(spec.place);
      scenery = createScenery(scene, place, spec, batchesOf, materialFor);
      showRoad(place);
      placeKey = key;
    }
    for (const { group } of shapesOf(actors)) {
      disposeShape(group);
      scene.remove(group);
    }
    actors = new Map(spec.bodies.map((body) => [body.id, actorOf(body, assetOf(body.look.asset))]));
    shownId = spec.id;
  };
  const shapeOf = ({ spec, asset, shapes }: Actor, model: Model, semantics: SceneSpec): Shape => {
    const known = shapes.get(model);
    if (known !== undefined) return known;
    const made = buildShape(model, asset.gaits[0] as string, spec, semantics, materialFor);
    shapes.set(model, made);
    scene.add(made.group);
    return made;
  };
  return {
    prepare: setScene,
    show(request, camera) {
      setScene(request.scene);
      const eye = request.view.worldFromCamera.position;
      const sight = sightOf(camera.three, eye, request.frame.medium);
      const nextNs = request.layers.includes('flow') ? request.next.frame.timeNs : undefined;
      scenery?.aim(sight, request.frame.medium, { nowNs: request.frame.timeNs, nextNs });
      const later = new Map(request.next.frame.bodies.map((state) => [state.id, state]));
      for (const { group } of shapesOf(actors)) group.visible = false;
      shown = request.frame.bodies.map((state) => {
        const actor = actors.get(state.id) as Actor;
        const { spec, model } = actor;
        const hidden = request.view.hides.includes(state.id);
        const ball = ballOf(spec, state);
        const near = sight.distance(ball);
        const [sees, shades] = [!hidden && sight.sees(ball), !hidden && sight.shades(ball)];
        const pictured = choice.pictured(model, state.worldFromBody.position, eye);
        const casting = choice.casting(model, pictured, near);
        const wanted = new Set([...(sees ? [pictured] : []), ...(shades ? [casting] : [])]);
        for (const each of wanted) {
          const shape = shapeOf(actor, each, request.scene);
          shape.group.visible = true;
          poseShape(shape, state, later.get(state.id) ?? state, request);
          for (const { mesh } of shape.parts) drawIn(mesh, sees && each === pictured, shades && each === casting, near);
        }
        return { state, box: spec.box, model, hidden };
      });
    },
    bodies: () => shown,
    place: () => place as Place,
  };
}

/** Where its lanes are, for the ground's shader. */
function showRoad({ curvature = 0, lanes }: Place): void {
  const driven = lanes.filter(({ kind }) => kind === 'driving').slice(0, MOST_LANES);
  shared.uCurvature.value = curvature;
  shared.uLaneCount.value = driven.length;
  // Lanes begin beside the world's origin, where the road runs along +x.
  for (const [i, lane] of driven.entries()) shared.uLanes.value[i] = (lane.centerline[0] as Vec2)[1];
}

function shapesOf(actors: ReadonlyMap<string, Actor>): Shape[] {
  return [...actors.values()].flatMap(({ shapes }) => [...shapes.values()]);
}

function actorOf(spec: BodySpec, asset: BodyAsset): Actor {
  return { spec, asset, model: asset.build(spec.look), shapes: new Map() };
}

function coarsest(model: Model): Model {
  return model.far === undefined ? model : coarsest(model.far.model);
}

/** Holds the body in every pose: limbs reach out of the box by up to a metre. */
function ballOf({ box: { center, size } }: BodySpec, { worldFromBody }: BodyState): Sphere {
  const middle = transformPoint(worldFromBody, center);
  return new Sphere(new Vector3(...middle), norm(size) / 2 + 1);
}
