/**
 * Where things lie in a queue's folder. A task is one file that is moved: `waiting/`, `delayed/`, `leased/`, then `done/` or `aside/`. Its name there says
 * all that choosing takes, so that folders are listed and not read.
 */
import type { FarmTask, ShardFailure, ShardProgress } from '#contracts/farm';
import { taskId, taskOf } from '../task-id.js';

/** What the file of a task holds while it is not done. */
export interface TaskFile {
  readonly task: FarmTask;
  /** Of tries that count. */
  readonly failures: readonly ShardFailure[];
}

/** A sign of life: another number each time. */
export interface Beat {
  readonly beat: number;
  readonly takenAtMs: number;
  /** After so long without another beat its holder is gone. */
  readonly leaseMs: number;
  readonly progress: ShardProgress;
}

/** Earlier is taken first: the higher priority, then merges, then the older order, then the lower shard. */
export function keyOf(task: FarmTask, priority: number, submittedMs: number): string {
  const rank = String(1000 - priority).padStart(4, '0');
  const [age, number] = 'merge' in task ? [0, 0] : [submittedMs, task.shard];
  return `${rank}.${String(age).padStart(14, '0')}.${String(number).padStart(6, '0')}.${taskId(task)}`;
}

export function taskOfKey(key: string): FarmTask | undefined {
  return taskOf(key.split('.')[3] ?? '');
}

export const waitingPath = (key: string): string => `waiting/${key}`;
/** @param dueMs when it may be taken. @param sinceMs when that was said: a clock that went back does not hold it up */
export const delayedPath = (key: string, dueMs: number, sinceMs: number): string =>
  `delayed/${String(dueMs).padStart(14, '0')}~${String(sinceMs).padStart(14, '0')}~${key}`;
export const leasedPath = (key: string, token: string): string => `leased/${key}~${token}`;
export const beatPath = (key: string, token: string): string => `beats/${key}~${token}`;
export const orderPath = (id: string): string => `orders/${id}/order.json`;
export const submittedPath = (id: string): string => `orders/${id}/submitted.json`;
export const cancelledPath = (id: string): string => `orders/${id}/cancelled.json`;
export const failurePath = (task: FarmTask, atMs: number, token: string): string =>
  `orders/${task.order}/failures/${taskId(task)}~${atMs}~${token}`;
export const endedPath = (how: 'done' | 'aside', task: FarmTask): string => `${how}/${task.order}/${taskId(task)}`;

/** `delayed/` names apart. */
export function delayOf(name: string): { readonly dueMs: number; readonly sinceMs: number; readonly key: string } | undefined {
  const [due, since, key] = name.split('~');
  return key === undefined ? undefined : { dueMs: Number(due), sinceMs: Number(since), key };
}

/** `leased/` names apart. */
export function leaseOf(name: string): { readonly key: string; readonly token: string } | undefined {
  const [key, token] = name.split('~');
  return key === undefined || token === undefined ? undefined : { key, token };
}
