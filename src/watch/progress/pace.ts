/** How fast frames come, and how long the rest will take; nothing where too little is known. */
import type { LeasedShard, OrderState, ShardReceipt } from '#contracts/farm';
import { silentFor } from './silence.js';

/** Shards that must be done before anything is said of the rest. */
export const ENOUGH_SHARDS = 3;
/** What counts as now, ms; longer where shards are long. */
const RECENT_MS = 600_000;

export interface Pace {
  /** Frames per second since the first shard began. */
  readonly whole?: number;
  /** Over the last `recentMs`. */
  readonly recent?: number;
  readonly recentMs?: number;
  /** Wall time of a shard in the middle, ms. */
  readonly medianMs?: number;
  /** Until the last shard is done, ms, from the quicker to the slower of both paces. */
  readonly leftMs?: readonly [least: number, most: number];
}

/** A piece of work: frames made between two times. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly frames: number;
}

export function paceOf(
  { order, counts }: OrderState,
  receipts: readonly ShardReceipt[],
  leased: readonly LeasedShard[],
  nowMs: number,
): Pace {
  const made = receipts.filter(({ frames }) => frames > 0);
  if (made.length < ENOUGH_SHARDS) return {};
  const done = made.map(({ endedAtMs, wallMs, frames }): Stretch => ({ from: endedAtMs - wallMs, to: endedAtMs, frames }));
  const underWay = leased.flatMap((lease) => stretchOf(lease, nowMs));
  const all = [...done, ...underWay];
  const open = counts.waiting + counts.delayed + counts.leased;
  const start = all.reduce((least, { from }) => Math.min(least, from), Infinity);
  const end = open === 0 ? done.reduce((most, { to }) => Math.max(most, to), 0) : nowMs;
  const medianMs = median(made.map(({ wallMs }) => wallMs));
  const recentMs = Math.min(Math.max(RECENT_MS, 3 * medianMs), end - start);
  if (!(recentMs > 0)) return { medianMs };
  const whole = (1000 * framesIn(all, start, end)) / (end - start);
  const recent = (1000 * framesIn(all, end - recentMs, end)) / recentMs;
  const samples = made.reduce((sum, one) => sum + one.samples, 0);
  const aShard = (made.reduce((sum, { frames }) => sum + frames, 0) / Math.max(1, samples)) * order.shardSize;
  const begun = leased.reduce((sum, { progress }) => sum + Math.min(progress?.frames ?? 0, 0.95 * aShard), 0);
  const rest = Math.max(0, open * aShard - begun);
  const left = [recent, whole].filter((pace) => pace > 0).map((pace) => (1000 * rest) / pace);
  const silent = leased.filter((lease) => silentFor(lease, nowMs) !== undefined).length;
  const known = left.length === 2 && counts.leased > silent;
  return { whole, recent, recentMs, medianMs, ...(known ? { leftMs: [Math.min(...left), Math.max(...left)] as const } : {}) };
}

/** What is silent was worked at until it was last heard of. */
function stretchOf(lease: LeasedShard, nowMs: number): readonly Stretch[] {
  const { takenAtMs, progress } = lease;
  if (takenAtMs === undefined || progress === undefined) return [];
  return [{ from: takenAtMs, to: nowMs - (silentFor(lease, nowMs) ?? 0), frames: progress.frames }];
}

/** Frames of a stretch are taken to come evenly. */
function framesIn(stretches: readonly Stretch[], from: number, to: number): number {
  return stretches.reduce((sum, one) => {
    const length = one.to - one.from;
    if (length <= 0) return one.to > from && one.to <= to ? sum + one.frames : sum;
    return sum + (one.frames * Math.max(0, Math.min(one.to, to) - Math.max(one.from, from))) / length;
  }, 0);
}

/** Of at least one. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}
