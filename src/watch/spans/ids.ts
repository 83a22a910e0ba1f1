/** Who a trace and its spans are, so that workers who never meet tell of one trace. W3C Trace Context, level 1. */
import { createHash } from 'node:crypto';

/** Of an order, 32 hex digits: all workers' spans of it have this. @param order its id */
export function traceIdOf(order: string): string {
  return sha256Hex(`nearmiss order ${order}`).slice(0, 32);
}

/** Of the order's own span, that those of its shards are parts of, 16 hex digits. */
export function orderSpanId(order: string): string {
  return sha256Hex(`nearmiss order span ${order}`).slice(0, 16);
}

/** Ids of a process's spans, one after the other. @param seed no two processes' are the same: worker, process, time it started */
export function spanIds(seed: string): () => string {
  let count = 0;
  return () => sha256Hex(`${seed} ${count++}`).slice(0, 16);
}

export interface SpanPlace {
  readonly traceId: string;
  readonly spanId: string;
  /** Where another process has it. */
  readonly isRemote?: boolean;
}

export function traceParent({ traceId, spanId }: SpanPlace): string {
  return `00-${traceId}-${spanId}-01`;
}

/** Undefined where that is none. */
export function placeOf(traceparent: string): SpanPlace | undefined {
  const [, traceId, spanId] = /^00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/.exec(traceparent) ?? [];
  if (traceId === undefined || spanId === undefined || /^0+$/.test(traceId) || /^0+$/.test(spanId)) return undefined;
  return { traceId, spanId, isRemote: true };
}

function sha256Hex(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
