/** Lines that take the place of those before them. */
import type { Io } from '../../io.js';

export interface RedrawIo extends Pick<Io, 'draw' | 'columns' | 'rows'> {}

/** No line goes on in the next row: the terminal would have more rows than there are lines to go back. */
const NO_WRAP = '\x1b[?7l';
const WRAP = '\x1b[?7h';

/**
 * On a terminal: what would not fit its height is counted, since rows that have gone out of it at the top can't be reached any more.
 * @param fitted a line as wide as there is room
 * @returns draws; the last ones are drawn whole
 */
export function redrawer(
  io: RedrawIo,
  fitted: (line: string, columns: number) => string,
): (lines: readonly string[], last: boolean) => void {
  let drawn = 0;
  return (lines, last) => {
    const back = drawn === 0 ? '' : `\x1b[${drawn}A`;
    const shown = last ? lines : cut(lines, io.rows - 1).map((line) => fitted(line, io.columns));
    const text = shown.map((line) => `${line}\n`).join('');
    io.draw(`${back}\x1b[J${last ? text : `${NO_WRAP}${text}${WRAP}`}`);
    drawn = shown.length;
  };
}

function cut(lines: readonly string[], rows: number): readonly string[] {
  const most = Math.max(1, rows);
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), `and ${lines.length - most + 1} more lines`];
}
