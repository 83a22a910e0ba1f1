/** Differences of meaning: what is only written otherwise is none. */
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCli } from '../../src/cli/run.js';
import { diffScenarios } from '../../src/toolkit/diff/index.js';
import { sameNumber } from '../../src/toolkit/diff/quantity.js';
import { testIo } from '../cli/test-io.js';
import { shippedScenarios } from '../conformance/shipped.js';

const whole = await readFile(new URL('../editors/corpus/whole.yaml', import.meta.url), 'utf8');
const folder = await mkdtemp(join(tmpdir(), 'nearmiss-diff-'));
let written = 0;
async function fileOf(text: string): Promise<string> {
  const path = join(folder, `${++written}.yaml`);
  await writeFile(path, text);
  return path;
}
async function changed(from: string, to: string, text = whole) {
  if (!text.includes(from)) throw new Error(`there is no ${from}`);
  return diffScenarios(await fileOf(text), await fileOf(text.replace(from, to)));
}

describe('no difference', () => {
  test.each<[what: string, from: string, to: string]>([
    ['another unit', 's: 10 m, speed', 's: 1000 cm, speed'],
    ['km/h and m/s', '[60 km/h, 90 km/h]', '[60 km/h, 25 m/s]'],
    ['a share as a number', 'cloud: 60 %', 'cloud: 0.6'],
    ['seconds as minutes', 'duration: 12 s', 'duration: 0.2 min'],
    ['what is so when missing', 'duration: 12 s\n', ''],
    ['the order of keys', '{lane: right, s: 10 m, speed: $egoSpeed}', '{speed: $egoSpeed, s: 10 m, lane: right}'],
    ['a block for brackets', 'fog: {mor: 800 m}', 'fog:\n    mor: 800 m'],
    ['a comment', 'road:\n', '# where\nroad:\n'],
    ['quotes', 'title: Deer at dusk', 'title: "Deer at dusk"'],
    ['weights of the same ratio', '{roe-deer: 3, red-deer: 1}', '{red-deer: 0.5, roe-deer: 1.5}'],
    ['a constant', 'mor: 800 m', 'mor: {constant: 0.8 km}'],
    ['a computed constant', 's: 10 m, speed', 's: "2 * 4 m + 2 m", speed'],
    ['one action in a list', '[{freeze: {for: 0.5 s}}]', '{freeze: {for: 0.5 s}}'],
    ['a preset and what it stands for', 'preset: [overcast]\n', 'preset: []\n'],
  ])('%s', async (_what, from, to) => {
    expect(await changed(from, to)).toEqual([]);
  });

  test('a preset written out', async () => {
    const rain = whole.replace('  cloud: 60 %\n', '').replace('[overcast]', '[moderate-rain]');
    expect(await changed('preset: [moderate-rain]', 'rain: 5 mm/h\n  cloud: 1\n  wetness: 80 %', rain)).toEqual([]);
    expect(await changed('preset: [moderate-rain]', 'preset: [heavy-rain]', rain)).not.toEqual([]);
  });

  test('of each shipped scenario with itself', async () => {
    for (const path of shippedScenarios) expect(await diffScenarios(path, path)).toEqual([]);
  });
});

