import { EXIT } from '#core/errors';
import { type Command, FLAG } from '../../command.js';
import { QUEUE_OPTIONS, queueRequest } from './queue-options.js';

export const cancel: Command = {
  usage: 'cancel <order>',
  about: 'Stop an order: nothing more of it is made, what is made stays',
  positionals: { order: 'the beginning of its id' },
  options: { ...QUEUE_OPTIONS, forget: { ...FLAG, describe: 'the queue forgets it altogether' } },
  examples: [['$0 farm cancel 3f2a', 'farm retry goes on with it']],
  async run(args, io) {
    const { findOrder, openFarmQueue } = await import('#toolkit/farm/index');
    const queue = await openFarmQueue(queueRequest(args));
    try {
      const { id, store } = await findOrder(queue, args.need('order'));
      await (args.flag('forget') ? queue.remove(id) : queue.cancel(id));
      io.out(`order ${id} is ${args.flag('forget') ? 'forgotten' : 'cancelled'}; what was made lies in ${store}`);
      return EXIT.fine;
    } finally {
      await queue.close();
    }
  },
};

export const retry: Command = {
  usage: 'retry <order>',
  about: 'Shards that were set aside wait again; a cancelled order goes on',
  positionals: { order: 'the beginning of its id' },
  options: QUEUE_OPTIONS,
  examples: [['$0 farm retry 3f2a', 'after the cause is mended']],
  async run(args, io) {
    const { findOrder, openFarmQueue } = await import('#toolkit/farm/index');
    const queue = await openFarmQueue(queueRequest(args));
    try {
      const { id } = await findOrder(queue, args.need('order'));
      io.out(`order ${id}: ${await queue.retry(id)} shards wait again`);
      return EXIT.fine;
    } finally {
      await queue.close();
    }
  },
};
