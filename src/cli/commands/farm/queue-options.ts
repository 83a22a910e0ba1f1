/** How commands of the farm are told which queue. */
import type { QueueRequest } from '#toolkit/farm/index';
import { type Arguments, TEXT } from '../../command.js';

export const QUEUE_OPTIONS = {
  queue: {
    ...TEXT,
    describe:
      'redis://host:6379, rediss://host:6379 (TLS), a folder, or @FILE that holds the address; NEARMISS_QUEUE when missing',
  },
  ca: {
    ...TEXT,
    describe: "PEM file of the authority that signed a rediss:// server's certificate, where the system does not know it",
  },
} as const;

export function queueRequest(args: Arguments): QueueRequest {
  const queue = args.text('queue');
  const environment = process.env.NEARMISS_QUEUE;
  const ca = args.text('ca') ?? process.env.NEARMISS_QUEUE_CA;
  return {
    ...(queue === undefined ? {} : { queue }),
    ...(environment === undefined ? {} : { environment }),
    ...(ca === undefined ? {} : { ca }),
  };
}
