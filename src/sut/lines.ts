/** Lines of a stream, one at a time, each waited for so long at most. */
import type { Readable } from 'node:stream';
import { LONGEST_LINE } from './protocol.js';

export interface Lines {
  /** @returns undefined at the end of the stream */
  next(withinMs: number): Promise<string | 'late' | undefined>;
  end(): void;
}

export function createLines(stream: Readable): Lines {
  const waiting: string[] = [];
  let rest = '';
  let ended = false;
  let wake: (() => void) | undefined;
  const news = (): void => {
    wake?.();
    wake = undefined;
  };
  const end = (): void => {
    ended = true;
    news();
  };
  stream.setEncoding('utf8');
  stream.on('data', (part: string) => {
    const parts = (rest + part).split('\n');
    rest = parts.pop() as string;
    waiting.push(...parts.filter((line) => line.trim() !== ''));
    if (rest.length > LONGEST_LINE) {
      waiting.push(rest);
      rest = '';
    }
    news();
  });
  stream.on('end', end);
  stream.on('error', end);
  return {
    end,
    async next(withinMs) {
      let late = false;
      const timer = setTimeout(() => {
        late = true;
        news();
      }, withinMs);
      while (waiting.length === 0 && !ended && !late)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      clearTimeout(timer);
      return waiting.shift() ?? (ended ? undefined : 'late');
    },
  };
}
