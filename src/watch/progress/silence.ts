/** Leases whose holders say nothing any more: only workers take them back, so they stay until one comes. */
import type { LeasedShard } from '#contracts/farm';

/** Clocks of machines differ: what is shorter is no silence. */
const LEAST_MS = 60_000;
/** A worker beats five times a lease: two leases. */
const BEATS = 10;

/** How long nothing was heard of who holds it, ms; undefined where that is no longer than may be, or can't be known. @param nowMs since 1970 */
export function silentFor({ progress }: LeasedShard, nowMs: number): number | undefined {
  const { saidAtMs, beatMs = 0 } = progress ?? {};
  if (saidAtMs === undefined) return undefined;
  const forMs = nowMs - saidAtMs;
  return forMs >= Math.max(LEAST_MS, BEATS * beatMs) ? forMs : undefined;
}
