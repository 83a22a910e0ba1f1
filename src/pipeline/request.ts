/** What a renderer is asked for one picture. */
import type { CameraView } from '#contracts/camera';
import type { FrameState } from '#contracts/frame';
import { LAYER_NAMES, type LayerName } from '#contracts/layers';
import type { Look, RenderRequest } from '#contracts/renderer';
import { SEEN_LAYERS } from '#contracts/repaint';
import type { CaptureInstant, Run } from '#contracts/run';
import { randomRoot } from '#core/random';
import type { PictureSize, Ports, Shard } from './ports.js';
import { slicesOf } from './shutter.js';
import { carrierOf, type Sitting } from './sitting.js';

/** What decides how a run's pictures are framed. */
export type Framing = Pick<Sitting, 'run' | 'repainting'> & { readonly shard: Pick<Shard, 'plan' | 'ports'> };

export function requestFor(framing: Framing, capture: CaptureInstant): RenderRequest {
  return captureRequest(orderOf(framing), capture);
}
/** Where the sensor is in that frame. */
export function viewAt(framing: Framing, capture: CaptureInstant, frame: FrameState): CameraView {
  return viewIn(orderOf(framing), capture, frame);
}

function orderOf({ shard, run, repainting }: Framing): CaptureOrder {
  const { size } = shard.plan;
  const layers = layersToRender(shard.plan.layers, repainting === undefined ? [] : SEEN_LAYERS);
  return { run, layers, cameraView: shard.ports.cameraView, ...(size === undefined ? {} : { size }) };
}

export interface CaptureOrder {
  readonly run: Run;
  readonly layers: readonly LayerName[];
  readonly cameraView: Ports['cameraView'];
  /** The sensor's own when missing. */
  readonly size?: PictureSize;
}

/** The picture that a dataset has of that instant: the same shutter, the same noise. */
export function captureRequest(order: CaptureOrder, capture: CaptureInstant): RenderRequest {
  const { run, layers } = order;
  const { sensor } = carrierOf(run, capture.sensor);
  if (sensor.type !== 'camera') throw new Error(`${sensor.id} takes no pictures`);
  const lookAt = (frame: FrameState): Look => ({ frame, view: viewIn(order, capture, frame) });
  const { frame, view } = lookAt(capture.frame);
  const next = lookAt(capture.next);
  const { before } = capture;
  const asked = { scene: run.scene, frame, view, next, layers, ...(before === undefined ? {} : { before: lookAt(before) }) };
  if (sensor.shutter === undefined) return asked;
  const instants = { timeNs: frame.timeNs, periodNs: next.frame.timeNs - frame.timeNs, hasBefore: before !== undefined };
  const slices = slicesOf(sensor.shutter, view.intrinsics.height, instants, (timeNs) => lookAt(run.timeline.at(timeNs)));
  return { ...asked, slices };
}

/** Labels need ids and depth, whatever else was asked for. */
const LABELLED: readonly LayerName[] = ['instance', 'semantic', 'depth'];

function layersToRender(...wanted: readonly (readonly LayerName[])[]): readonly LayerName[] {
  return LAYER_NAMES.filter((name) => [LABELLED, ...wanted].some((names) => names.includes(name)));
}

/** Where the sensor is in that frame; a carrier that has left the world by the next instant is taken to stay. */
function viewIn({ run, cameraView, size }: CaptureOrder, capture: CaptureInstant, frame: FrameState): CameraView {
  const { actor, sensor } = carrierOf(run, capture.sensor);
  if (sensor.type !== 'camera') throw new Error(`${sensor.id} takes no pictures`);
  const body = [frame, capture.frame].flatMap((state) => state.bodies).find((state) => state.id === actor.id);
  if (body === undefined) throw new Error(`sensor ${sensor.id} is carried by ${actor.id}, which isn't in the frame`);
  const { seed, draw } = run.scenario;
  const stream = randomRoot(seed).child('frame').child(draw).child(sensor.id).child(capture.index);
  return cameraView(sensor, body.worldFromBody, actor.id, stream.uint32(), size);
}
