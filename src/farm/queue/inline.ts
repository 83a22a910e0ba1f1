/** Jobs one after the other in this process. */

import { renderShard, type Shard } from '#pipeline/index';
import type { JobQueue } from './port.js';

export function inlineQueue(shard: Omit<Shard, 'events' | 'signal'>): JobQueue {
  return {
    async run(jobs, events, signal) {
      for (const job of jobs) await renderShard({ ...shard, events, signal }, job);
    },
  };
}
