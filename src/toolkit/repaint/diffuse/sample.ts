/** One sample of a finished dataset: every picture repainted, everything else taken over as it is. */
import { join } from 'node:path';
import type { Quarantined } from '#contracts/audit';
import type { SampleSummary } from '#contracts/job';
import type { Artefact, StagedSink, Store } from '#contracts/writer';
import { canonicalJson } from '#core/hash';
import { recordPath, type SampleRecord } from '#pipeline/index';
import { type RepaintedFrames, repaintFrames, type SampleFrames } from './frames.js';

export interface SampleDiffusion extends Omit<SampleFrames, 'repaint'> {
  /** Folder of the source. */
  readonly folder: string;
  readonly target: Store;
  readonly planHash: string;
  /** Undefined where pictures stay as they are. */
  readonly repaint: SampleFrames['repaint'] | undefined;
}

/** All of it becomes visible, or nothing. */
export async function diffuseSample({ repaint, ...task }: SampleDiffusion): Promise<SampleRecord> {
  const { summary, target, planHash, renderer } = task;
  const stage = await target.stage(summary.sample);
  try {
    const made = repaint === undefined ? untouched(summary) : await repaintFrames({ ...task, repaint }, stage);
    const kept = await takeOver(task, stage, made.elsewhere);
    const record = { planHash, renderer, fragments: [], summary: summarise(summary, made, kept) };
    await stage.put(recordPath(summary.sample), `${canonicalJson(record)}\n`);
    await stage.commit();
    return record;
  } catch (error) {
    await stage.discard();
    throw error;
  }
}

function untouched({ repaint }: SampleSummary): RepaintedFrames {
  return { artefacts: [], elsewhere: new Map(), dropped: [], repaint };
}

/** Native files of the sample; those of other formats are not: `export` makes them of the new pictures. */
async function takeOver(
  { summary: { sample, artefacts }, folder }: Pick<SampleDiffusion, 'summary' | 'folder'>,
  stage: StagedSink,
  elsewhere: RepaintedFrames['elsewhere'],
): Promise<readonly Artefact[]> {
  const own = [`samples/${sample}/`, `quarantine/${sample}/`];
  const kept: Artefact[] = [];
  for (const artefact of artefacts) {
    if (!own.some((start) => artefact.path.startsWith(start))) continue;
    const path = elsewhere.has(artefact.path) ? elsewhere.get(artefact.path) : artefact.path;
    if (path === undefined) continue;
    await stage.adopt(path, join(folder, artefact.path));
    kept.push({ ...artefact, path });
  }
  return kept;
}

function summarise(summary: SampleSummary, made: RepaintedFrames, kept: readonly Artefact[]): SampleSummary {
  const { repaint: _before, ...rest } = summary;
  return {
    ...rest,
    frames: summary.frames - made.dropped.length,
    quarantined: [...summary.quarantined, ...made.dropped].sort(byTime),
    ...(made.repaint === undefined ? {} : { repaint: made.repaint }),
    artefacts: [...kept, ...made.artefacts].sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
}

function byTime(a: Quarantined, b: Quarantined): number {
  return a.timeNs - b.timeNs || (a.sensor < b.sensor ? -1 : 1);
}
