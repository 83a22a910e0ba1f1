/** A browser that is closed is gone, not only killed: stood in for by a process that takes the system some time to clear away, by the memory that it holds. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { endBrowser, processesIn } from '#renderers/three/host/stragglers';

const HOLDS_MIB = 300;
const profile = (): string => `nearmiss-browser-pretended-${crypto.randomUUID()}`;

/** A process that is told a folder and holds memory of its own. */
async function heavy(folder: string): Promise<ChildProcess> {
  const code = `globalThis.held = Buffer.alloc(${HOLDS_MIB} * 2 ** 20, 1); process.stdout.write('held'); setInterval(() => {}, 1000)`;
  const child = spawn(process.execPath, ['-e', code, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve) => child.stdout?.once('data', resolve));
  return child;
}

/** At once: a look at all processes takes about as long as clearing one away. */
function alive({ pid }: ChildProcess): boolean {
  try {
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
}

it.runIf(process.platform === 'linux')('waits until what it ended is gone, those that began later with it', async () => {
  const folder = profile();
  const first = await heavy(folder);
  const known = processesIn(folder);
  expect(known.map(({ pid }) => pid)).toEqual([first.pid]);
  const later = await heavy(folder);
  await endBrowser(known, folder);
  expect([first, later].filter(alive)).toEqual([]);
});

it.runIf(process.platform === 'linux')('waits for one that was killed before, and has no command line by now', async () => {
  const folder = profile();
  const child = await heavy(folder);
  const known = processesIn(folder);
  child.kill('SIGKILL');
  await endBrowser(known, folder);
  expect(alive(child)).toBe(false);
});

it.runIf(process.platform === 'linux')('leaves a later process of the same number alone', async () => {
  const folder = profile();
  const child = await heavy(profile());
  await endBrowser([{ pid: child.pid as number, startedAt: '1' }], folder);
  expect(alive(child)).toBe(true);
  child.kill('SIGKILL');
});
