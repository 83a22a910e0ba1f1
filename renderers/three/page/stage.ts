/** Meshes of the scene on show: the place, built once a scene, and the bodies, posed every frame. */

import { type Scene, Sphere, Vector3 } from 'three';
import { bodyAssets, levelsOf, modelFor } from '#assets/index';
import type { BodyState } from '#contracts/frame';
import type { Model } from '#contracts/model';
import type { Place } from '#contracts/place';
import type { RenderRequest } from '#contracts/renderer';
import type { BodySpec, SceneSpec } from '#contracts/scene';
import { norm, transformPoint } from '#core/pose';
import { buildPlace } from '#places/index';
import type { PageCamera } from './camera.js';
import type { ShownBody } from './lights.js';
import { createScenery, type Scenery } from './scenery.js';
import { buildShape, disposeShape, drawIn, poseShape, type Shape } from './shape.js';
import { sightOf } from './sight.js';

export interface Stage {
  show(request: RenderRequest, camera: PageCamera): void;
  bodies(): readonly ShownBody[];
  place(): Place;
}

interface Actor {
  readonly spec: BodySpec;
  /** Levels of detail, the finest first. */
  readonly levels: readonly Model[];
  /** Meshes of those levels that have been needed so far. */
  readonly shapes: Map<Model, Shape>;
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
      placeKey = key;
    }
    for (const { group } of shapesOf(actors)) {
      disposeShape(group);
      scene.remove(group);
    }
    actors = new Map(spec.bodies.map((body) => [body.id, actorOf(body)]));
    shownId = spec.id;
  };
  const shapeOf = ({ spec, shapes }: Actor, level: Model, whole: SceneSpec): Shape => {
    const known = shapes.get(level);
    if (known !== undefined) return known;
    const made = buildShape(level, spec, whole);
    shapes.set(level, made);
    scene.add(made.group);
    return made;
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
        const actor = actors.get(state.id) as Actor;
        const { spec, levels } = actor;
        const model = modelFor(levels[0] as Model, state.worldFromBody.position, eye);
        const hidden = request.view.hides.includes(state.id);
        const ball = ballOf(spec, state);
        const near = sight.distance(ball);
        // At this distance nobody can tell the coarse shape's shadow from the fine one's.
        const caster = near > FINE_SHADOW ? (levels[levels.length - 1] as Model) : model;
        const [sees, shades] = [!hidden && sight.sees(ball), !hidden && sight.shades(ball)];
        for (const level of new Set([model, caster])) {
          const [inPicture, inShadow] = [sees && level === model, shades && level === caster];
          if (!inPicture && !inShadow) continue;
          const shape = shapeOf(actor, level, request.scene);
          shape.group.visible = true;
          poseShape(shape, state, later.get(state.id) ?? state, request);
          for (const { mesh } of shape.parts) drawIn(mesh, inPicture, inShadow, near);
        }
        return { state, box: spec.box, model, hidden };
      });
    },
    bodies: () => shown,
    place: () => place as Place,
  };
}

function shapesOf(actors: ReadonlyMap<string, Actor>): Shape[] {
  return [...actors.values()].flatMap(({ shapes }) => [...shapes.values()]);
}

function actorOf(spec: BodySpec): Actor {
  return { spec, levels: levelsOf(bodyAssets.get(spec.look.asset).build(spec.look)), shapes: new Map() };
}

/** Holds the body in every pose: limbs reach out of the box by up to a metre. */
function ballOf({ box: { center, size } }: BodySpec, { worldFromBody }: BodyState): Sphere {
  const middle = transformPoint(worldFromBody, center);
  return new Sphere(new Vector3(...middle), norm(size) / 2 + 1);
}
