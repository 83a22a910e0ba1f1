/** What a child process and its parent tell each other, whatever they talk about. */
import { type Diagnostic, type ExitCode, NearmissError } from '#core/errors';

export type ToChild<Asked> = { readonly type: 'ask'; readonly asked: Asked } | { readonly type: 'stop' };

export type FromChild<Answer, Told> =
  | { readonly type: 'answer'; readonly answer: Answer }
  | { readonly type: 'failed'; readonly error: ErrorMessage }
  /** On the way to the answer. */
  | { readonly type: 'told'; readonly told: Told };

export interface ErrorMessage {
  readonly code: string | undefined;
  readonly message: string;
  readonly exitCode: ExitCode | undefined;
  readonly hint: string | undefined;
  readonly diagnostics: readonly Diagnostic[];
  readonly stack: string | undefined;
}

export function packError(error: unknown): ErrorMessage {
  const known = error instanceof NearmissError ? error : undefined;
  return {
    code: known?.code,
    message: error instanceof Error ? error.message : String(error),
    exitCode: known?.exitCode,
    hint: known?.hint,
    diagnostics: known?.diagnostics ?? [],
    stack: error instanceof Error ? error.stack : undefined,
  };
}

export function unpackError(packed: ErrorMessage): Error {
  const { code, message, exitCode, hint, diagnostics } = packed;
  const error =
    code === undefined || exitCode === undefined
      ? new Error(message)
      : new NearmissError(code, message, { exitCode, diagnostics, ...(hint === undefined ? {} : { hint }) });
  if (packed.stack !== undefined) error.stack = packed.stack;
  return error;
}
