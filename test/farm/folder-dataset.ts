/** A dataset of the fake world in a folder. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DatasetPlan } from '#contracts/job';
import { makeFakeDataset } from './fake-dataset.js';

export async function writeFakeDataset(folder: string, plan: DatasetPlan): Promise<void> {
  const { store } = await makeFakeDataset(plan);
  for (const [path, bytes] of store.files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
}
