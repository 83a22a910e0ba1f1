/** The program as a user runs it: bin/nearmiss.mjs in a process of its own, or the same command line within the test's. */
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { runCli } from '../../src/cli/run.js';
import { testIo } from './test-io.js';

export const root = fileURLToPath(new URL('../..', import.meta.url));
const program = fileURLToPath(new URL('../../bin/nearmiss.mjs', import.meta.url));

export interface Finished {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}
export interface Running {
  readonly child: ChildProcess;
  readonly finished: Promise<Finished>;
}

export function start(...args: string[]): Running {
  const child = spawn(process.execPath, [program, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, err] = ['', ''];
  child.stdout?.on('data', (part: Buffer) => {
    out += part.toString();
  });
  child.stderr?.on('data', (part: Buffer) => {
    err += part.toString();
  });
  const finished = new Promise<Finished>((resolve) => child.on('close', (code) => resolve({ code, out, err })));
  return { child, finished };
}
export function nearmiss(...args: string[]): Promise<Finished> {
  return start(...args).finished;
}

/**
 * Where nothing hangs on the process and no worker is started: starting one costs seconds of computing. Workers would be started as the
 * test's own process was, on sources.
 */
export async function here(...args: string[]): Promise<Finished> {
  const { io, out, err } = testIo({ now: () => performance.now() });
  const code = await runCli(args, '0.1.0', io);
  const text = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');
  return { code, out: text(out), err: text(err) };
}
