/** How long shards took: the middle, the tails, and how many took how long. */
import type { ShardReceipt } from '#contracts/farm';
import type { ShardTimes } from '#contracts/farm-report';

const MOST_BINS = 24;
const SLOWEST = 5;

export function shardTimes(receipts: readonly ShardReceipt[]): ShardTimes | undefined {
  const sorted = receipts.map(({ wallMs }) => wallMs).sort((a, b) => a - b);
  const [least, most] = [sorted[0], sorted.at(-1)];
  if (least === undefined || most === undefined) return undefined;
  const slowest = [...receipts].sort((a, b) => b.wallMs - a.wallMs).slice(0, SLOWEST);
  return {
    least,
    median: quantile(sorted, 0.5),
    ninth: quantile(sorted, 0.9),
    most,
    bins: binsOf(sorted, least, most),
    slowest: slowest.map(({ shard, worker, wallMs, frames }) => ({
      ...(shard === undefined ? {} : { shard }),
      worker,
      wallMs,
      frames,
    })),
  };
}

/** Between the two values nearest to it, linearly. @param sorted ascending, at least one @param share 0..1 */
export function quantile(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const [low, high] = [sorted[below] as number, sorted[Math.min(below + 1, sorted.length - 1)] as number];
  return low + (place - below) * (high - low);
}

/** Of one width, a round one; from at or below the least to at or above the most. */
function binsOf(sorted: readonly number[], least: number, most: number): ShardTimes['bins'] {
  const width = roundWidth(Math.max(1, (most - least) / MOST_BINS));
  const first = Math.floor(least / width);
  const count = Math.max(1, Math.ceil(most / width) - first);
  const counts = Array.from({ length: count }, () => 0);
  for (const value of sorted) {
    const bin = Math.min(count - 1, Math.floor(value / width) - first);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts.map((n, i) => ({ fromMs: (first + i) * width, toMs: (first + i + 1) * width, count: n }));
}

/** ms that people count by. */
const WIDTHS = [1, 2, 5].flatMap((digit) => [1, 10, 100].map((power) => digit * power)).sort((a, b) => a - b);
const LONGER = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 28_800, 86_400].map((s) => 1000 * s);

function roundWidth(least: number): number {
  return [...WIDTHS, ...LONGER].find((width) => width >= least) ?? Math.ceil(least / 86_400_000) * 86_400_000;
}
