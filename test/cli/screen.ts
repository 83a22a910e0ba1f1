/** A terminal of a few rows, for what is drawn again in its place. */
export interface Screen {
  write(text: string): void;
  /** What has gone out at the top, and can't be changed any more. */
  readonly gone: readonly string[];
  /** Rows with text on them. */
  readonly rows: readonly string[];
}

export function openScreen(columns: number, height: number): Screen {
  const gone: string[] = [];
  const rows = Array.from({ length: height }, () => '');
  let [row, column, wraps] = [0, 0, true];
  const down = (): void => {
    column = 0;
    if (row < height - 1) row++;
    else {
      gone.push(rows.shift() as string);
      rows.push('');
    }
  };
  const put = (letter: string): void => {
    if (column === columns && wraps) down();
    const at = Math.min(column, columns - 1);
    rows[row] = (rows[row] as string).padEnd(at).slice(0, at) + letter;
    column = at + 1;
  };
  return {
    write(text) {
      for (const [whole, up, code] of text.matchAll(/\p{Cc}\[(?:(\d+)A|(J|\?7[lh]))|[\s\S]/gu)) {
        if (up !== undefined) row = Math.max(0, row - Number(up));
        else if (code === 'J') rows.fill('', row);
        else if (code !== undefined) wraps = code === '?7h';
        else if (whole === '\n') down();
        else put(whole);
      }
    },
    gone,
    get rows() {
      return rows.filter((text) => text !== '');
    },
  };
}
