/** What a command may touch of the outside world; tests bring their own. */

export interface Io {
  out(line: string): void;
  err(line: string): void;
  /** Raw text to the terminal's error stream, for the progress bar. */
  draw(text: string): void;
  readonly isTerminal: boolean;
  readonly columns: number;
  readonly debug: boolean;
  /** ms; for progress and rates only. */
  now(): number;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}

export function processIo(signal: AbortSignal): Io {
  return {
    out: (line) => void process.stdout.write(`${line}\n`),
    err: (line) => void process.stderr.write(`${line}\n`),
    draw: (text) => void process.stderr.write(text),
    isTerminal: process.stderr.isTTY === true,
    columns: process.stderr.columns ?? 80,
    debug: (process.env.NEARMISS_DEBUG ?? '') !== '',
    now: () => performance.now(),
    signal,
  };
}
