/** Files of a dataset in a folder, as its samples' records list them. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Manifest } from '#contracts/job';
import type { Artefact } from '#contracts/writer';
import { recordPath, type SampleRecord } from '#pipeline/index';

/** Of all samples, in their order. */
export async function readArtefacts(folder: string): Promise<readonly Artefact[]> {
  const { samples } = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as Manifest;
  return (await Promise.all(samples.map(({ sample }) => readSampleArtefacts(folder, sample)))).flat();
}

export async function readSampleArtefacts(folder: string, sample: string): Promise<readonly Artefact[]> {
  return (JSON.parse(await readFile(join(folder, recordPath(sample)), 'utf8')) as SampleRecord).summary.artefacts;
}
