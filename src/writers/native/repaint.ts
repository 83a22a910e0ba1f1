/** How a picture was repainted, in a file of its own: it hangs on the new picture, and annotations do not. */
import type { FrameRecord, Sink } from '#contracts/writer';
import { canonicalJson, type Json } from '#core/hash';
import { repaintPath } from '../paths.js';

const SOURCES = ['rgb', 'instance', 'semantic', 'depth'] as const;

/** Nothing for a picture that is as it was drawn. */
export async function putRepaint({ sample, annotations }: FrameRecord, sink: Sink): Promise<void> {
  const { sensor, frame, repaint } = annotations;
  if (repaint === undefined) return;
  await sink.put(repaintPath(sample, sensor, frame), `${canonicalJson(repaint as unknown as Json)}\n`, SOURCES);
}
