/** An order whose scenario has a catalogue and bodies of its own, made by a worker that has neither, and verified where neither is. Needs `dist/`. */
import { copyFile, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OwnFiles, writeOwnFiles } from '../toolkit/inputs/own-files.js';
import { filesOf } from './chaos/visible.js';
import { run } from './chaos/workers.js';

let own: OwnFiles;
const at = (...path: string[]): string => join(own.top, ...path);
const cache = (): Readonly<Record<string, string>> => ({ XDG_CACHE_HOME: at('cache') });
/** As the author writes it, in the folder with the scenario. */
const plan = (out: string): readonly string[] => ['mine.yaml', '--count', '3', '--renderer', 'raycast', '--out', out];

beforeAll(async () => {
  own = await writeOwnFiles();
  await mkdir(at('worker'));
  expect(await run(['generate', ...plan(at('whole'))], {}, own.folder)).toMatchObject({ code: 0 });
});
afterAll(() => own.remove());

test('the dataset is the one that the author would have made', async () => {
  const submitted = await run(['farm', 'submit', ...plan(at('out')), '--queue', at('queue')], {}, own.folder);
  expect(submitted).toMatchObject({ code: 0, out: expect.stringContaining('sent along: 2 files of your own') });
  await rename(own.folder, at('moved'));
  const work = ['farm', 'work', '--queue', at('queue'), '--until-empty', '--root', own.top];
  expect(await run(work, cache(), at('worker'))).toMatchObject({ code: 0 });
  expect(await filesOf(at('out'))).toEqual(await filesOf(at('whole')));
});

test('it can be verified by who has nothing but the dataset, and one that was not sent can not', async () => {
  await rm(at('cache'), { recursive: true });
  expect(await run(['verify', at('out')], cache(), at('worker'))).toMatchObject({ code: 0 });
  expect((await run(['verify', at('whole')], cache(), at('worker'))).code).toBe(2);
});

test('a pack is planned with the shipped catalogue, whatever lies in the folder that one works in', async () => {
  const hashFrom = async (cwd: string, name: string): Promise<string> => {
    const submit = ['farm', 'submit', 'pack:animal-jump-in', '--count', '1', '--out', at(name), '--queue', at(`${name}-queue`)];
    expect(await run(submit, {}, cwd)).toMatchObject({ code: 0 });
    return JSON.parse(await readFile(at(name, '.nearmiss', 'plan.json'), 'utf8')).catalogsSha256;
  };
  await mkdir(at('with', 'catalogs'), { recursive: true });
  await copyFile('scenarios/catalogs/rigs/stereo-pair.yaml', at('with', 'catalogs', 'pair.yaml'));
  expect(await hashFrom(at('with'), 'pack-a')).toBe(await hashFrom(at('worker'), 'pack-b'));
});
