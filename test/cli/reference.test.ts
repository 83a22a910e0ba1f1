/** The reference says what the sources say. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { allPages } from '../../src/cli/reference.js';
import { ERROR_CODES } from '../../src/toolkit/reference/errors.js';
import { root } from './nearmiss.js';

/** NM codes in a folder's TypeScript. */
function codesIn(folder: string): readonly string[] {
  const files = readdirSync(join(root, folder), { withFileTypes: true, recursive: true });
  const sources = files.filter(
    (entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.parentPath.includes('reference'),
  );
  const found = sources.flatMap((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8').match(/NM\d{4}/g) ?? []);
  return [...new Set(found)].sort();
}

test('every code has a line in the table, and every line a code', () => {
  const used = ['src', 'renderers', 'labels', 'assets'].flatMap(codesIn);
  expect([...new Set(used)].sort()).toEqual(Object.keys(ERROR_CODES).sort());
});

test('the pages in docs/reference are current', async () => {
  for (const [name, content] of Object.entries(await allPages())) {
    expect(readFileSync(join(root, 'docs/reference', name), 'utf8'), `${name}: run \`npm run docs\``).toBe(content);
  }
});

test('scenarios that help, README and guides name are there', () => {
  const pages = ['README.md', 'CONTRIBUTING.md', 'docs/language.md', 'docs/reference/cli.md', 'scripts/start.mjs'];
  const named = pages.flatMap((page) => readFileSync(join(root, page), 'utf8').match(/scenarios\/[\w/-]+\.yaml/g) ?? []);
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});
