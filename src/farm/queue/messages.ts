/** What a worker process and its parent tell each other. Plain JSON. */
import type { DatasetPlan, Job } from '#contracts/job';
import type { RendererInfo, RendererOptions } from '#contracts/renderer';
import { type Diagnostic, EXIT, type ExitCode, NearmissError } from '#core/errors';
import type { SampleRecord, StageTimes } from '#pipeline/index';

export interface WorkerOrder {
  readonly plan: DatasetPlan;
  readonly out: string;
  readonly renderer: Omit<RendererOptions, 'bodies'>;
  /** The backend that drew the samples that are there already; another one would not match them. */
  readonly expected?: RendererInfo;
}

export type ToWorker =
  | { readonly type: 'open'; readonly order: WorkerOrder }
  | { readonly type: 'job'; readonly job: Job }
  | { readonly type: 'stop' };

export type FromWorker =
  | { readonly type: 'ready' }
  | { readonly type: 'frame'; readonly sample: string; readonly done: number; readonly total: number }
  | { readonly type: 'sample'; readonly record: SampleRecord; readonly times: StageTimes }
  | { readonly type: 'done' }
  | { readonly type: 'failed'; readonly error: ErrorMessage };

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

/** Failures of the machine may pass; the user's and our own mistakes don't. */
export function mayPass(error: unknown): boolean {
  return error instanceof NearmissError && error.exitCode === EXIT.infrastructure;
}
