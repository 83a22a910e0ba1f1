/** What the templates run, run for real without the scheduler: its variables are set by hand, the dataset is small and drawn by rays. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Manifest } from '#contracts/job';
import { nearmiss, root } from '../cli/nearmiss.js';
import { arrayEnvironment, environmentOf, type KUBERNETES, textOf, workload } from './templates.js';

const run = promisify(execFile);
const SMALL = '--count 3 --renderer raycast --size 64x48 --writers native --layers depth,instance';
const PARTS = 2;

let folder: string;
let wanted: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nearmiss-deploy-run-'));
  await mkdir(join(folder, 'bin'));
  await symlink(join(root, 'bin/nearmiss.mjs'), join(folder, 'bin/nearmiss'));
  await symlink(process.execPath, join(folder, 'bin/node'));
  const out = join(folder, 'whole');
  const scenario = 'scenarios/wildlife/deer-pair-at-dusk.yaml';
  const { code, err } = await nearmiss(
    'generate',
    scenario,
    '--seed',
    '1',
    ...SMALL.split(' '),
    '--workers',
    '1',
    '--out',
    out,
  );
  expect([code, err.includes('NM')]).toEqual([0, false]);
  wanted = (await manifestOf(out)).datasetSha256;
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function manifestOf(out: string): Promise<Manifest> {
  return JSON.parse(await readFile(join(out, 'manifest.json'), 'utf8')) as Manifest;
}

/** The same command with fewer samples, drawn by rays. */
function smaller(text: string): string {
  const small = text.replace('--count 1000', SMALL).replace('--backend llvmpipe', '').replace('--workers 4', '--workers 1');
  if (small === text && text.includes('generate')) throw new Error('nothing to make smaller');
  return small;
}

async function inShell(program: string, args: readonly string[], environment: Readonly<Record<string, string>>) {
  const env = { PATH: `${join(folder, 'bin')}:/usr/bin:/bin`, HOME: folder, ...environment };
  return await run(program, args, { cwd: root, env });
}

test('the indexed Job, then its merge', async () => {
  const out = join(folder, 'job');
  const pod = async (name: (typeof KUBERNETES)[number], index: number): Promise<string> => {
    const [container] = workload(name).spec.template.spec.containers;
    const [program = '', ...args] = container.args.map(smaller);
    const own = { NEARMISS_PARTS: String(PARTS), NEARMISS_OUT: out, JOB_COMPLETION_INDEX: String(index) };
    return (await inShell(program, args, { ...environmentOf(container), ...own })).stdout;
  };
  await pod('indexed-job.yaml', 1);
  await expect(pod('merge-job.yaml', 0)).rejects.toMatchObject({ code: 3 });
  await pod('indexed-job.yaml', 0);
  // An index that is made twice finds what is there.
  expect(await pod('indexed-job.yaml', 0)).toMatch(/\b0 samples/);
  expect(await pod('merge-job.yaml', 0)).toContain(wanted);
  expect((await manifestOf(out)).datasetSha256).toBe(wanted);
});

test('the array of Slurm, then its merge', async () => {
  const out = join(folder, 'array');
  const script = smaller(textOf('slurm/array.sbatch')).replace('--array=1-8', `--array=1-${PARTS}`);
  const [array, merge] = [join(folder, 'array.sbatch'), join(root, 'deploy/slurm/merge.sbatch')];
  await writeFile(array, script);
  for (let task = 1; task <= PARTS; task++)
    await inShell('/bin/bash', [array], { ...arrayEnvironment(script, task), NEARMISS_OUT: out });
  await inShell('/bin/bash', [merge], { NEARMISS_OUT: out });
  expect((await manifestOf(out)).datasetSha256).toBe(wanted);
});

test('a task whose time is up stops in order, and waits in line again', async () => {
  const out = join(folder, 'stopped');
  const script = textOf('slurm/array.sbatch').replace('--count 1000', SMALL.replace('--count 3', '--count 500'));
  const array = join(folder, 'long.sbatch');
  const told = join(folder, 'requeued');
  await writeFile(array, script.replace('--backend llvmpipe', ''));
  await writeFile(join(folder, 'bin/scontrol'), `#!/bin/sh\necho "$@" > '${told}'\n`, { mode: 0o755 });
  const child = execFile('/bin/bash', [array], {
    cwd: root,
    env: {
      PATH: `${join(folder, 'bin')}:/usr/bin:/bin`,
      HOME: folder,
      ...arrayEnvironment(script, 1),
      NEARMISS_OUT: out,
    },
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  while (!(await readFile(join(out, 'samples/000000/sample.json')).catch(() => undefined))) {
    expect(child.exitCode).toBeNull();
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
  expect(await readFile(told, 'utf8')).toBe('requeue 4711_1\n');
});

test('a mistake ends with exit code 2, which a Job does not try again', async () => {
  const [container] = workload('indexed-job.yaml').spec.template.spec.containers;
  const [program = '', ...args] = container.args.map((arg) => arg.replace('--seed 1', '--layers heat'));
  const own = { NEARMISS_OUT: join(folder, 'wrong'), JOB_COMPLETION_INDEX: '0' };
  await expect(inShell(program, args, { ...environmentOf(container), ...own })).rejects.toMatchObject({ code: 2 });
});
