/** Workers that are started again when they are gone, as a supervisor would. */
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? '../../../bin/nearmiss.mjs' : '../../../../bin/nearmiss.mjs', import.meta.url),
);

export interface Fleet {
  /** Of the workers that live. */
  pids(): readonly number[];
  /** Started so far. */
  readonly started: () => number;
  /** What they said, the last lines of each. */
  readonly said: () => string;
  /** What they said of failures that nobody foresaw. */
  readonly unforeseen: () => readonly string[];
  /** Resolves when all have ended by themselves. */
  readonly ended: Promise<void>;
  /** No more are started, those that live are asked to end. */
  stop(): Promise<void>;
}

export function run(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  cwd?: string,
): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [program, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
    ...(cwd === undefined ? {} : { cwd }),
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (part: Buffer) => {
    out += part.toString();
  });
  child.stderr.on('data', (part: Buffer) => {
    err += part.toString();
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

export function startFleet(count: number, args: readonly string[], env: Readonly<Record<string, string>>): Fleet {
  const living = new Set<ChildProcess>();
  let [started, over, said] = [0, false, ''];
  const unforeseen: string[] = [];
  const lanes = Array.from({ length: count }, async () => {
    while (!over) {
      started++;
      const child = spawn(process.execPath, [program, 'farm', 'work', ...args], {
        stdio: ['ignore', 'ignore', 'pipe'],
        env: { ...process.env, ...env },
      });
      child.stderr.on('data', (part: Buffer) => {
        said = (said + part.toString()).slice(-20_000);
        unforeseen.push(
          ...part
            .toString()
            .split('\n')
            .filter((line) => line.includes('[mistake')),
        );
      });
      living.add(child);
      const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
      living.delete(child);
      if (code === 0) return;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  });
  return {
    pids: () => [...living].flatMap(({ pid }) => pid ?? []),
    started: () => started,
    said: () => said,
    unforeseen: () => unforeseen,
    ended: Promise.all(lanes).then(() => undefined),
    async stop() {
      over = true;
      for (const child of living) child.kill('SIGTERM');
      await Promise.all(lanes);
    },
  };
}
