/** One frame: see it, draw it; label and write it while the next is being drawn. */
import type { LayerSet } from '#contracts/layers';
import type { RenderRequest } from '#contracts/renderer';
import type { CaptureInstant } from '#contracts/run';
import type { Span } from '#contracts/span';
import type { FrameRecord } from '#contracts/writer';
import type { RepaintedRecord } from './repaint.js';
import { requestFor } from './request.js';
import type { Sitting } from './sitting.js';
import { spanning } from './spans.js';
import { timed } from './timing.js';

/** @param span the frame's own, which ends with it; missing where nobody watches */
export async function captureFrame(sitting: Sitting, capture: CaptureInstant, span?: Span): Promise<void> {
  try {
    const request = requestFor(sitting, capture);
    const layers = await spanning(span, 'render', () => sitting.rendering.run(() => sitting.shard.session.render(request)));
    await sitting.queue.add(() => ending(span, () => labelAndWrite(sitting, capture, request, layers, span)));
  } catch (error) {
    span?.end(error);
    throw error;
  }
}

/** The work, and the end of what it is a part of. */
async function ending(span: Span | undefined, work: () => Promise<void>): Promise<void> {
  try {
    await work();
    span?.end();
  } catch (error) {
    span?.end(error);
    throw error;
  }
}

async function labelAndWrite(
  sitting: Sitting,
  capture: CaptureInstant,
  { view, next: { frame, view: nextView }, slices }: RenderRequest,
  layers: LayerSet,
  span: Span | undefined,
): Promise<void> {
  const { shard, run, times, sample } = sitting;
  const next = { timeNs: frame.timeNs, worldFromCamera: nextView.worldFromCamera };
  const known = { scene: run.scene, frame: capture.frame, index: capture.index, view, next, layers };
  const input = slices === undefined ? known : { ...known, slices };
  const labelled = await timed(shard, times, 'label', async () => shard.ports.labelFrame(input), span);
  const { record, refusals } = await repainted(sitting, { sample, scene: run.scene, annotations: labelled, layers }, span);
  const contradictions = await timed(shard, times, 'audit', () => sitting.audit.frame(record), span);
  const violations = [...contradictions, ...refusals];
  if (violations.length === 0)
    await sitting.writing.encoding(span, () =>
      sitting.encoding.run(() => Promise.all(sitting.writers.map((writer) => writer.frame(record)))),
    );
  else {
    sitting.quarantined.push({ sensor: view.sensor, frame: capture.index, timeNs: labelled.timeNs, violations });
    await sitting.writing.encoding(span, () => shard.ports.quarantine(record, violations, sitting.sink));
  }
  shard.session.giveBack?.(layers);
}

async function repainted(sitting: Sitting, record: FrameRecord, span: Span | undefined): Promise<RepaintedRecord> {
  const { repainting, shard, times, run } = sitting;
  if (repainting === undefined) return { record, refusals: [] };
  return timed(shard, times, 'repaint', () => repainting.frame(run.scenario, record), span);
}
