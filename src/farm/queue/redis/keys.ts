/** Names in Redis beside BullMQ's own. */
import type { Queue } from 'bullmq';

export const QUEUE_NAME = 'nearmiss';
const PREFIX = 'nearmiss:farm';
export const ordersKey = `${PREFIX}:orders`;
export const orderKey = (id: string): string => `${PREFIX}:order:${id}`;
export const cancelledKey = (id: string): string => `${PREFIX}:cancelled:${id}`;
export const failuresKey = (id: string): string => `${PREFIX}:failures:${id}`;
/** BullMQ's own: that a job is held, and by whom. */
export const lockKey = (queue: Queue, job: string): string => `${queue.toKey(job)}:lock`;
