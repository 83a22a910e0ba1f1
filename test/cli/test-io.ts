import type { Io } from '../../src/cli/io.js';

/** Collects what a command prints; the clock moves when told. */
export function testIo(changes: Partial<Io> = {}) {
  const out: string[] = [];
  const err: string[] = [];
  const drawn: string[] = [];
  let time = 0;
  const io: Io = {
    out: (line) => void out.push(line),
    err: (line) => void err.push(line),
    draw: (text) => void drawn.push(text),
    isTerminal: false,
    columns: 100,
    rows: 24,
    debug: false,
    now: () => time,
    ask: async () => undefined,
    signal: new AbortController().signal,
    ...changes,
  };
  const advance = (ms: number): void => {
    time += ms;
  };
  return { io, out, err, drawn, advance };
}
