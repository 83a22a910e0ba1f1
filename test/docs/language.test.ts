/** The reference of the language: an example for each key, from a file that is right; ranges and defaults that are the loader's own. */
import { describe, expect, it } from 'vitest';
import { buildPlace } from '#places/index';
import { parseScenario } from '#scenario/index';
import { checkScenarios, drawConcrete } from '#toolkit';
import { clearest, examplesIn, readCorpus } from '../../docs/site/language/corpus.js';
import { meaningOf, rangeIn } from '../../docs/site/language/entry.js';
import { inline } from '../../docs/site/language/excerpt.js';
import { rangeOf } from '../../docs/site/language/ranges.js';
import { readLanguage } from '../../docs/site/language/schema.js';
import { defaultIn, defaultOf, kindsOf, onlyQuantity } from '../../docs/site/language/types.js';
import { ROOT } from './pages.js';

const language = readLanguage();
const corpus = await readCorpus(ROOT);
const examples = examplesIn(corpus, language);
const keys = language.records.flatMap((record) =>
  Object.entries(record.keys).map(([key, schema]) => ({ record, key, schema })),
);

describe('each key', () => {
  it('has an example', () => {
    const without = keys.filter(({ record, key }) => examples.of(record, key).length === 0);
    expect(without.map(({ record, key }) => `${record.path}: ${record.about}: ${key}`)).toEqual([]);
    expect(keys.length).toBeGreaterThan(600);
  });

  it('has a meaning or a type that says it', () => {
    const mute = keys.filter(({ schema }) => meaningOf(schema) === '' && kindsOf(schema, language).length === 0);
    expect(mute.map(({ record, key }) => `${record.path}.${key}`)).toEqual([]);
  });

  it('shows an example that fits a line, and is YAML of that key', () => {
    for (const { record, key } of keys) {
      const example = clearest(examples.of(record, key));
      if (example !== undefined)
        expect(inline(key, example.value), `${record.path}.${key}`).toMatch(new RegExp(`^["']?${key}`));
    }
  });
});

it('examples are from files in which the loader finds nothing', () => {
  for (const { file, text } of corpus) {
    if (text.includes('\nassets:')) continue;
    expect(parseScenario(text, file).diagnostics, file).toEqual([]);
  }
});

/** No shipped model of the diffusion pass has styles of its own, so `check` refuses the one file that names one. */
const STYLED = 'docs/examples/variation-by-style.yaml';
it('`check` finds nothing in the example files', async () => {
  const files = corpus.map(({ file }) => file).filter((file) => file.startsWith('docs/examples/'));
  const checked = await checkScenarios(files.map((file) => `${ROOT}${file}`));
  const found = checked.flatMap(({ file, diagnostics }) => diagnostics.map(({ code }) => `${file.slice(ROOT.length)} ${code}`));
  expect(found).toEqual([`${STYLED} NM8224`]);
});

describe('ranges', () => {
  const rangesOf = (path: string, key: string): (string | undefined)[] =>
    keys
      .filter(({ record, key: each }) => record.path === path && each === key)
      .map(({ record, schema }) => rangeIn(kindsOf(schema, language), clearest(examples.of(record, key))));
  it.each([
    ['environment.fog', 'mor', 'from 5 m to 100000 m'],
    ['environment', 'cloud', 'from 0 % to 100 %'],
    ['', 'duration', 'from 0.1 s to 600 s'],
    ['ego.sensors.*', 'width', 'from 16 to 8192'],
    ['environment.wind', 'from', undefined],
  ])('%s.%s: %s', (path, key, wanted) => {
    expect(rangesOf(path, key)[0]).toBe(wanted);
  });
  it('is asked of the loader: another bound, another answer (control)', () => {
    const text = corpus.find(({ file }) => file.endsWith('weather-by-time.yaml'))?.text as string;
    const from = text.indexOf('30 %');
    const example = { file: 'x', text, path: [], value: '30 %', from, to: from + 4 };
    expect(rangeOf(example, 'ratio')).toBe('from 0 % to 100 %');
    expect(rangeOf({ ...example, from: text.indexOf('250 deg'), to: text.indexOf('250 deg') + 7 }, 'angle')).toBeUndefined();
  });
});

describe('defaults', () => {
  it.each([
    ['Of the run; 12 s.', '12 s'],
    ['Pictures a second; 10 Hz.', '10 Hz'],
    ['Share of its disc that is lit; full when missing.', 'full'],
    ['how many steps the sampler takes (6 when missing)', '6'],
    ['At full strength 40 %: share of surfaces.', undefined],
    ['At once when missing.', 'At once'],
  ])('%s -> %s', (doc, wanted) => {
    expect(defaultIn(doc)).toBe(wanted);
  });

  /** Writing the stated default gives what leaving the key out gives. */
  it('are what is taken where a key is missing', () => {
    const wrong: string[] = [];
    let compared = 0;
    for (const { record, key, schema } of keys) {
      const stated = defaultOf(meaningOf(schema), onlyQuantity(kindsOf(schema, language)));
      const example = clearest(examples.of(record, key));
      if (stated === undefined || !/^-?[\d.]/.test(stated) || example === undefined) continue;
      const [left, written] = [
        without(example),
        `${example.text.slice(0, example.from)}${stated}${example.text.slice(example.to)}`,
      ];
      if (left === undefined) continue;
      const [a, b] = [drawnOf(left), drawnOf(written)];
      if (a === undefined || b === undefined) continue;
      compared++;
      if (a !== b) wrong.push(`${record.path}.${key}: ${stated}`);
    }
    // Its description has two digits of 2.963.
    expect(wrong).toEqual(['ego.sensors.*.development.headroom: 2.96']);
    expect(compared).toBeGreaterThan(80);
  });
});

/** The example's text without that key. */
function without({
  text,
  from,
  to,
  path,
}: {
  text: string;
  from: number;
  to: number;
  path: readonly (string | number)[];
}): string | undefined {
  const key = String(path.at(-1));
  const before = text.slice(0, from).replace(new RegExp(`["']?${key}["']?:\\s*$`), '');
  if (before.length === text.slice(0, from).length) return undefined;
  const after = text.slice(to);
  if (/^\s*,/.test(after)) return before + after.replace(/^\s*,\s*/, '');
  if (/,\s*$/.test(before)) return before.replace(/,\s*$/, '') + after;
  return /\n\s*$/.test(before) ? before + after.replace(/^[^\n]*\n\s*/, '') : before + after;
}

/** 35 % and 0.35 are the same but for the last bit. */
function rounded(_: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(12)) : value;
}

/** The draw as text; undefined where the text is no scenario, or one with a model of its own. */
function drawnOf(text: string): string | undefined {
  const { scenario } = parseScenario(text, 'x.yaml');
  if (scenario === undefined) return undefined;
  const { concrete } = drawConcrete(scenario, 'defaults', 0);
  // Options that are not stated are not in the draw: what they are shows in the place.
  return JSON.stringify({ ...concrete, place: { ...buildPlace(concrete.place), spec: undefined } }, rounded);
}
