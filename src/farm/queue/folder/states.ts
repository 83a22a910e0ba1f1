/** How far orders are, by the names of files alone. */
import type { FarmOrder, FarmTask, OrderState, ShardCounts } from '#contracts/farm';
import { shardsOf } from '../../order.js';
import { taskOf } from '../task-id.js';
import type { Files } from './files.js';
import { cancelledPath, delayOf, endedPath, leaseOf, taskOfKey } from './layout.js';

type Place = keyof ShardCounts;

export async function tasksOf(files: Files, place: Place, order: string): Promise<readonly FarmTask[]> {
  if (place === 'done' || place === 'aside') {
    return (await files.names(`${place}/${order}`)).map(taskOf).filter((task) => task !== undefined);
  }
  const keys = (await files.names(place)).map((name) => keyIn(place, name));
  return keys
    .map((key) => (key === undefined ? undefined : taskOfKey(key)))
    .filter((task) => task?.order === order) as FarmTask[];
}

function keyIn(place: Place, name: string): string | undefined {
  if (place === 'delayed') return delayOf(name)?.key;
  return place === 'leased' ? leaseOf(name)?.key : name;
}

/** @param only of this order */
export async function statesOf(
  files: Files,
  orderOf: (id: string) => Promise<FarmOrder | undefined>,
  only?: string,
): Promise<readonly OrderState[]> {
  const states: OrderState[] = [];
  const open = await openTasks(files);
  for (const id of only === undefined ? await files.names('orders') : [only]) {
    const order = await orderOf(id);
    if (order !== undefined) states.push(await stateOf(files, order, open.get(id) ?? []));
  }
  return states;
}

interface Seen {
  readonly place: Place;
  readonly task: FarmTask;
}

/** Of all orders by one look at each folder, however many orders there are. */
async function openTasks(files: Files): Promise<ReadonlyMap<string, readonly Seen[]>> {
  const byOrder = new Map<string, Seen[]>();
  for (const place of ['waiting', 'delayed', 'leased'] as const)
    for (const name of await files.names(place)) {
      const task = taskOfKey(keyIn(place, name) ?? '');
      if (task === undefined) continue;
      const seen = byOrder.get(task.order) ?? [];
      seen.push({ place, task });
      byOrder.set(task.order, seen);
    }
  return byOrder;
}

async function stateOf(files: Files, order: FarmOrder, open: readonly Seen[]): Promise<OrderState> {
  const counts = { waiting: 0, delayed: 0, leased: 0, done: 0, aside: 0 };
  let merge: OrderState['merge'] = 'not yet';
  const ended: Seen[] = [];
  // Done last: that is for good, whatever a holder that was thought dead has left beside it.
  for (const place of ['aside', 'done'] as const)
    for (const task of await tasksOf(files, place, order.id)) ended.push({ place, task });
  // A task that moves on while folders are read is counted where it was seen last; one that goes back may not be seen at all.
  const seen = new Map<number, Place>();
  for (const { place, task } of [...open, ...ended])
    if ('merge' in task) merge = place === 'delayed' ? 'waiting' : place;
    else seen.set(task.shard, place);
  for (const place of seen.values()) counts[place]++;
  const cancelled = (await files.get(cancelledPath(order.id))) !== undefined;
  return { order, shards: shardsOf(order), counts, cancelled, merge };
}

export async function isDone(files: Files, task: FarmTask): Promise<boolean> {
  return (await files.get(endedPath('done', task))) !== undefined;
}
