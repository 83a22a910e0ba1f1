/** Watching a farm: spans, metrics, logs, progress, the report of a run. Knows orders and receipts, not who makes them. */

export { LOG_LEVELS, type Log, type LogLevel, type LogOptions, type LogRecord, openLog } from './log.js';
export { createMetrics, type Metrics, type MetricsOptions } from './metrics/metrics.js';
export { type MetricsServer, type MetricsServerOptions, serveMetrics } from './metrics/serve.js';
export { metricsTable } from './metrics/table.js';
export { cleanerOf, secretsOf, withoutSecrets } from './secrets.js';
export { openTracing, type ShardSpan, type ShardTry, type Tracing, type TracingOptions } from './spans/tracing.js';
