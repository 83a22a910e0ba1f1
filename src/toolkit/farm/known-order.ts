/** An order that the queue knows already, submitted again. */
import type { FarmOrder, FarmQueue, OrderState } from '#contracts/farm';
import type { Store } from '#contracts/writer';
import { usageError } from '#core/errors';
import { hashOfFile, jobOf, MANIFEST_PATH, SHARDS_FOLDER, shardsOf } from '#farm/index';

/** What an order's id says nothing of. */
const OPTIONS = ['backend', 'attempts', 'priority'] as const;

/** @throws NearmissError NM7808 where the queue would go on as it does: the order is cancelled there, or has other options */
export async function refuseUnlike(queue: FarmQueue, order: FarmOrder): Promise<void> {
  const { id } = order;
  const known = await stateOf(queue, id);
  if (known === undefined) return;
  if (known.cancelled) {
    const hint = `\`farm retry ${id}\` goes on with it; after \`farm cancel ${id} --forget\` it can be submitted anew`;
    throw usageError('NM7808', `order ${id} is cancelled`, hint);
  }
  const unlike = OPTIONS.filter((name) => known.order[name] !== order[name]);
  if (unlike.length === 0) return;
  const differences = unlike.map((name) => `${saying(known.order, name)}, not ${saying(order, name)}`);
  const hint = unlike.includes('backend')
    ? 'choose another --out: what one backend has drawn, another does not go on with'
    : `say the same again, or \`farm cancel ${id} --forget\` before: what is made stays`;
  throw usageError('NM7808', `order ${id} is in the queue already, ${differences.join('; ')}`, hint);
}

function saying(order: FarmOrder, name: (typeof OPTIONS)[number]): string {
  return order[name] === undefined ? `without --${name}` : `with --${name} ${order[name]}`;
}

/** Shards that have left a manifest in the store. */
export async function shardsIn(store: Store, order: FarmOrder): Promise<ReadonlySet<number>> {
  const ids = new Set<string>();
  for await (const path of store.walk(SHARDS_FOLDER)) ids.add(path.slice(SHARDS_FOLDER.length + 1).split('/')[0] as string);
  const all = Array.from({ length: shardsOf(order) }, (_, shard) => shard);
  return new Set(all.filter((shard) => ids.has(jobOf(order, shard).id)));
}

/** Whether the store lacks what the queue holds for done: somebody has deleted it. @param there as the store was looked at last */
export async function hasLost(queue: FarmQueue, store: Store, order: FarmOrder, there: ReadonlySet<number>): Promise<boolean> {
  const absent = [...(await queue.receipts(order.id, there)).keys()];
  if (absent.length > 0) {
    // Not those that were done since.
    const now = await shardsIn(store, order);
    if (absent.some((shard) => !now.has(shard))) return true;
  }
  if ((await stateOf(queue, order.id))?.merge !== 'done') return false;
  return (await hashOfFile(store, MANIFEST_PATH)) === undefined;
}

async function stateOf(queue: FarmQueue, id: string): Promise<OrderState | undefined> {
  return (await queue.states()).find(({ order }) => order.id === id);
}
