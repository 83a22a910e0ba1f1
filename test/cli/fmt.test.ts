/** Formatting: one form, the same meaning, comments kept, and twice is once. */

import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hashOf } from '#core/hash';
import { drawScenario, parseScenario } from '#scenario/index';
import { readTree } from '#scenario/node';
import { runCli } from '../../src/cli/run.js';
import { formatText, sameTree } from '../../src/toolkit/format/text.js';
import { shippedScenarios } from '../conformance/shipped.js';
import { testIo } from './test-io.js';

const shipped = shippedScenarios.map((path) => readFileSync(path, 'utf8'));
function formatted(text: string): string {
  const result = formatText(text, 'x.yaml');
  if (result.text === undefined) throw new Error(JSON.stringify(result.diagnostics));
  return result.text;
}
const treeOf = (text: string) => readTree(text).node as NonNullable<ReturnType<typeof readTree>['node']>;

test.each(shippedScenarios.map((path, i) => [basename(path), i] as const))('%s is in form already', (_name, i) => {
  expect(formatted(shipped[i] as string)).toBe(shipped[i]);
});

/** Written carelessly: blanks inside brackets, blank lines, comments, other quotes, other line ends. */
const careless = fc
  .record({
    i: fc.nat(shipped.length - 1),
    blanks: fc.constantFrom('', ' ', '   '),
    lines: fc.array(fc.nat(40), { maxLength: 5 }),
    remarks: fc.array(fc.nat(40), { maxLength: 5 }),
    ends: fc.constantFrom('\n', '\r\n'),
  })
  .map(({ i, blanks, lines, remarks, ends }) => {
    const text = (shipped[i] as string)
      .split('\n')
      .map((line, at) => {
        const spread = line.startsWith('#') || /["']/.test(line) ? line : line.replaceAll(/([{[])(?=\S)/g, `$1${blanks}`);
        const remarked =
          remarks.includes(at) && spread.trim() !== '' && !spread.startsWith('#') ? `${spread}    # remark ${at}` : spread;
        return lines.includes(at) && at > 0 ? `\n\n${remarked}` : remarked;
      })
      .join(ends);
    return { i, text };
  });

describe('careless texts', () => {
  test('keep their meaning and their remarks, and twice is once', () => {
    fc.assert(
      fc.property(careless, ({ i, text }) => {
        const once = formatted(text);
        expect(formatted(once)).toBe(once);
        expect(sameTree(treeOf(once), treeOf(shipped[i] as string))).toBe(true);
        expect(once.match(/# remark \d+/g) ?? []).toEqual(text.match(/# remark \d+/g) ?? []);
        expect(once).not.toMatch(/\n\n\n|[ \t]\n|\r/);
      }),
      { numRuns: 150 },
    );
  });

  test('are drawn alike before and after', () => {
    for (const path of shippedScenarios.filter((each) => /lost-load|roe-deer|delivery/.test(each))) {
      const text = readFileSync(path, 'utf8').replaceAll('{', '{  ');
      const draws = [text, formatted(text)].map((each) => {
        const { scenario } = parseScenario(each, path);
        return hashOf(drawScenario(scenario as NonNullable<typeof scenario>, { seed: 3, draw: 5 }).concrete);
      });
      expect(draws[1]).toBe(draws[0]);
    }
  });
});

test('what spans lines between brackets becomes a block, and its comments stay with it', () => {
  const text = 'ego: {kind: sedan,\n  at: {lane: right, # which\n  s: 5 m}}\n\n\n\nlist: [ a,b ]\n';
  expect(formatted(text)).toBe('ego:\n  kind: sedan\n  at:\n    lane: right # which\n    s: 5 m\n\nlist: [a, b]\n');
});

test('text that is taken as it stands stays', () => {
  const text = 'hazard: |\n  One.  \n\n\n\n  Two.\nb: 1\n';
  expect(formatted(text)).toBe(text);
});

test('blank lines within a text of several lines mean something', () => {
  const text = 'nearmiss: 1\ntitle: A deer\nhazard: It stands.\n\n\n  It runs.\n';
  expect(sameTree(treeOf(formatted(text)), treeOf(text))).toBe(true);
  expect(formatted(formatted(text))).toBe(formatted(text));
});

test('indentation is two', () => {
  expect(formatted('a:\n     b: 1\n     c:\n       - d: 1\n         e: 2\n')).toBe(
    'a:\n  b: 1\n  c:\n    - d: 1\n      e: 2\n',
  );
});

test('expressions take double quotes, words single ones', () => {
  expect(formatted("a: '$x + 1 m'\nb: \"yes\"\nc: 'it''s'\n")).toBe('a: "$x + 1 m"\nb: \'yes\'\nc: "it\'s"\n');
});

test('two trees that differ are told apart', () => {
  expect(sameTree(treeOf('a: {b: 1}'), treeOf('a:\n  b: 1'))).toBe(true);
  for (const other of ['a: {b: 2}', 'a: {c: 1}', 'a: {b: 1, c: 2}', 'a: [1]', 'a: 1'])
    expect(sameTree(treeOf('a: {b: 1}'), treeOf(other))).toBe(false);
});

describe('the command', () => {
  async function run(...args: string[]) {
    const { io, out, err } = testIo();
    const code = await runCli(args, '1.2.3', io);
    return { code, out: out.join('\n'), err: err.join('\n') };
  }
  test('formats, checks, and leaves broken files alone', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'nearmiss-fmt-'));
    const [careless, broken] = [join(folder, 'careless.yaml'), join(folder, 'broken.yaml')];
    await writeFile(careless, 'a: {  b: 1 }');
    await writeFile(broken, 'a: {  b: 1');
    expect(await run('fmt', careless, '--check')).toMatchObject({ code: 1 });
    expect(await readFile(careless, 'utf8')).toBe('a: {  b: 1 }');
    expect(await run('fmt', careless)).toMatchObject({ code: 0, out: `formatted ${careless}` });
    expect(await readFile(careless, 'utf8')).toBe('a: {b: 1}\n');
    expect(await run('fmt', careless, '--check')).toMatchObject({ code: 0, out: '' });
    const { code, err } = await run('fmt', broken, careless);
    expect(code).toBe(2);
    expect(err).toMatch(/broken\.yaml:\d+:\d+ NM2001 .* - /);
    expect(await readFile(broken, 'utf8')).toBe('a: {  b: 1');
    expect((await run('fmt', join(folder, 'none.yaml'))).err).toMatch(/NM1004/);
  });
});
