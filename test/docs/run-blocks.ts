/** Runs the command blocks of one page, in order, in a scratch folder in which the repository's scenarios and docs are. */
import { spawn } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Fence } from '../../docs/site/markdown/fences.js';
import { isRun, ROOT, smaller, type Written } from './pages.js';

/** Of a command that hangs. */
const LIMIT_S = 240;
/** What readers have in their clone. */
const LENT = ['scenarios', 'docs', 'node_modules', 'package.json'];

export interface Ran {
  readonly at: string;
  readonly code: number | null;
  /** What the exit code must be. */
  readonly wanted: number;
  /** Of both channels, its end. */
  readonly output: string;
}

type Ended = Pick<Ran, 'code' | 'output'>;

/** Scratch folders, and the outcome of commands that several pages want first. */
export interface Workshop {
  run(page: Written): Promise<readonly Ran[]>;
  close(): void;
}

export function openWorkshop(): Workshop {
  const top = mkdtempSync(join(tmpdir(), 'nearmiss-docs-'));
  const bin = join(top, 'bin');
  mkdirSync(bin);
  const program = `exec "${process.execPath}" "${join(ROOT, 'bin/nearmiss.mjs')}" "$@"\n`;
  for (const [name, script] of [
    ['nearmiss', `#!/bin/sh\n${program}`],
    ['npx', `#!/bin/sh\n[ "$1" = nearmiss ] || { echo "npx $1: only nearmiss is run here" >&2; exit 127; }\nshift\n${program}`],
  ] as const) {
    writeFileSync(join(bin, name), script);
    chmodSync(join(bin, name), 0o755);
  }
  const scratch = (name: string): string => {
    const folder = mkdtempSync(join(top, `${name.replaceAll(/\W/g, '-')}-`));
    for (const each of LENT) symlinkSync(join(ROOT, each), join(folder, each));
    return folder;
  };
  const firsts = new Map<string, string>();
  const prepare = async (command: string, folder: string): Promise<void> => {
    const made = firsts.get(command) ?? scratch('first');
    if (!firsts.has(command)) {
      const { code, output } = await shell(command, made, bin);
      if (code !== 0) throw new Error(`"${command}" before the block: exit ${code}\n${output}`);
      firsts.set(command, made);
    }
    cpSync(join(made, 'datasets'), join(folder, 'datasets'), { recursive: true });
  };
  return {
    async run({ file, fences }) {
      const folder = scratch(file);
      const ran: Ran[] = [];
      for (const fence of fences) {
        const { says, code, line } = fence;
        const name = says.get('file');
        if (name !== undefined) writeFileSync(join(folder, name), smaller(`${code}\n`, says.get('smaller')));
        if (!isRun(fence)) continue;
        const first = says.get('first');
        if (first !== undefined) await prepare(first, folder);
        ran.push({ at: `${file}:${line}`, wanted: Number(says.get('exit') ?? 0), ...(await runBlock(fence, folder, bin)) });
      }
      return ran;
    },
    close: () => rmSync(top, { recursive: true, force: true }),
  };
}

function runBlock({ says, code }: Fence, folder: string, bin: string): Promise<Ended> {
  const [within, script] = [says.get('within'), smaller(code, says.get('smaller'))];
  if (within === undefined) return shell(script, folder, bin);
  return shell(script, folder, bin, {
    seconds: Number.parseFloat(within),
    until: /(?:http|ws)s?:\/\/(?:127\.0\.0\.1|localhost):\d+/,
  });
}

/** @param stop when to end it: after so long, or, at best, as soon as it has printed this */
function shell(
  script: string,
  folder: string,
  bin: string,
  { seconds, until }: { readonly seconds: number; readonly until?: RegExp } = { seconds: LIMIT_S },
): Promise<Ended> {
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` };
  // A group of its own, so that what it has started ends with it.
  const child = spawn('/bin/sh', ['-euc', script], { cwd: folder, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let reached = false;
  const end = (): void => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGTERM');
  };
  const listen = (chunk: Buffer): void => {
    output = `${output}${chunk}`.slice(-4000);
    if (until?.test(output) && !reached) {
      reached = true;
      end();
    }
  };
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  const timer = setTimeout(() => {
    output += `\n(stopped after ${seconds} s)`;
    end();
  }, seconds * 1000);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code: reached ? 0 : code, output });
    });
  });
}
