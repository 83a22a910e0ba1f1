/** Errors as people read them. */
import { EXIT, type ExitCode, formatDiagnostic, NearmissError } from '#core/errors';
import type { Io } from './io.js';

export const INTERRUPTED = 130;

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
