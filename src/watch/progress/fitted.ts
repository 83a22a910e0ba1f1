/** Lines as wide as there is room. */

export interface LinesOptions {
  /** Characters a line; at least 20. */
  readonly columns: number;
  /** ASCII alone, for what is no terminal. */
  readonly plain: boolean;
  /** Of active shards, an order; the rest is counted. */
  readonly mostActive?: number;
}

export const DRAWN = { done: '█', leased: '▒', aside: '╳', open: '░', cut: '…' } as const;
export const PLAIN = { done: '#', leased: '+', aside: 'x', open: '.', cut: '...' } as const;

/** Nothing that moves a cursor. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\u2028\u2029]+/gu, ' ');
}

export function fitted(line: string, { columns, plain }: LinesOptions): string {
  const { cut } = plain ? PLAIN : DRAWN;
  const letters = [...oneLine(line)];
  const width = Math.max(20, columns);
  const whole = letters.length <= width ? letters.join('') : letters.slice(0, width - cut.length).join('') + cut;
  return plain ? whole.replace(/[^\x20-\x7e]/gu, '?') : whole;
}
