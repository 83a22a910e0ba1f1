/** A dataset of the fake world in a folder. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DatasetPlan } from '#contracts/job';
import { type FakeOptions, makeFakeDataset } from './fake-dataset.js';

export async function writeFakeDataset(folder: string, plan: DatasetPlan, options: FakeOptions = {}): Promise<void> {
  const { store } = await makeFakeDataset(plan, options);
  for (const [path, bytes] of store.files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
}
