/** One frame: see it, draw it; label and write it while the next is being drawn. */
import type { LayerSet } from '#contracts/layers';
import type { RenderRequest } from '#contracts/renderer';
import type { CaptureInstant } from '#contracts/run';
import type { FrameRecord } from '#contracts/writer';
import type { RepaintedRecord } from './repaint.js';
import { requestFor } from './request.js';
import type { Sitting } from './sitting.js';
import { timed } from './timing.js';

export async function captureFrame(sitting: Sitting, capture: CaptureInstant): Promise<void> {
  const request = requestFor(sitting, capture);
  const layers = await sitting.rendering.run(() => sitting.shard.session.render(request));
  await sitting.queue.add(() => labelAndWrite(sitting, capture, request, layers));
}

async function labelAndWrite(
  sitting: Sitting,
  capture: CaptureInstant,
  { view, next: { frame, view: nextView }, slices }: RenderRequest,
  layers: LayerSet,
): Promise<void> {
  const { shard, run, times, sample } = sitting;
  const next = { timeNs: frame.timeNs, worldFromCamera: nextView.worldFromCamera };
  const known = { scene: run.scene, frame: capture.frame, index: capture.index, view, next, layers };
  const input = slices === undefined ? known : { ...known, slices };
  const labelled = await timed(shard, times, 'label', async () => shard.ports.labelFrame(input));
  const { record, refusals } = await repainted(sitting, { sample, scene: run.scene, annotations: labelled, layers });
  const contradictions = await timed(shard, times, 'audit', () => sitting.audit.frame(record));
  const violations = [...contradictions, ...refusals];
  if (violations.length === 0)
    await sitting.encoding.run(() => Promise.all(sitting.writers.map((writer) => writer.frame(record))));
  else {
    sitting.quarantined.push({ sensor: view.sensor, frame: capture.index, timeNs: labelled.timeNs, violations });
    await shard.ports.quarantine(record, violations, sitting.sink);
  }
  shard.session.giveBack?.(layers);
}

async function repainted(sitting: Sitting, record: FrameRecord): Promise<RepaintedRecord> {
  const { repainting, shard, times, run } = sitting;
  if (repainting === undefined) return { record, refusals: [] };
  return timed(shard, times, 'repaint', () => repainting.frame(run.scenario, record));
}
