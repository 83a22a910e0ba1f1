/** Catalogues on the disk: read beside the file, never outside its folder. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readCatalogues } from '../../src/toolkit/catalogue-folders.js';

let top: string;
let beside: string;
beforeAll(() => {
  top = mkdtempSync(join(tmpdir(), 'nearmiss-catalogues-'));
  beside = join(top, 'case');
  mkdirSync(join(beside, 'catalogs'), { recursive: true });
  mkdirSync(join(top, 'outside'));
  writeFileSync(join(beside, 'catalogs', 'b.xosc'), 'b');
  writeFileSync(join(beside, 'catalogs', 'a.XOSC'), 'a');
  writeFileSync(join(beside, 'catalogs', 'notes.txt'), 'no');
  writeFileSync(join(top, 'outside', 'secret.xosc'), 'secret');
  symlinkSync(join(top, 'outside'), join(beside, 'link'));
  symlinkSync(join(top, 'outside', 'secret.xosc'), join(beside, 'catalogs', 'linked.xosc'));
});
afterAll(() => rmSync(top, { recursive: true, force: true }));

it('reads the .xosc files of a directory, by name, and nothing that a link leads to', async () => {
  const [found] = await readCatalogues(beside, ['catalogs']);
  expect(found).toEqual({
    path: 'catalogs',
    files: [
      { file: join('catalogs', 'a.XOSC'), text: 'a' },
      { file: join('catalogs', 'b.xosc'), text: 'b' },
    ],
  });
});

it.each([
  ['..', 'outside'],
  ['../outside', 'outside'],
  ['catalogs/../../outside', 'outside'],
  ['link', 'outside'],
  ['/etc', 'outside'],
  ['missing', 'no such directory'],
  ['catalogs/b.xosc', 'no directory'],
])('does not read %s', async (path, why) => {
  const [found] = await readCatalogues(beside, [path]);
  expect(found?.files).toEqual([]);
  expect(found?.refused).toContain(why);
});

it('may be the folder itself, or one with a name like a way out', async () => {
  mkdirSync(join(beside, '..catalogs'));
  expect((await readCatalogues(beside, ['.', '..catalogs'])).map(({ refused }) => refused)).toEqual([undefined, undefined]);
});
