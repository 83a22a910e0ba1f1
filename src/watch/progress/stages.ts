import type { ShardReceipt } from '#contracts/farm';
import type { StageShare } from '#contracts/farm-report';

/** Of all time in stages, greatest first; stages overlap, so this is no share of wall time. */
export function stageShares(receipts: readonly Pick<ShardReceipt, 'stages'>[]): readonly StageShare[] {
  const sums = new Map<string, number>();
  for (const { stages } of receipts)
    for (const [stage, ms] of Object.entries(stages)) sums.set(stage, (sums.get(stage) ?? 0) + ms);
  const all = [...sums.values()].reduce((a, b) => a + b, 0);
  if (all <= 0) return [];
  return [...sums]
    .map(([stage, ms]) => ({ stage, share: ms / all, ms }))
    .sort((a, b) => b.ms - a.ms || (a.stage < b.stage ? -1 : 1));
}
