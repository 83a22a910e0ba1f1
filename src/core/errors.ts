/** What goes wrong, told to people: a stable code, what is wrong, where, what to do. */

/** Exit codes of the command line. */
export const EXIT = { fine: 0, failed: 1, usage: 2, infrastructure: 3 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** One problem in a file the user wrote. Lines and columns count from 1. */
export interface Diagnostic {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Stable, e.g. `NM2003`; listed in docs/reference/errors.md. */
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  readonly severity: 'error' | 'warning';
}

/** `file:line:column code message`, the hint on the same line after a dash. */
export function formatDiagnostic(d: Diagnostic): string {
  const hint = d.hint === undefined ? '' : ` - ${d.hint}`;
  const warning = d.severity === 'warning' ? 'warning: ' : '';
  return `${d.file}:${d.line}:${d.column} ${d.code} ${warning}${d.message}${hint}`;
}

/** An error meant for the user's eyes; its stack is not. */
export class NearmissError extends Error {
  readonly code: string;
  readonly exitCode: ExitCode;
  readonly hint: string | undefined;
  readonly diagnostics: readonly Diagnostic[];

  constructor(
    code: string,
    message: string,
    options: { exitCode: ExitCode; hint?: string; diagnostics?: readonly Diagnostic[]; cause?: unknown },
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'NearmissError';
    this.code = code;
    this.exitCode = options.exitCode;
    this.hint = options.hint;
    this.diagnostics = options.diagnostics ?? [];
  }
}

/** Wrong input or usage: exit 2. */
export function usageError(code: string, message: string, hint?: string): NearmissError {
  return new NearmissError(code, message, { exitCode: EXIT.usage, ...(hint === undefined ? {} : { hint }) });
}
/** The machine, not the user: exit 3. */
export function infrastructureError(code: string, message: string, hint?: string, cause?: unknown): NearmissError {
  return new NearmissError(code, message, {
    exitCode: EXIT.infrastructure,
    ...(hint === undefined ? {} : { hint }),
    ...(cause === undefined ? {} : { cause }),
  });
}

/** The candidate nearest to a mistyped word (edits and swaps of neighbours, at most a third of the letters wrong), if any. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= bestDistance) continue;
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}
/** Optimal string alignment distance. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitute = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = swapped ? (before[j - 2] as number) + 1 : substitute;
      next.push(Math.min(substitute, swap, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    before = row;
    row = next;
  }
  return row[b.length] as number;
}
