/** One frame: see it, draw it; label and write it while the next is being drawn. */
import type { AuditSession, Quarantined } from '#contracts/audit';
import type { CameraView } from '#contracts/camera';
import type { FrameState } from '#contracts/frame';
import { LAYER_NAMES, type LayerName, type LayerSet } from '#contracts/layers';
import type { Sensor } from '#contracts/rig';
import type { CaptureInstant, Run } from '#contracts/run';
import type { ConcreteActor } from '#contracts/scenario';
import type { SampleWriter, Sink } from '#contracts/writer';
import { randomRoot } from '#core/random';
import type { BoundedQueue } from './bounded-queue.js';
import type { Shard, StageTimes } from './ports.js';
import { type BusyClock, timed } from './timing.js';

export interface Sitting {
  readonly shard: Shard;
  readonly sample: string;
  readonly run: Run;
  readonly writers: readonly SampleWriter[];
  readonly sink: Sink;
  readonly audit: AuditSession;
  /** Frames that contradict themselves, as they are found. */
  readonly quarantined: Quarantined[];
  readonly queue: BoundedQueue;
  readonly times: StageTimes;
  /** Wall time over all frames in flight: of the renderer, and of the writers. */
  readonly rendering: BusyClock;
  readonly encoding: BusyClock;
}

export async function captureFrame(sitting: Sitting, capture: CaptureInstant): Promise<void> {
  const { shard, run } = sitting;
  const view = viewAt(sitting, capture, capture.frame);
  const next = { frame: capture.next, view: viewAt(sitting, capture, capture.next) };
  const before = capture.before && { frame: capture.before, view: viewAt(sitting, capture, capture.before) };
  const asked = { scene: run.scene, frame: capture.frame, view, next, layers: layersToRender(shard.plan.layers) };
  const request = before === undefined ? asked : { ...asked, before };
  const layers = await sitting.rendering.run(() => shard.session.render(request));
  await sitting.queue.add(() => labelAndWrite(sitting, capture, [view, next.view], layers));
}

async function labelAndWrite(
  sitting: Sitting,
  capture: CaptureInstant,
  [view, nextView]: readonly [CameraView, CameraView],
  layers: LayerSet,
): Promise<void> {
  const { shard, run, times, sample } = sitting;
  const next = { timeNs: capture.next.timeNs, worldFromCamera: nextView.worldFromCamera };
  const input = { scene: run.scene, frame: capture.frame, index: capture.index, view, next, layers };
  const annotations = await timed(shard, times, 'label', async () => shard.ports.labelFrame(input));
  const record = { sample, scene: run.scene, annotations, layers };
  const violations = await timed(shard, times, 'audit', () => sitting.audit.frame(record));
  if (violations.length === 0)
    await sitting.encoding.run(() => Promise.all(sitting.writers.map((writer) => writer.frame(record))));
  else {
    sitting.quarantined.push({ sensor: view.sensor, frame: capture.index, timeNs: annotations.timeNs, violations });
    await shard.ports.quarantine(record, violations, sitting.sink);
  }
  shard.session.giveBack?.(layers);
}

/** Labels need ids and depth, whatever else was asked for. */
function layersToRender(asked: readonly LayerName[]): readonly LayerName[] {
  return LAYER_NAMES.filter((name) => asked.includes(name) || name === 'instance' || name === 'semantic' || name === 'depth');
}

/** Where the sensor is in that frame; a carrier that has left the world by the next instant is taken to stay. */
function viewAt({ shard, run }: Sitting, capture: CaptureInstant, frame: FrameState): CameraView {
  const { actor, sensor } = carrierOf(run, capture.sensor);
  if (sensor.type !== 'camera') throw new Error(`${sensor.id} takes no pictures`);
  const body = [frame, capture.frame].flatMap((state) => state.bodies).find((state) => state.id === actor.id);
  if (body === undefined) throw new Error(`sensor ${sensor.id} is carried by ${actor.id}, which isn't in the frame`);
  const { seed, draw } = run.scenario;
  const stream = randomRoot(seed).child('frame').child(draw).child(sensor.id).child(capture.index);
  return shard.ports.cameraView(sensor, body.worldFromBody, actor.id, stream.uint32(), shard.plan.size);
}

export function carrierOf(run: Run, sensorId: string): { readonly actor: ConcreteActor; readonly sensor: Sensor } {
  for (const actor of run.scenario.actors) {
    const sensor = actor.sensors.find((candidate) => candidate.id === sensorId);
    if (sensor !== undefined) return { actor, sensor };
  }
  throw new Error(`no actor carries a sensor called ${sensorId}`);
}
