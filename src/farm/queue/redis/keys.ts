/** Names in Redis beside BullMQ's own. */
export const QUEUE_NAME = 'nearmiss';
const PREFIX = 'nearmiss:farm';
export const ordersKey = `${PREFIX}:orders`;
export const orderKey = (id: string): string => `${PREFIX}:order:${id}`;
export const cancelledKey = (id: string): string => `${PREFIX}:cancelled:${id}`;
export const failuresKey = (id: string): string => `${PREFIX}:failures:${id}`;
