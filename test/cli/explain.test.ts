/** Every error code is explained, and what is no code says which are near. */
import { expect, test } from 'vitest';
import { parseScenario } from '#scenario/index';
import { runCli } from '../../src/cli/run.js';
import { explainCode } from '../../src/toolkit/explain/index.js';
import { ERROR_CODES } from '../../src/toolkit/reference/errors.js';
import { MENDING } from '../../src/toolkit/reference/mending.js';
import { testIo } from './test-io.js';

async function run(...args: string[]) {
  const { io, out, err } = testIo();
  const code = await runCli(args, '1.2.3', io);
  return { code, out: out.join('\n'), err: err.join('\n') };
}

test('every code has a cause, an example and a way out, and nothing else has', () => {
  expect(Object.keys(MENDING).sort()).toEqual(Object.keys(ERROR_CODES).sort());
  for (const code of Object.keys(ERROR_CODES)) {
    const { meaning, cause, example, mend } = explainCode(code);
    for (const text of [meaning, cause, mend]) expect(text, code).toMatch(/\S{2}/);
    expect(example.length, code).toBeGreaterThan(0);
  }
});

test('as a user asks', async () => {
  const { code, out } = await run('explain', 'nm2005');
  expect(code).toBe(0);
  expect(out).toMatch(/^NM2005: .*unit/);
  expect(out).toMatch(/Example\s+speed: 50\n/);
  expect(out).toMatch(/Mend\s+.*speed: 50 km\/h/);
  expect((await run('explain', '2005')).out).toBe(out);
  expect(JSON.parse((await run('explain', 'NM2005', '--json')).out)).toMatchObject({ code: 'NM2005' });
});

test('an unknown code names the nearest', async () => {
  const { code, out, err } = await run('explain', 'NM2099');
  expect([code, out]).toEqual([2, '']);
  expect(err).toMatch(/there is no code NM2099 - the nearest: NM2101/);
  expect((await run('explain', 'constructor')).code).toBe(2);
});

test.each([
  ['NM2002', 'titel: A deer'],
  ['NM2004', 'environment: {preset: overcast}'],
  ['NM2005', 'duration: 50'],
  ['NM2006', 'road: {layout: rural-two-lane, verge: jungle}'],
  ['NM2007', 'environment: {cloud: 140 %}'],
  ['NM2011', 'parameters: {a: $b, b: $a}'],
  ['NM2016', 'duration: {uniform: [10 s, 5 s]}'],
])('the example of %s leads to it', (code, line) => {
  const found = parseScenario(`nearmiss: 1\n${line}\n`, 'example.yaml').diagnostics;
  expect(found.map((each) => each.code)).toContain(code);
});
