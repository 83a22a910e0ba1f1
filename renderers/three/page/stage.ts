/** Meshes of the scene on show: the place, built once a scene, and the bodies, posed every frame. */

import { type Scene, Sphere, Vector3 } from 'three';
import { bodyAssets, modelFor } from '#assets/index';
import type { BodyState } from '#contracts/frame';
import type { Model } from '#contracts/model';
import type { Place, Vec2 } from '#contracts/place';
import type { RenderRequest } from '#contracts/renderer';
import type { BodySpec, SceneSpec } from '#contracts/scene';
import { norm, transformPoint } from '#core/pose';
import { buildPlace } from '#places/index';
import type { PageCamera } from './camera.js';
import { MOST_LANES } from './ground-glsl.js';
import type { ShownBody } from './lights.js';
import { createScenery, type Scenery } from './scenery.js';
import { buildShape, disposeShape, drawIn, poseShape, type Shape } from './shape.js';
import { sightOf } from './sight.js';
import { shared } from './truth-material.js';

export interface Stage {
  show(request: RenderRequest, camera: PageCamera): void;
  bodies(): readonly ShownBody[];
  place(): Place;
}

interface Actor {
  readonly spec: BodySpec;
  /** Finest first. */
  readonly levels: readonly Shape[];
}

/** Up to here the fine shape throws the shadow, m. */
const FINE_SHADOW = 12;

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
      showRoad(place);
      placeKey = key;
    }
    for (const { group } of shapesOf(actors)) {
      disposeShape(group);
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
      scenery?.aim(sight, request.frame.medium);
      const later = new Map(request.next.frame.bodies.map((state) => [state.id, state]));
      for (const { group } of shapesOf(actors)) group.visible = false;
      shown = request.frame.bodies.map((state) => {
        const { spec, levels } = actors.get(state.id) as Actor;
        const model = modelFor((levels[0] as Shape).model, state.worldFromBody.position, eye);
        const shape = levels.find((each) => each.model === model) as Shape;
        const hidden = request.view.hides.includes(state.id);
        const ball = ballOf(spec, state);
        const near = sight.distance(ball);
        // At this distance nobody can tell the coarse shape's shadow from the fine one's.
        const coarsest = levels[levels.length - 1] as Shape;
        const caster = near > FINE_SHADOW ? coarsest : shape;
        const [sees, shades] = [!hidden && sight.sees(ball), !hidden && sight.shades(ball)];
        for (const each of new Set([shape, caster])) {
          const [inPicture, inShadow] = [sees && each === shape, shades && each === caster];
          each.group.visible = inPicture || inShadow;
          if (each.group.visible) poseShape(each, state, later.get(state.id) ?? state, request);
          for (const { mesh } of each.parts) drawIn(mesh, inPicture, inShadow, near);
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
  return [...actors.values()].flatMap(({ levels }) => levels);
}

function buildActor(spec: BodySpec, scene: SceneSpec): Actor {
  const levels: Shape[] = [];
  let model: Model | undefined = bodyAssets.get(spec.look.asset).build(spec.look);
  for (; model !== undefined; model = model.far?.model) levels.push(buildShape(model, spec, scene));
  return { spec, levels };
}

/** Holds the body in every pose: limbs reach out of the box by up to a metre. */
function ballOf({ box: { center, size } }: BodySpec, { worldFromBody }: BodyState): Sphere {
  const middle = transformPoint(worldFromBody, center);
  return new Sphere(new Vector3(...middle), norm(size) / 2 + 1);
}
