/** COCO files read by pycocotools and panopticapi themselves. Skipped, saying so, where Python lacks them. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeFakeDataset } from '../farm/fake-dataset.js';
import { fakePlan } from '../pipeline/fake-world.js';
import { readWithOfficialReaders, whyNoReaders } from './official-readers.js';

const missing = whyNoReaders();
if (missing !== undefined) console.warn(`official COCO readers not tested: ${missing}`);

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nearmiss-coco-'));
  const { store } = await makeFakeDataset(fakePlan());
  for (const [path, bytes] of store.files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe.skipIf(missing !== undefined)('official readers', () => {
  test('read without a warning; the truth scores 1 against itself', () => {
    const { code, scores, complaints } = readWithOfficialReaders(folder);
    expect({ code, complaints }).toEqual({ code: 0, complaints: '' });
    expect(scores).toMatchObject({ bbox: 1, segm: 1, images: 9, annotations: 18 });
  });

  test('notice an area that is not the mask', async () => {
    const path = join(folder, 'coco/instances.json');
    const data = JSON.parse(await readFile(path, 'utf8')) as { annotations: { area: number }[] };
    (data.annotations[3] as { area: number }).area += 1;
    await writeFile(path, JSON.stringify(data));
    const { code, complaints } = readWithOfficialReaders(folder);
    expect(code).toBe(1);
    expect(complaints).toContain('annotation 4: area');
  });
});
