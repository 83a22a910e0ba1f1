/** A child whose parent is killed does not outlive it for long, whatever it is stuck in. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';

const STUCK = join(import.meta.dirname, '..', '..', '..', 'dist', 'test', 'farm', 'child', 'stuck.js');
/** Forks the child, asks it, and says its process id once it is at work. */
const PARENT = `const child = require('node:child_process').fork(${JSON.stringify(STUCK)}, { detached: true });
child.on('message', () => console.log(child.pid));
child.send({ type: 'ask', asked: 'anything' });`;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nearmiss-orphan-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('it gives up what it can not end, and is gone', async () => {
  const left = join(folder, 'left');
  const parent = spawn(process.execPath, ['-e', PARENT], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, LEFT: left },
  });
  const [said] = (await once(parent.stdout, 'data')) as [Buffer];
  const child = Number(said.toString());
  const killedAt = performance.now();
  parent.kill('SIGKILL');
  while (isAlive(child) && performance.now() - killedAt < 20_000) await wait(100);
  expect(isAlive(child)).toBe(false);
  expect(performance.now() - killedAt).toBeGreaterThan(1_000);
  expect(existsSync(left) && (await readFile(left, 'utf8'))).toBe('given up');
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
