/** shellcheck over the scripts, where it is installed; else the test says that it was left out. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../cli/nearmiss.js';
import { podCalls, SLURM, workload } from './templates.js';

const isThere = spawnSync('shellcheck', ['--version']).status === 0;

test.skipIf(!isThere)(`shellcheck finds nothing${isThere ? '' : ': left out, it is not installed here'}`, () => {
  const scripts = [...SLURM.map((name) => `deploy/slurm/${name}`), 'deploy/container/chromium-confined'];
  const { status, stdout } = spawnSync(
    'shellcheck',
    scripts.map((name) => join(root, name)),
    { encoding: 'utf8' },
  );
  expect([status, stdout]).toEqual([0, '']);
  for (const name of ['indexed-job.yaml', 'merge-job.yaml'] as const) {
    const body = workload(name).spec.template.spec.containers[0].args.at(-1) ?? '';
    const found = spawnSync('shellcheck', ['-s', 'sh', '-'], { input: body, encoding: 'utf8' });
    expect([found.status, found.stdout]).toEqual([0, '']);
  }
  const odd = spawnSync('shellcheck', ['-s', 'sh', '-'], { input: 'rm $1\n', encoding: 'utf8' });
  expect(odd.status).toBe(1);
});

test('bash reads the scripts', () => {
  for (const name of SLURM) expect(spawnSync('/bin/bash', ['-n', join(root, 'deploy/slurm', name)]).status).toBe(0);
  expect(spawnSync('/bin/bash', ['-n', '-c', 'if true; then']).status).not.toBe(0);
  expect(podCalls('merge-job.yaml')).toHaveLength(1);
});
