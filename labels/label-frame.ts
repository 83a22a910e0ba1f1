/** Labels of one frame: pure, from what is known and what is seen. */
import { bodyAssets, modelFor } from '#assets/index';
import type { BodyState } from '#contracts/frame';
import type { FrameAnnotations, LabelInput, ObjectAnnotation, SliceLook } from '#contracts/label';
import type { Model } from '#contracts/model';
import { bodyPoses } from '#contracts/observation';
import type { Lamp } from '#contracts/place';
import type { ShutterSlice } from '#contracts/renderer';
import type { BodySpec, PlaceSpec } from '#contracts/scene';
import { canonicalJson } from '#core/hash';
import { lensOf } from '#core/lens';
import { compose, IDENTITY_POSE, invert, norm } from '#core/pose';
import { buildPlace } from '#places/index';
import { amodalOf, type Stand } from './amodal.js';
import { cuboidIn } from './labelers/cuboid.js';
import { keypointsOf } from './labelers/keypoints.js';
import { posedBox } from './labelers/posed-box.js';
import { contrastOf, illuminanceAt } from './light.js';
import { type Looking, newScratch, type Scratch } from './outline.js';
import { type Extent, extentsOf } from './pixels.js';
import type { Seen } from './touch.js';

/** Every body that has a pixel, in scene order. @throws Error when ids or depth are missing from the layers */
export function labelFrame(input: LabelInput): FrameAnnotations {
  const { scene, frame, view, layers } = input;
  if (layers.instance === undefined || layers.depth === undefined) throw new Error('labels need the instance and depth layers');
  const extents = extentsOf(layers.instance, layers.width, layers.height);
  const states = new Map(frame.bodies.map((state) => [state.id, state]));
  const lamps = frame.medium.lampsOn ? lampsOf(scene.place) : [];
  const known = { lamps, scratch: newScratch(), looking: { lens: lensOf(view.intrinsics), near: view.near } };
  const objects = scene.bodies.flatMap((spec): ObjectAnnotation[] => {
    const state = states.get(spec.id);
    const extent = extents.get(spec.instance);
    return state === undefined || extent === undefined ? [] : [labelObject(spec, state, extent, input, known)];
  });
  const ego = scene.bodies.find(({ role }) => role === 'ego');
  return {
    sensor: view.sensor,
    frame: input.index,
    timeNs: frame.timeNs,
    arrivalNs: frame.timeNs + Math.round((view.deliveryS ?? 0) * 1e9),
    view,
    worldFromEgo: states.get(ego?.id ?? '')?.worldFromBody ?? IDENTITY_POSE,
    ...(input.next === undefined ? {} : { next: input.next }),
    ...(input.slices === undefined ? {} : { slices: input.slices.map(sliceLook) }),
    medium: frame.medium,
    objects,
    bodies: bodyPoses(frame),
    events: frame.events,
  };
}

function labelObject(
  spec: BodySpec,
  state: BodyState,
  extent: Extent,
  { scene, frame, view, layers, slices, bodies = bodyAssets }: LabelInput,
  { lamps, scratch, looking }: { readonly lamps: readonly Lamp[]; readonly scratch: Scratch; readonly looking: Looking },
): ObjectAnnotation {
  const fine = bodies.get(spec.look.asset).build(spec.look);
  const model = modelFor(fine, state.worldFromBody.position, view.worldFromCamera.position);
  const pose = model.pose(state.articulation);
  const cameraFromBody = compose(invert(view.worldFromCamera), state.worldFromBody);
  const stands = standsOf(model, spec, slices) ?? [{ rows: [0, layers.height] as const, pose, cameraFromBody }];
  const amodal = amodalOf(model, stands, looking, scratch, seenIn(layers, spec, extent));
  const visible = extent.count;
  // Rasterisers may differ by a silhouette pixel; nothing is seen that is not there.
  const inside = Math.max(amodal?.inside ?? 0, visible);
  const all = Math.max(amodal?.all ?? 0, inside);
  const posed = posedBox(model, pose);
  const cuboidInCamera = cuboidIn(cameraFromBody, posed);
  const cuboidInWorld = cuboidIn(state.worldFromBody, posed);
  const distance = norm(cuboidInCamera.pose.position);
  const light = illuminanceAt(cuboidInWorld.pose.position, scene, frame, lamps, bodies);
  return {
    id: spec.id,
    track: spec.instance,
    class: spec.class,
    box: extent.box,
    amodalBox: unionBox(amodal?.box ?? extent.box, extent.box),
    amodalMask: amodal?.mask ?? NOWHERE,
    visiblePixels: visible,
    amodalPixels: inside,
    occlusion: 1 - visible / inside,
    truncation: 1 - inside / all,
    cuboidInCamera,
    cuboidInWorld,
    ...(model.keypoints.length === 0 ? {} : { keypoints: keypointsOf(model, stands, looking, layers, spec.instance) }),
    distance,
    velocity: state.velocity,
    contrast: contrastOf(distance, light, frame.medium),
    contacts: frame.contacts.filter((pair) => pair.includes(spec.id)).map(([a, b]) => (a === spec.id ? b : a)),
  };
}

/** The body as each slice of a shutter sees it. @returns undefined for one instant alone, or when it isn't there all the time */
function standsOf(model: Model, spec: BodySpec, slices: LabelInput['slices']): readonly Stand[] | undefined {
  const stands = slices?.flatMap(({ rows, look: { frame, view } }): Stand[] => {
    const state = frame.bodies.find(({ id }) => id === spec.id);
    if (state === undefined) return [];
    const cameraFromBody = compose(invert(view.worldFromCamera), state.worldFromBody);
    return [{ rows, pose: model.pose(state.articulation), cameraFromBody }];
  });
  return stands !== undefined && stands.length === slices?.length ? stands : undefined;
}

function sliceLook({ rows, look, next }: ShutterSlice): SliceLook {
  const { worldFromCamera } = look.view;
  return { rows, timeNs: look.frame.timeNs, worldFromCamera, nextWorldFromCamera: next.view.worldFromCamera };
}

function seenIn({ instance }: LabelInput['layers'], spec: BodySpec, { box }: Extent): Seen | undefined {
  return instance && { instances: instance, instance: spec.instance, box };
}

const NOWHERE = { box: { x: 0, y: 0, width: 0, height: 0 }, counts: [] };

function unionBox(a: ObjectAnnotation['box'], b: ObjectAnnotation['box']): ObjectAnnotation['box'] {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  return { x, y, width: Math.max(a.x + a.width, b.x + b.width) - x, height: Math.max(a.y + a.height, b.y + b.height) - y };
}

const places = new Map<string, readonly Lamp[]>();
/** Street lamps of the last few places; a place is a pure function of its spec. */
function lampsOf(spec: PlaceSpec): readonly Lamp[] {
  const key = canonicalJson(spec);
  const known = places.get(key) ?? buildPlace(spec).lamps;
  if (places.size > 8) places.clear();
  places.set(key, known);
  return known;
}
