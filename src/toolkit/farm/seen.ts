/** How far orders are, for whoever looks: all that a queue tells of them. */
import type { FarmQueue, ShardAside } from '#contracts/farm';
import {
  cleanerOf,
  fitted,
  inOrder,
  type OrderSeen,
  oneLine,
  progressLines,
  progressOf,
  secretsOf,
  summaryLine,
} from '#watch/index';

export interface Page {
  readonly columns: number;
  /** ASCII, for what is no terminal. */
  readonly plain: boolean;
  /** Since 1970. */
  readonly nowMs: number;
  /** Which queue that is. */
  readonly queue: string;
}

/** So many orders are taken in without being counted. */
const FEW_ORDERS = 3;
/** Tasks set aside that are told of, of all orders; `farm report` has all. */
const MOST_ASIDE = 12;

export function statusLines(seen: readonly OrderSeen[], page: Page): readonly string[] {
  if (seen.length === 0) return [`no orders in ${oneLine(page.queue)}`];
  const orders = inOrder(progressesOf(seen, page.nowMs));
  const summary = orders.length > FEW_ORDERS ? [fitted(summaryLine(orders), page), ''] : [];
  return [...summary, ...progressLines(orders, page)];
}

/** @param nowMs since 1970 */
export function progressesOf(seen: readonly OrderSeen[], nowMs: number): ReturnType<typeof progressOf>[] {
  const secrets = secretsOf(process.env);
  return seen.map((each) => progressOf(each, nowMs, secrets));
}

/** Shards that were set aside, each with what it failed with last, a line each however long. */
export async function asideLines(queue: Pick<FarmQueue, 'aside'>, seen: readonly OrderSeen[]): Promise<readonly string[]> {
  const clean = cleanerOf(secretsOf(process.env));
  const found: ShardAside[] = [];
  for (const { state } of seen)
    if (state.counts.aside > 0 || state.merge === 'aside') found.push(...(await queue.aside(state.order.id)));
  if (found.length === 0) return [];
  const told = found.slice(0, MOST_ASIDE).map((one) => oneLine(asideLine(one, clean)));
  const more = found.length - told.length;
  return [
    ...told,
    ...(more > 0 ? [`and ${more} more`] : []),
    'farm report --out FILE has their evidence; farm retry tries them again',
  ];
}

function asideLine({ task, failures }: ShardAside, clean: (text: string) => string): string {
  const { cause = 'stalled', message = 'nobody said why' } = failures.at(-1) ?? {};
  const what = 'merge' in task ? 'the merge' : `shard ${task.shard}`;
  const tries = failures.length === 1 ? '1 try' : `${failures.length} tries`;
  return `${task.order}: ${what} is set aside after ${tries}: ${cause}: ${clean(message)}`;
}
