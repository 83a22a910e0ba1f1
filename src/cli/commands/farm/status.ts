import type { OrderState } from '#contracts/farm';
import { EXIT } from '#core/errors';
import { type Command, FLAG } from '../../command.js';
import { QUEUE_OPTIONS, queueRequest } from './queue-options.js';
import { nameOf } from './told.js';

export const status: Command = {
  usage: 'status [order]',
  about: 'How far the orders of a queue are; exit 1 where shards are set aside',
  positionals: { order: 'the beginning of its id; all when missing' },
  options: {
    ...QUEUE_OPTIONS,
    json: { ...FLAG, describe: 'as JSON' },
  },
  examples: [['$0 farm status --queue redis://10.0.0.5:6379', 'all orders']],
  async run(args, io) {
    const { findOrder, openFarmQueue } = await import('#toolkit/farm/index');
    const queue = await openFarmQueue(queueRequest(args));
    try {
      const asked = args.text('order');
      const only = asked === undefined ? undefined : await findOrder(queue, asked);
      const states = (await queue.states()).filter(({ order }) => only === undefined || order.id === only.id);
      if (args.flag('json'))
        io.out(JSON.stringify(states.map(({ order, ...rest }) => ({ order: order.id, store: order.store, ...rest }))));
      else if (states.length === 0) io.out('no orders');
      for (const state of args.flag('json') ? [] : states) {
        io.out(lineOf(state));
        for (const { task, failures } of await queue.aside(state.order.id)) {
          const last = failures.at(-1);
          io.out(`  ${nameOf(task)} set aside after ${failures.length} tries: ${last?.cause}: ${last?.message}`);
        }
      }
      return states.some(({ counts, merge }) => counts.aside > 0 || merge === 'aside') ? EXIT.failed : EXIT.fine;
    } finally {
      await queue.close();
    }
  },
};

function lineOf({ order, shards, counts, cancelled, merge }: OrderState): string {
  const { done, leased, waiting, delayed, aside } = counts;
  const whole = merge === 'done' ? ', whole' : cancelled ? ', cancelled' : '';
  return `${order.id} ${order.store}: ${done} of ${shards} shards done, ${leased} being made, ${waiting + delayed} waiting, ${aside} set aside${whole}`;
}
