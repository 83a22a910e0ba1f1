/** Every metric of a worker: its name, kind, labels and what it counts. Labels have few values, all known beforehand. */
import { FAILURE_CAUSES } from '#contracts/farm';

/** Stages of a frame; whatever else a receipt names is `other`. */
export const STAGES = ['draw', 'simulate', 'render', 'observe', 'label', 'repaint', 'audit', 'encode', 'write'] as const;
/** What becomes of a lease. */
export const RESULTS = ['done', 'again', 'aside', 'lost', 'released'] as const;
export const SHARD_STATES = ['waiting', 'delayed', 'leased', 'done', 'aside'] as const;
export const ORDER_STATES = ['running', 'merging', 'done', 'cancelled'] as const;

/** From a second to eight hours. */
export const SHARD_SECONDS = [1, 5, 15, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 14_400, 28_800] as const;

export interface MetricAbout {
  readonly kind: 'counter' | 'gauge' | 'histogram';
  /** Label to its values; any text, one a process, where undefined. */
  readonly labels: Readonly<Record<string, readonly string[] | undefined>>;
  readonly help: string;
}

const of = (kind: MetricAbout['kind'], help: string, labels: MetricAbout['labels'] = {}): MetricAbout => ({
  kind,
  help,
  labels,
});

export const METRICS = {
  nearmiss_frames_drawn_total: of('counter', 'Frames drawn, those of tries that came to nothing among them'),
  nearmiss_frames_total: of('counter', 'Frames committed to the store'),
  nearmiss_frames_quarantined_total: of(
    'counter',
    'Frames kept apart because they contradict themselves, of shards that are done',
  ),
  nearmiss_samples_total: of('counter', 'Samples of shards: made now, or found whole from an earlier try', {
    origin: ['made', 'found'],
  }),
  nearmiss_draws_rejected_total: of('counter', 'Draws that requirements refused, of shards that are done'),
  nearmiss_shards_total: of('counter', 'Leases that ended, by what became of them', { result: RESULTS }),
  nearmiss_shard_retries_total: of('counter', 'Tries that came to nothing and are made again, by cause', {
    cause: FAILURE_CAUSES,
  }),
  nearmiss_shard_failures_total: of('counter', 'Tries that came to nothing, by cause, whatever is done about them', {
    cause: FAILURE_CAUSES,
  }),
  nearmiss_shard_duration_seconds: of('histogram', 'Wall time of a shard that is done, from lease to receipt'),
  nearmiss_stage_seconds_total: of('counter', 'Wall time in each stage of committed samples; stages overlap', {
    stage: [...STAGES, 'other'],
  }),
  nearmiss_shard_cpu_seconds_total: of('counter', 'Processor time of shards that are done, browser included'),
  nearmiss_shard_gpu_seconds_total: of('counter', 'Time of rendering on a graphics card, of shards that are done'),
  nearmiss_shard_failed_cpu_seconds_total: of('counter', 'Processor time of tries that came to nothing, browser included'),
  nearmiss_shard_failed_wall_seconds_total: of('counter', 'Wall time of tries that came to nothing'),
  nearmiss_merges_total: of('counter', 'Merges that ended, by what became of them', { result: RESULTS }),
  nearmiss_browser_restarts_total: of('counter', 'Browsers that were started anew in place of one that was gone or hung'),
  nearmiss_worker_info: of('gauge', 'Always 1; its labels say who this is', {
    worker: undefined,
    version: undefined,
    backend: undefined,
  }),
  nearmiss_worker_leases: of('gauge', 'Shards and merges that this worker holds'),
  nearmiss_worker_draining: of('gauge', '1 while this worker takes nothing more'),
  nearmiss_worker_last_event_timestamp_seconds: of('gauge', 'When this worker last said anything, since 1970'),
  nearmiss_queue_shards: of(
    'gauge',
    'Shards of all orders that are not cancelled, by state, as this worker last saw the queue',
    { state: SHARD_STATES },
  ),
  nearmiss_queue_orders: of('gauge', 'Orders by state, as this worker last saw the queue', { state: ORDER_STATES }),
  nearmiss_queue_last_seen_timestamp_seconds: of('gauge', 'When this worker last saw the queue, since 1970; 0 before that'),
  nearmiss_spans_lost_total: of('counter', 'Spans that no collector took'),
} as const satisfies Readonly<Record<string, MetricAbout>>;

export type MetricName = keyof typeof METRICS;

/** For the documentation. */
export function metricsTable(): string {
  const rows = Object.entries<MetricAbout>(METRICS).map(([name, { kind, labels, help }]) => {
    const told = Object.entries(labels).map(
      ([label, values]) => `\`${label}\`${values === undefined ? '' : `: ${values.join(', ')}`}`,
    );
    return `| \`${name}\` | ${kind} | ${told.join('; ')} | ${help} |`;
  });
  return ['| metric | kind | labels | |', '|---|---|---|---|', ...rows].join('\n');
}
