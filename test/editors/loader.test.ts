/** The corpus of mistakes as the loader and a validator of JSON Schema see it; the language server's part is in a slow test. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { parseScenario, scenarioJsonSchema } from '#scenario/index';
import { mistakesOf } from './corpus.js';

const valid = new Ajv({ strict: false }).compile(scenarioJsonSchema());
const both = mistakesOf('seen-by-both');
const own = mistakesOf('seen-by-the-loader');
/** What is no YAML never meets a schema. */
const SYNTAX = ['NM2001', 'NM2017'];

test('the corpus has sixty mistakes and more that a schema can know, and fifteen and more that it can not', () => {
  expect(both.length).toBeGreaterThanOrEqual(60);
  expect(own.length).toBeGreaterThanOrEqual(15);
  for (const { name, place, about } of [...both, ...own]) expect(`${place} ${about}`, name).toMatch(/^\d+:\d+ ./);
});

test('the file they are made of has no mistake', () => {
  const text = readFileSync(join(import.meta.dirname, 'corpus', 'whole.yaml'), 'utf8');
  expect(parseScenario(text, 'whole.yaml').diagnostics).toEqual([]);
  expect(valid(parse(text)), JSON.stringify(valid.errors)).toBe(true);
});

describe.each([
  ['seen by both', both],
  ['seen by the loader', own],
] as const)('%s', (_kind, mistakes) => {
  test.each(mistakes.map((each) => [each.name, each] as const))('%s', (_name, { text, path, place, code }) => {
    const found = parseScenario(text, path).diagnostics;
    expect(found.map(({ line, column, code: said }) => `${line}:${column} ${said}`)).toContain(`${place} ${code}`);
    for (const { hint, message } of found) expect(hint ?? '', message).not.toBe('');
  });
});

describe('the schema', () => {
  test.each(both.filter(({ code }) => !SYNTAX.includes(code)).map((each) => [each.name, each] as const))(
    'refuses %s',
    (_name, { text }) => {
      expect(valid(parse(text))).toBe(false);
    },
  );
});
