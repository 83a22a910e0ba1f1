/** Errors as people read them. */
import { type Diagnostic, EXIT, type ExitCode, formatDiagnostic, NearmissError } from '#core/errors';
import type { Io } from './io.js';

export const INTERRUPTED = 130;

/** What is odd and does no harm goes to the error stream. */
export function warnOn(io: Io): (warning: Diagnostic) => void {
  return (warning) => io.err(formatDiagnostic(warning));
}

/** Prints the error; never a stack unless NEARMISS_DEBUG is set. @returns the exit code. */
export function reportError(error: unknown, io: Io): ExitCode | typeof INTERRUPTED {
  if (io.signal.aborted) return INTERRUPTED;
  if (error instanceof NearmissError) {
    for (const diagnostic of error.diagnostics) io.err(formatDiagnostic(diagnostic));
    io.err(`nearmiss: ${error.code} ${error.message}${error.hint === undefined ? '' : ` - ${error.hint}`}`);
    if (io.debug) io.err(error.stack ?? '');
    return error.exitCode;
  }
  const message = error instanceof Error ? error.message : String(error);
  io.err(`nearmiss: internal error: ${message} - please report it; NEARMISS_DEBUG=1 shows where it happened`);
  if (io.debug && error instanceof Error) io.err(error.stack ?? '');
  return EXIT.infrastructure;
}
