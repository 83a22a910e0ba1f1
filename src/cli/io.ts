/** What a command may touch of the outside world; tests bring their own. */
import { createInterface } from 'node:readline/promises';

export interface Io {
  out(line: string): void;
  err(line: string): void;
  /** Raw text to the terminal's error stream, for the progress bar. */
  draw(text: string): void;
  readonly isTerminal: boolean;
  /** Of the terminal, now. */
  readonly columns: number;
  readonly rows: number;
  readonly debug: boolean;
  /** ms; for progress and rates only. */
  now(): number;
  /** A line that the user types; undefined where nobody can be asked. */
  ask(question: string): Promise<string | undefined>;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}

export function processIo(signal: AbortSignal): Io {
  return {
    out: (line) => void process.stdout.write(`${line}\n`),
    err: (line) => void process.stderr.write(`${line}\n`),
    draw: (text) => void process.stderr.write(text),
    isTerminal: process.stderr.isTTY === true,
    get columns() {
      return process.stderr.columns ?? 80;
    },
    get rows() {
      return process.stderr.rows ?? 24;
    },
    debug: (process.env.NEARMISS_DEBUG ?? '') !== '',
    now: () => performance.now(),
    ask: (question) => askTerminal(question, signal),
    signal,
  };
}

async function askTerminal(question: string, signal: AbortSignal): Promise<string | undefined> {
  if (process.stdin.isTTY !== true || process.stderr.isTTY !== true) return undefined;
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await lines.question(question, { signal });
  } finally {
    lines.close();
  }
}
