/** `nearmiss pack`, and packs where other commands take files. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ValidationReport } from '#contracts/validation';
import { packs } from '#packs/index';
import { runCli } from '../../src/cli/run.js';
import { testIo } from './test-io.js';

const folder = mkdtempSync(join(tmpdir(), 'nearmiss-pack-'));

async function run(...args: readonly string[]) {
  const { io, out, err } = testIo();
  const code = await runCli(args, '1.2.3', io);
  return { code, out: out.join('\n'), err: err.join('\n') };
}

it('lists packs with their scenarios and sources', async () => {
  const { code, out } = await run('pack');
  expect(code).toBe(0);
  for (const { name, scenarios } of packs.all)
    expect(out).toMatch(new RegExp(`^${name}: .*, ${scenarios.length} scenarios$`, 'm'));
  expect(out).toContain('source: Euro NCAP, Crash Avoidance Frontal Collisions v1.1');
  expect((await run('pack', 'un-r152-pedestrian')).out).toContain('pack:un-r152-pedestrian/series-01-42');
});

it('writes a pack as files that `check` and `fmt` find right', async () => {
  const out = join(folder, 'r152');
  expect(await run('pack', 'un-r152-pedestrian', '--out', out)).toMatchObject({ code: 0 });
  const files = readdirSync(out).map((name) => join(out, name));
  expect(files).toHaveLength(packs.get('un-r152-pedestrian').scenarios.length);
  expect((await run('check', ...files)).code).toBe(0);
  expect((await run('fmt', '--check', ...files)).code).toBe(0);
});

it('runs a pack as the same files: the same cases, to the last bit', async () => {
  const names = ['original-20', 'series-01-60'];
  const written = names.map((name) => join(folder, 'r152', `${name}.yaml`));
  const asked = names.map((name) => `pack:un-r152-pedestrian/${name}`);
  const traces = async (targets: readonly string[], out: string) => {
    const ran = await run('validate', ...targets, '--sut', 'aeb', '--out', join(folder, out));
    expect(ran.code).toBe(1);
    const report = JSON.parse(readFileSync(join(folder, out, 'report.json'), 'utf8')) as ValidationReport;
    return report.cases.map(({ id, outcome, traceSha256 }) => [id, outcome, traceSha256]);
  };
  expect(await traces(asked, 'by-name')).toEqual(await traces(written, 'by-file'));
  expect(await run('replay', join(folder, 'by-name'), '--case', 'series-01-60/0/0')).toMatchObject({
    err: 'the same to the last bit',
  });
});

it('stands for all of its scenarios where files are taken', async () => {
  const { code, out } = await run('check', 'pack:un-r152-pedestrian');
  expect(code).toBe(0);
  expect(out.split('\n')).toHaveLength(packs.get('un-r152-pedestrian').scenarios.length);
  expect((await run('sample', 'pack:un-r152-pedestrian/original-20')).code).toBe(0);
  const covered = await run('cover', 'pack:un-r152-pedestrian/original-20', 'pack:animal-jump-in/wild-boar-90', '--count', '3');
  expect(covered.out).toMatch(/nothing is drawn.*\n.*wild-boar-90: 3 draws of \d+ parameters/);
});

describe('what is not there is refused, and nothing is written:', () => {
  it.each([
    ['a pack', ['pack', 'un-r152'], 'NM1001'],
    ['a pack in a list', ['check', 'pack:un-r15'], 'NM1001'],
    ['a scenario of a pack', ['validate', 'pack:un-r152-pedestrian/original-21', '--out', join(folder, 'none')], 'NM7522'],
    ['no name to write', ['pack', '--out', join(folder, 'none')], 'NM1102'],
  ])('%s', async (_, args, code) => {
    expect(await run(...args)).toMatchObject({ code: 2, err: expect.stringContaining(code) });
    expect(existsSync(join(folder, 'none'))).toBe(false);
  });

  it('into a folder that holds something', async () => {
    const full = mkdtempSync(join(folder, 'full-'));
    writeFileSync(join(full, 'mine.txt'), 'mine');
    const ran = await run('pack', 'un-r152-pedestrian', '--out', full);
    expect(ran).toMatchObject({ code: 2, err: expect.stringContaining('NM7003') });
    expect(readdirSync(full)).toEqual(['mine.txt']);
  });
});
