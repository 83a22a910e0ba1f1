/** An external system in any language, over its standard input and output. Its end, silence or nonsense is infrastructure, never a verdict. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import type { Sut } from '#contracts/sut';
import { infrastructureError } from '#core/errors';
import { createLines } from './lines.js';
import { lineOf, observeMessage, PROTOCOL, readControl, readOk, readReady, type ToSut } from './protocol.js';

export interface ProcessOptions {
  /** Program and arguments; no shell reads them. */
  readonly command: readonly string[];
  readonly nearmissVersion: string;
  /** For the first answer, and for each other one, ms. */
  readonly startMs: number;
  readonly answerMs: number;
}

/** How long it may take to end by itself, ms. */
const BYE_MS = 2000;
const LAST_WORDS = 2000;

/** @throws NearmissError NM7601 (exit 3) where it doesn't start, NM7602 for a wrong answer, NM7603 for none in time */
export async function openProcess({ command, nearmissVersion, startMs, answerMs }: ProcessOptions): Promise<Sut> {
  const [program = '', ...args] = command;
  const child = spawn(program, args, { stdio: 'pipe' });
  const ask = asker(child, command.join(' '));
  const ready = await orEnd(child, async () =>
    readReady(await ask({ type: 'hello', protocol: PROTOCOL, nearmiss: nearmissVersion }, startMs)),
  );
  return {
    ...ready,
    begin: async (episode) => readOk(await ask({ type: 'begin', ...episode }, answerMs)),
    control: async (observation) => readControl(await ask(observeMessage(observation), answerMs)),
    end: async () => readOk(await ask({ type: 'end' }, answerMs)),
    close: () => close(child),
  };
}

async function orEnd<T>(child: ChildProcessWithoutNullStreams, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
}

type Ask = (message: ToSut, withinMs: number) => Promise<string>;

function asker(child: ChildProcessWithoutNullStreams, shown: string): Ask {
  const lines = createLines(child.stdout);
  let lastWords = '';
  child.stderr.on('data', (part: Buffer) => {
    lastWords = (lastWords + part.toString()).slice(-LAST_WORDS);
  });
  // Told by the end of its output.
  child.stdin.on('error', () => {});
  let gone: string | undefined;
  child.on('error', (error) => {
    gone = error.message;
    lines.end();
  });
  child.on('exit', (code, signal) => {
    gone ??= signal === null ? `it ended with code ${code}` : `it was ended by ${signal}`;
  });
  const why = (what: string): string => (lastWords.trim() === '' ? what : `${what}; its last words: ${lastWords.trim()}`);
  return async (message, withinMs) => {
    child.stdin.write(lineOf(message));
    const line = await lines.next(withinMs);
    if (line === 'late') {
      child.kill('SIGKILL');
      throw infrastructureError(
        'NM7603',
        `"${shown}" did not answer "${message.type}" within ${withinMs} ms`,
        why('it was ended'),
      );
    }
    if (line !== undefined) return line;
    // Its exit may be told a moment after the end of its output.
    await new Promise((resolve) => setTimeout(resolve, gone === undefined ? 50 : 0));
    throw infrastructureError(
      'NM7601',
      `"${shown}" is gone before it answered "${message.type}"`,
      why(gone ?? 'its output ended'),
    );
  };
}

async function close(child: ChildProcessWithoutNullStreams): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.stdin.end(lineOf({ type: 'bye' }));
  const timer = setTimeout(() => child.kill('SIGKILL'), BYE_MS);
  await gone;
  clearTimeout(timer);
}
