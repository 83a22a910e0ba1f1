/** A worker that is killed takes its browser with it. Reads /proc: Linux alone. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';

const SESSION = join(import.meta.dirname, '..', '..', 'dist', 'renderers', 'three', 'host', 'session.js');
const OPEN = `import(${JSON.stringify(SESSION)}).then(async ({ openSession }) => {
  await openSession({});
  console.log('open');
  setInterval(() => {}, 1000);
});`;

it.skipIf(process.platform !== 'linux')('leaves no browser behind when it is killed', async () => {
  const worker = spawn(process.execPath, ['-e', OPEN], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(worker.stdout, 'data');
  expect(await browsersOf(worker.pid)).not.toEqual([]);
  worker.kill('SIGKILL');
  for (let tries = 0; tries < 50 && (await browsersOf(worker.pid)).length > 0; tries++) await wait(200);
  expect(await browsersOf(worker.pid)).toEqual([]);
});

/** Processes whose profile is one that this process made. */
async function browsersOf(owner: number | undefined): Promise<readonly string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const mine = pids.map(async (pid) => {
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    return command.includes(`nearmiss-browser-${owner}-`) ? [pid] : [];
  });
  return (await Promise.all(mine)).flat();
}
