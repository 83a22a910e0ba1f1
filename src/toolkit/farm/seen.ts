/** How far orders are, for whoever looks: all that a queue tells of them. */
import type { FarmQueue } from '#contracts/farm';
import { cleanerOf, type OrderSeen, progressLines, progressOf, secretsOf } from '#watch/index';

export interface Page {
  readonly columns: number;
  /** ASCII, for what is no terminal. */
  readonly plain: boolean;
  /** Since 1970. */
  readonly nowMs: number;
}

export function statusLines(seen: readonly OrderSeen[], page: Page): readonly string[] {
  return progressLines(progressesOf(seen, page.nowMs), page);
}

/** @param nowMs since 1970 */
export function progressesOf(seen: readonly OrderSeen[], nowMs: number): ReturnType<typeof progressOf>[] {
  const secrets = secretsOf(process.env);
  return seen.map((each) => progressOf(each, nowMs, secrets));
}

/** Shards that were set aside, each with what it failed with last. */
export async function asideLines(queue: FarmQueue, seen: readonly OrderSeen[]): Promise<readonly string[]> {
  const clean = cleanerOf(secretsOf(process.env));
  const lines: string[] = [];
  for (const { state } of seen) {
    for (const { task, failures } of await queue.aside(state.order.id)) {
      const last = failures.at(-1);
      const what = 'merge' in task ? 'the merge' : `shard ${task.shard}`;
      lines.push(
        `${task.order}: ${what} is set aside after ${failures.length} tries: ${last?.cause}: ${clean(last?.message ?? '')}`,
      );
    }
  }
  return lines.length === 0 ? lines : [...lines, 'farm report --out FILE has their evidence; farm retry tries them again'];
}
