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

export async function statesOf(
  files: Files,
  orderOf: (id: string) => Promise<FarmOrder | undefined>,
): Promise<readonly OrderState[]> {
  const states: OrderState[] = [];
  for (const id of await files.names('orders')) {
    const order = await orderOf(id);
    if (order !== undefined) states.push(await stateOf(files, order));
  }
  return states;
}

async function stateOf(files: Files, order: FarmOrder): Promise<OrderState> {
  // Done last: that is for good, whatever a holder that was thought dead has left beside it.
  const places: readonly Place[] = ['waiting', 'delayed', 'leased', 'aside', 'done'];
  const counts = { waiting: 0, delayed: 0, leased: 0, done: 0, aside: 0 };
  let merge: OrderState['merge'] = 'not yet';
  // A task that moves on while folders are read is counted where it was seen last; one that goes back may not be seen at all.
  const seen = new Map<number, Place>();
  for (const place of places)
    for (const task of await tasksOf(files, place, order.id)) {
      if ('merge' in task) merge = place === 'delayed' ? 'waiting' : place;
      else seen.set(task.shard, place);
    }
  for (const place of seen.values()) counts[place]++;
  const cancelled = (await files.get(cancelledPath(order.id))) !== undefined;
  return { order, shards: shardsOf(order), counts, cancelled, merge };
}

export async function isDone(files: Files, task: FarmTask): Promise<boolean> {
  return (await files.get(endedPath('done', task))) !== undefined;
}
