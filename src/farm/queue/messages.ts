/** What a worker that makes jobs and its parent tell each other. Plain JSON. */
import type { DatasetPlan, Job } from '#contracts/job';
import type { RendererInfo, RendererOptions } from '#contracts/renderer';
import { EXIT, NearmissError } from '#core/errors';
import type { SampleRecord, StageTimes } from '#pipeline/index';

export interface WorkerOrder {
  readonly plan: DatasetPlan;
  readonly out: string;
  readonly renderer: Omit<RendererOptions, 'bodies'>;
  /** The backend that drew the samples that are there already; another one would not match them. */
  readonly expected?: RendererInfo;
}

/** Of which span a shard's spans are parts, and what they say of it. */
export interface TraceOf {
  /** W3C `traceparent`. */
  readonly traceparent: string;
  readonly order: string;
  readonly shard: number;
  readonly attempt: number;
}

export type AskedOfWorker = { readonly order: WorkerOrder } | { readonly job: Job; readonly trace?: TraceOf };

export type ToldByWorker =
  | { readonly type: 'frame'; readonly sample: string; readonly done: number; readonly total: number }
  /** Without times where it was there already. */
  | { readonly type: 'sample'; readonly record: SampleRecord; readonly times?: StageTimes }
  /** So many more spans did not reach the collector. */
  | { readonly type: 'lost'; readonly spans: number };

/** Failures of the machine may pass; the user's and our own mistakes don't. */
export function mayPass(error: unknown): boolean {
  return error instanceof NearmissError && error.exitCode === EXIT.infrastructure;
}