describe('differences', () => {
  test.each<[what: string, from: string, to: string, expected: object]>([
    ['a value', 's: 10 m, speed', 's: 12 m, speed', { kind: 'changed', path: 'ego.at.s', before: '10 m', after: '12 m' }],
    ['a rounded unit', '90 km/h]', '25.1 m/s]', { kind: 'changed', path: 'parameters.egoSpeed.uniform' }],
    ['a kind', 'kind: estate', 'kind: suv', { kind: 'changed', path: 'ego.kind', before: 'estate', after: 'suv' }],
    ['a weight', '{roe-deer: 3,', '{roe-deer: 5,', { kind: 'changed', path: 'parameters.animal.choice.roe-deer' }],
    [
      'an actor more',
      'actors:\n',
      'actors:\n  fox: {kind: red-fox, at: {beside: left, s: 90 m, offset: 3 m}}\n',
      { kind: 'added', path: 'actors.fox' },
    ],
    [
      'an event less',
      '  - name: stop\n    when: {after: {event: step out, by: 1 s}}\n    do: {deer: [{freeze: {for: 0.5 s}}]}\n',
      '',
      { kind: 'removed', path: 'story.1' },
    ],
    ['a limit', 'below: $gap', 'above: $gap', { kind: 'added', path: 'story.0.when.gap.above', after: '$gap' }],
    ['a distribution', '{uniform: [60 km/h, 90 km/h]}', '70 km/h', { kind: 'changed', path: 'parameters.egoSpeed' }],
    ['an expression', 'below: $gap', 'below: "$gap + 1 m"', { kind: 'changed', after: '$gap + 1 m' }],
    ['metres for seconds', 'within: 10 s', 'within: 9 s', { kind: 'changed', before: '10 s', after: '9 s' }],
    ['a sensor', 'up: 1.9 m', 'up: 2 m', { kind: 'changed', after: '2 m' }],
    ['an option of the road', 'verge: forest', 'verge: grass', { kind: 'changed', path: 'road.verge' }],
  ])('%s', async (_what, from, to, expected) => {
    const found = await changed(from, to);
    expect(found).toEqual(expect.arrayContaining([expect.objectContaining(expected)]));
    expect(found.every(({ isWords }) => !isWords)).toBe(true);
  });

  test('stand where they are, on both sides', async () => {
    const [change] = await changed('  verge: forest', '  # new\n  verge: grass');
    const line = whole.split('\n').indexOf('  verge: forest') + 1;
    expect(change).toMatchObject({ placeBefore: { line, column: 3 }, placeAfter: { line: line + 1, column: 3 } });
  });

  test('renamed actors, parameters and events are that and no more', async () => {
    const found = async (text: string) => diffScenarios(await fileOf(whole), await fileOf(text));
    const actor = whole
      .replace('  deer:\n', '  doe:\n')
      .replaceAll(': deer,', ': doe,')
      .replace('      deer: {', '      doe: {')
      .replace('{deer: [', '{doe: [');
    expect(await found(actor)).toMatchObject([{ kind: 'renamed', path: 'actors.deer', before: 'deer', after: 'doe' }]);
    expect(await found(whole.replaceAll('egoSpeed', 'pace'))).toMatchObject([
      { kind: 'renamed', before: 'egoSpeed', after: 'pace' },
    ]);
    expect(await found(whole.replaceAll('step out', 'walk'))).toMatchObject([
      { kind: 'renamed', before: 'step out', after: 'walk' },
    ]);
  });
});

test('numbers that differ by rounding are the same, others are not', () => {
  expect(sameNumber(50 / 3.6, 50 * (1 / 3.6))).toBe(true);
  expect(sameNumber(1, 1 + 1e-9)).toBe(false);
});

describe('the command', () => {
  async function run(...args: string[]) {
    const { io, out, err } = testIo();
    const code = await runCli(['diff', ...args], '1.2.3', io);
    return { code, out: out.join('\n'), err: err.join('\n') };
  }
  test('says it in lines and by its exit code', async () => {
    const [a, b, c] = await Promise.all([
      fileOf(whole),
      fileOf(whole.replace('offset: 3 m', 'offset: 5 m')),
      fileOf(whole.replace('title: Deer at dusk', 'title: Deer')),
    ]);
    expect(await run(a, a)).toEqual({ code: 0, out: '', err: '' });
    const { code, out } = await run(a, b);
    expect([code, out]).toEqual([1, `changed  actors.deer.at.offset: 3 m -> 5 m  (${a}:29:35, ${b}:29:35)`]);
    expect(JSON.parse((await run(a, b, '--json')).out)).toMatchObject([{ path: 'actors.deer.at.offset' }]);
    expect(await run(a, c)).toMatchObject({ code: 0, out: expect.stringMatching(/title: .*describes only/) });
    expect((await run(a, join(folder, 'none.yaml'))).code).toBe(2);
  });
});
