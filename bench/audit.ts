/** What the audit costs beside making the frames: inside `generate`, and as `nearmiss audit` over the finished files. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { auditDataset, generateDataset, planDataset } from '#toolkit';

export interface AuditCost {
  readonly frames: number;
  readonly quarantined: number;
  /** Wall time of making them with one worker, ms a frame. */
  readonly generateMs: number;
  /** The audit's own in that, ms a frame, and its share. */
  readonly insideMs: number;
  readonly insideShare: number;
  /** `nearmiss audit`: reads every file again, ms a frame; over `generateMs`. */
  readonly afterMs: number;
  readonly afterShare: number;
}

export async function auditCost(
  scenario: string,
  size: { readonly width: number; readonly height: number },
  count: number,
): Promise<AuditCost> {
  const plan = await planDataset({
    files: [scenario],
    seed: 'bench',
    count,
    renderer: 'three',
    writers: ['native', 'coco'],
    size,
  });
  const folder = await mkdtemp(join(tmpdir(), 'nearmiss-bench-'));
  const out = join(folder, 'dataset');
  const { signal } = new AbortController();
  try {
    const began = performance.now();
    const { summary, times } = await generateDataset({ plan, out, resume: false, workers: 1, signal, on: () => {} });
    const made = performance.now() - began;
    const quarantined = summary.quarantine.frames;
    const frames = summary.frames + quarantined;
    const start = performance.now();
    await auditDataset({ folder: out, signal, on: () => {} });
    const after = performance.now() - start;
    return {
      frames,
      quarantined,
      generateMs: made / frames,
      insideMs: times.audit / frames,
      insideShare: times.audit / made,
      afterMs: after / frames,
      afterShare: after / made,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
