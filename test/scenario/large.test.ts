/** Files of the greatest length that are read, in which as much as possible is wrong or hangs together: they take about as long as their length says. */
import { describe, expect, it } from 'vitest';
import { parseScenario } from '#scenario/index';
import { formatText } from '../../src/toolkit/format/index.js';
import { file } from './small-file.js';

const many = (count: number, piece: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => piece(i)).join('');
const placed = (count: number, at: (i: number) => string): string =>
  file({ actors: `{${many(count, (i) => `a${i}: {kind: dog, at: ${at(i)}}, `)}}` });
const problems = (text: string) => parseScenario(text, 'large.yaml').diagnostics;

/** While something in the reader grew with the square of the file, each took from seconds to minutes. */
describe('of the greatest length', () => {
  it.each([
    ['documents', '---\n'.repeat(60_000)],
    ['documents with mistakes', '---\na\nb: c\n'.repeat(22_000)],
    ['one key over and over', 'a: 1\n'.repeat(49_000)],
    ['parameters that there are none of', file({ parameters: `{${many(9_000, (i) => `p${i}: $q${i}, `)}}` })],
    ['parameters, each by the next', file({ parameters: `{${many(9_000, (i) => `p${i}: $p${i + 1}, `)}}` })],
    ['a circle of thousands', placed(3_500, (i) => `{ahead: a${(i + 1) % 3_500}, by: 5 m}`)],
    ['thousands placed by nobody', placed(3_500, (i) => `{ahead: b${i}, by: 5 m}`)],
    ['events', file({ story: `[${many(4_000, (i) => `{name: e${i}, when: {after: {event: f${i}}}}, `)}]` })],
  ])('%s: told soon', { timeout: 8_000 }, (_, text) => {
    expect(text.length).toBeLessThan(250_000);
    expect(problems(text).length).toBeGreaterThan(0);
  });

  it('a folded text of blank lines: formatted soon', { timeout: 8_000 }, () => {
    const text = `${file()}\nextra: >\n  x\n${'   \n'.repeat(50_000)}   y\n`;
    expect(formatText(text, 'large.yaml').text?.length).toBeGreaterThan(150_000);
  });

  it.each(['- ', '? '])('"%s" in a row: told as too deep', (indicator) => {
    expect(problems(indicator.repeat(124_000)).map(({ code }) => code)).toEqual(['NM2018']);
  });

  it('blanks within a text: read and formatted soon', { timeout: 8_000 }, () => {
    const text = file({ hazard: `"a${' '.repeat(240_000)}b"` });
    expect(formatText(text, 'large.yaml').text).toContain(`a${' '.repeat(240_000)}b`);
  });
});

it('parameters may hang together in a long row, as long as most are declared before they are used', () => {
  const before = (count: number) => file({ parameters: `{p0: 1, ${many(count, (i) => `p${i + 1}: "$p${i} + 1", `)}}` });
  const after = (count: number) => file({ parameters: `{${many(count, (i) => `p${i}: "$p${i + 1} + 1", `)}p${count}: 1}` });
  expect(problems(before(5_000))).toEqual([]);
  expect(problems(after(200))).toEqual([]);
  expect(problems(after(201)).map(({ code }) => code)).toEqual(['NM2018']);
});

it('problems are told up to the five hundredth', () => {
  const found = (count: number) => problems(`${file()}\n${many(count, (i) => `key${i}: 1\n`)}`).map(({ code }) => code);
  expect(found(500)).toEqual(Array(500).fill('NM2002'));
  expect(found(501)).toEqual([...Array(500).fill('NM2002'), 'NM2018']);
  expect(found(5_000)).toEqual(found(501));
});

it('each of a circle is told it from where it stands; who only hangs on to it is not', () => {
  const behind = (name: string): string => `{kind: dog, at: {behind: ${name}, by: 1 m}}`;
  const text = file({
    actors: `{a: ${behind('b')}, b: ${behind('c')}, c: ${behind('d')}, d: ${behind('b')}, e: ${behind('e')}}`,
  });
  const circles = problems(text).map(({ message }) => message.split(':')[0]);
  expect(circles.sort()).toEqual(['b -> c -> d -> b', 'c -> d -> b -> c', 'd -> b -> c -> d', 'e -> e']);
});
