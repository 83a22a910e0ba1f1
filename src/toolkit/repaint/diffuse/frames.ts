/** The pictures of one sample, repainted: new files into the stage, and which of the source's files they replace. */
import type { Quarantined } from '#contracts/audit';
import type { SampleSummary } from '#contracts/job';
import type { LayerName } from '#contracts/layers';
import type { RendererInfo } from '#contracts/renderer';
import type { RepaintedFrame, RepaintInput } from '#contracts/repaint';
import type { Artefact, Sink, StagedSink, Store } from '#contracts/writer';
import { memoryPool } from '#core/memory-pool';
import { boundedQueue, type RepaintedRecord, recordingSink, repainting } from '#pipeline/index';
import {
  annotationPath,
  LAYER_FILES,
  layerPath,
  putRepaint,
  quarantineFrame,
  quarantinePath,
  readFrame,
  readSample,
  repaintPath,
} from '#writers/index';
import { READ_LAYERS } from './plan.js';

export interface SampleFrames {
  readonly summary: SampleSummary;
  readonly source: Store;
  readonly renderer: RendererInfo;
  /** All that the dataset has. */
  readonly layers: readonly LayerName[];
  repaint(input: RepaintInput): Promise<RepaintedFrame>;
  readonly signal: AbortSignal;
  onFrame(done: number, total: number): void;
}

export interface RepaintedFrames {
  readonly artefacts: readonly Artefact[];
  /** Where files of the source go instead of their own place; nowhere where undefined. */
  readonly elsewhere: ReadonlyMap<string, string | undefined>;
  readonly dropped: readonly Quarantined[];
  readonly repaint: SampleSummary['repaint'];
}

/** One is repainted while the next is read and the one before is written. */
const FRAMES_IN_FLIGHT = 3;

export async function repaintFrames(task: SampleFrames, stage: StagedSink): Promise<RepaintedFrames> {
  const { summary, source, renderer, signal } = task;
  const { sample } = summary;
  const sink = recordingSink(stage, renderer.portableLayers, () => 0);
  const { start } = await readSample(source, summary, []);
  const apart = new Set(summary.quarantined.map(({ sensor, frame }) => `${sensor}/${frame}`));
  const frames = start.captures.filter(({ sensor, index }) => !apart.has(`${sensor}/${index}`));
  const elsewhere = new Map<string, string | undefined>();
  const dropped: Quarantined[] = [];
  const turns = repainting(async (input) => {
    signal.throwIfAborted();
    return task.repaint(input);
  });
  const queue = boundedQueue(FRAMES_IN_FLIGHT);
  let done = 0;
  try {
    for (const { sensor, index } of frames) {
      const drawn = await readFrame(source, { sample, scene: start.scene, sensor, index }, READ_LAYERS);
      await queue.add(async () => {
        const repainted = await turns.frame(start.scenario, drawn);
        for (const [from, to] of movedFiles(repainted, task.layers)) elsewhere.set(from, to);
        await putFrame(repainted, sink);
        if (repainted.refusals.length > 0) dropped.push(quarantined(repainted));
        task.onFrame(++done, frames.length);
      });
    }
    await queue.drain();
  } finally {
    await queue.settle();
  }
  return { artefacts: sink.artefacts(), elsewhere, dropped, repaint: turns.summary() };
}

async function putFrame({ record, refusals }: RepaintedRecord, sink: Sink): Promise<void> {
  if (refusals.length > 0) return quarantineFrame(record, refusals, sink);
  const { sensor, frame } = record.annotations;
  const { encode, extension } = LAYER_FILES.rgb;
  const picture = await encode(record.layers, memoryPool());
  await sink.put(layerPath(record.sample, sensor, 'rgb', frame, extension), picture, ['rgb']);
  await putRepaint(record, sink);
}

function quarantined({ record: { annotations }, refusals }: RepaintedRecord): Quarantined {
  const { sensor, frame, timeNs } = annotations;
  return { sensor, frame, timeNs, violations: refusals };
}

/** A picture gives way to the new one; of a dropped frame the layers that nobody read go where the others are put. */
function* movedFiles(
  { record: { sample, annotations }, refusals }: RepaintedRecord,
  layers: readonly LayerName[],
): Iterable<readonly [from: string, to: string | undefined]> {
  const { sensor, frame } = annotations;
  yield [repaintPath(sample, sensor, frame), undefined];
  if (refusals.length > 0) yield [annotationPath(sample, sensor, frame), undefined];
  for (const layer of layers) {
    const { extension } = LAYER_FILES[layer];
    const from = layerPath(sample, sensor, layer, frame, extension);
    if (READ_LAYERS.includes(layer)) {
      if (layer === 'rgb' || refusals.length > 0) yield [from, undefined];
    } else if (refusals.length > 0) yield [from, `${quarantinePath(sample, sensor, frame)}.${layer}.${extension}`];
  }
}
