/** Every repainted frame of a dataset with what the gate said of it, from its files. */
import type { ListedSample, Manifest, SampleSummary } from '#contracts/job';
import type { FrameAnnotations } from '#contracts/label';
import type { FrameRepaint } from '#contracts/repaint';
import type { Store } from '#contracts/writer';
import { quarantinePath } from '#writers/index';
import { sampleOf } from '../../manifest.js';

export interface FrameNote {
  readonly sample: string;
  readonly sensor: string;
  readonly frame: number;
  /** Its picture, from the dataset's folder on. */
  readonly picture: string;
  readonly repaint: FrameRepaint;
}

/** In the order of samples, sensors and frames. */
export async function* frameNotes(store: Store, { samples }: Pick<Manifest, 'samples'>): AsyncIterable<FrameNote> {
  for (const summary of samples) {
    if (summary.repaint === undefined) continue;
    yield* written(store, await sampleOf(store, summary));
    yield* apart(store, summary);
  }
}

async function* written(store: Store, { sample, artefacts }: SampleSummary): AsyncIterable<FrameNote> {
  for (const { path } of artefacts) {
    const [, sensor, number] = /^samples\/[^/]+\/([^/]+)\/repaint\/(\d+)\.json$/.exec(path) ?? [];
    if (sensor === undefined || number === undefined) continue;
    const repaint = await readJson<FrameRepaint>(store, path);
    const picture = `samples/${sample}/${sensor}/rgb/${number}.png`;
    if (repaint !== undefined) yield { sample, sensor, frame: Number(number), picture, repaint };
  }
}

/** Frames that were apart before this repainting are none of its. */
async function* apart(store: Store, { sample, quarantined, repaint: own }: ListedSample): AsyncIterable<FrameNote> {
  for (const { sensor, frame } of quarantined) {
    const path = quarantinePath(sample, sensor, frame);
    const told = await readJson<{ readonly annotations: FrameAnnotations }>(store, `${path}.json`);
    const repaint = told?.annotations.repaint;
    if (repaint === undefined || repaint.sha256 !== own?.sha256 || repaint.engine !== own.engine) continue;
    yield { sample, sensor, frame, picture: `${path}.png`, repaint };
  }
}

async function readJson<T>(store: Store, path: string): Promise<T | undefined> {
  const bytes = await store.read(path);
  return bytes === undefined ? undefined : (JSON.parse(new TextDecoder().decode(bytes)) as T);
}
