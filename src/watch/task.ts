import type { FarmTask } from '#contracts/farm';

/** No two tasks' are the same. */
export function keyOf(task: FarmTask): string {
  return 'merge' in task ? `${task.order} merge` : `${task.order} ${task.shard}`;
}
