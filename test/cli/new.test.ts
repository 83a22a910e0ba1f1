/** A new scenario is right from the first minute: loader, schema and editors take it as it is. */

import { existsSync } from 'node:fs';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { drawScenario, parseScenario, scenarioJsonSchema } from '#scenario/index';
import { runCli } from '../../src/cli/run.js';
import { FAMILIES, newScenario } from '../../src/toolkit/new/index.js';
import { simulateConcrete } from '../../src/toolkit/scenarios.js';
import { testIo } from './test-io.js';

async function run(answer: string | undefined, ...args: string[]) {
  const { io, out, err } = testIo({ ask: async () => answer });
  const code = await runCli(args, '1.2.3', io);
  return { code, out: out.join('\n'), err: err.join('\n') };
}
const folder = (): Promise<string> => mkdtemp(join(tmpdir(), 'nearmiss-new-'));

describe.each(FAMILIES.map((family) => [family.name, family] as const))('%s', (_name, family) => {
  const text = newScenario(family, 'scenarios/road/x.yaml');

  test('passes check and the schema, and explains itself', () => {
    expect(parseScenario(text, 'x.yaml').diagnostics).toEqual([]);
    const valid = new Ajv({ strict: false }).compile(scenarioJsonSchema());
    expect(valid(parse(text)), JSON.stringify(valid.errors?.slice(0, 2))).toBe(true);
    expect(text.match(/^\s*# /gm)?.length).toBeGreaterThanOrEqual(4);
  });

  test('its hazard happens: every event fires in a draw', () => {
    const { scenario } = parseScenario(text, 'x.yaml');
    if (scenario === undefined) throw new Error('it is not read');
    const { concrete } = drawScenario(scenario, {
      seed: 1,
      draw: 0,
      simulate: (each) => simulateConcrete(each, false, { bodies: scenario.bodies }),
    });
    const fired = simulateConcrete(concrete, false, { bodies: scenario.bodies }).trace.events.map(({ name }) => name);
    const named = [...text.matchAll(/- name: (.+)/g)].map(([, name]) => name as string);
    expect(fired).toEqual(expect.arrayContaining(named));
  });
});

describe('the command', () => {
  test('writes it with a line that leads editors to the schema, wherever the file is', async () => {
    const path = join(await folder(), 'deep', 'deer.yaml');
    expect(await run(undefined, 'new', path, '--hazard', 'wildlife')).toMatchObject({ code: 0, err: '' });
    const [first = ''] = (await readFile(path, 'utf8')).split('\n');
    const schema = /^# yaml-language-server: \$schema=(.+)$/.exec(first)?.[1] ?? '';
    expect(existsSync(resolve(dirname(path), schema))).toBe(true);
    expect(await run(undefined, 'check', path)).toMatchObject({ code: 0 });
  });

  test('asks on a terminal, by name or number', async () => {
    const path = join(await folder(), 'x.yaml');
    expect((await run('6', 'new', path)).out).toMatch(/a drone/);
    expect(await readFile(path, 'utf8')).toContain('quadrotor');
    expect((await run('cyclists', 'new', join(await folder(), 'y.yaml'))).err).toMatch(/NM1101 .*did you mean cyclist\?/);
  });

  test('says what it needs where nobody can be asked', async () => {
    const { code, err } = await run(undefined, 'new');
    expect(code).toBe(2);
    expect(err).toMatch(/NM1102 say which hazard - --hazard wildlife \|/);
  });

  test('never replaces a file unless told', async () => {
    const path = join(await folder(), 'mine.yaml');
    await writeFile(path, 'mine');
    expect(await run(undefined, 'new', path, '--hazard', 'drone')).toMatchObject({ code: 2 });
    expect(await readFile(path, 'utf8')).toBe('mine');
    expect(await run(undefined, 'new', path, '--hazard', 'drone', '--force')).toMatchObject({ code: 0 });
    expect(await readFile(path, 'utf8')).toContain('quadrotor');
  });
});
