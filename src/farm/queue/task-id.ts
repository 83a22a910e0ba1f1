/** A task's name in a queue: `<order>-<shard>`, or `<order>-merge`. */
import type { FarmTask } from '#contracts/farm';

export function taskId(task: FarmTask): string {
  return `${task.order}-${'merge' in task ? 'merge' : task.shard}`;
}

/** Undefined where the name is no task's. */
export function taskOf(id: string): FarmTask | undefined {
  const found = /^([0-9a-f]{16})-(merge|\d{1,6})$/.exec(id);
  if (found === null) return undefined;
  const [, order, what] = found as unknown as [string, string, string];
  return what === 'merge' ? { order, merge: true } : { order, shard: Number(what) };
}
