/** The contact sheet of a tiny dataset: whole, self-contained, and everything labelled is on it. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inspectDataset } from '../../src/toolkit/inspect/index.js';
import { spread } from '../../src/toolkit/inspect/spread.js';
import { fakePlan } from '../pipeline/fake-world.js';
import { writeFakeDataset } from './folder-dataset.js';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nearmiss-inspect-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('a page with every frame, boxes, masks, keypoints, tables, and what is hidden in grey', async () => {
  await writeFakeDataset(join(folder, 'a'), fakePlan({ count: 2, seed: '<script>' }));
  const path = await inspectDataset({ folder: join(folder, 'a'), samples: 9, frames: 2 });
  const html = await readFile(path, 'utf8');
  expect(html.match(/<section class="sample">/g)).toHaveLength(2);
  expect(html.match(/<article class="frame">/g)).toHaveLength(4);
  expect(html.match(/class="mask"/g)).toHaveLength(4);
  expect(html.match(/<rect class="box" x="2.0" y="2.0" width="4.0" height="4.0"/g)).toHaveLength(1);
  expect(html.match(/<circle /g)).toHaveLength(4);
  expect(html.match(/<tr class="hidden"/g)).toHaveLength(4);
  expect(html.match(/<figcaption>(depth|flow|normal|semantic|instance)<\/figcaption>/g)).toHaveLength(20);
  expect(html).toContain('seed &#60;script&#62;');
  expect(html).not.toMatch(/<script|(src|href)="(?!data:)/);
});

test('without colour the classes are drawn; without native files it says so', async () => {
  await writeFakeDataset(join(folder, 'b'), fakePlan({ count: 1, layers: ['semantic', 'normal'] }));
  expect(await readFile(await inspectDataset({ folder: join(folder, 'b'), samples: 1, frames: 1 }), 'utf8')).toContain(
    'image/jpeg',
  );
  await writeFakeDataset(join(folder, 'c'), fakePlan({ count: 1, writers: ['coco'] }));
  await expect(inspectDataset({ folder: join(folder, 'c'), samples: 1, frames: 1 })).rejects.toMatchObject({ code: 'NM7301' });
});

test('spread keeps first and last', () => {
  expect(spread([1, 2, 3, 4, 5], 3)).toEqual([1, 3, 5]);
  expect(spread([1, 2], 3)).toEqual([1, 2]);
  expect(spread([1, 2, 3], 1)).toEqual([2]);
});
