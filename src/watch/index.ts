/** Watching a farm: spans, metrics, logs, progress, the report of a run. Knows orders and receipts, not who makes them. */

export { LOG_LEVELS, type Log, type LogLevel, type LogOptions, type LogRecord, openLog } from './log.js';
export { type EnergyMeter, type PowercapReader, startEnergyMeter } from './machine/joules.js';
export { cpuMsOf } from './machine/processor.js';
export { type EnergyShare, type EnergyShares, type MachineReader, startEnergyShares } from './machine/shares.js';
export { createMetrics, type Metrics, type MetricsOptions } from './metrics/metrics.js';
export { type MetricsServer, type MetricsServerOptions, serveMetrics } from './metrics/serve.js';
export { metricsTable } from './metrics/table.js';
export { inOrder, summaryLine } from './progress/all.js';
export { fitted, type LinesOptions, oneLine } from './progress/fitted.js';
export { isOver } from './progress/kinds.js';
export { progressLines } from './progress/lines.js';
export { type OrderProgress, type OrderSeen, progressOf } from './progress/progress.js';
export { type FarmWatcher, farmWatcher, type WatchedQueue } from './progress/watcher.js';
export type { ReachEvent } from './reach.js';
export { type GivenRates, RATE_OPTIONS, ratesOf, ratesTable } from './report/rates.js';
export { type ReportInput, reportOf } from './report/report.js';
export { cleanerOf, secretsOf, withoutSecrets } from './secrets.js';
export { openTracing, type ShardSpan, type ShardTry, type Tracing, type TracingOptions } from './spans/tracing.js';
export { openWatch, type WatchOptions, type WorkerWatch } from './worker-watch.js';
