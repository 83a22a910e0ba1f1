/** Jobs one after the other in this process. */
import type { Shard } from '#pipeline/index';
import { makeShard } from '../make-shard.js';
import type { JobQueue } from './port.js';

export function inlineQueue(shard: Omit<Shard, 'events' | 'signal'>): JobQueue {
  return {
    async run(shards, events, signal) {
      for (const { job } of shards) await makeShard({ ...shard, session: async () => shard.session, events, signal }, job);
    },
  };
}
