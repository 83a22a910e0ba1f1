import { EXIT } from '#core/errors';
import { backendOption } from '../../backend-option.js';
import { type Command, FLAG, TEXT } from '../../command.js';
import { PLAN_OPTIONS, planOptions } from '../../plan-options.js';
import { warnOn } from '../../report.js';
import { integerValue, signedValue } from '../../values.js';
import { QUEUE_OPTIONS, queueRequest } from './queue-options.js';

export const submit: Command = {
  usage: 'submit <files..>',
  about: 'Put a dataset into a queue, shard by shard; the same dataset twice is one',
  positionals: { files: 'scenario files, or packs (pack:NAME)' },
  options: {
    ...QUEUE_OPTIONS,
    out: {
      ...TEXT,
      demandOption: true,
      describe: 'where the dataset goes: a folder that every worker reaches, or s3://bucket/prefix',
    },
    ...PLAN_OPTIONS,
    backend: { ...TEXT, describe: 'one rendering path for all workers: gpu, llvmpipe, swiftshader' },
    priority: { ...TEXT, default: '0', describe: 'the higher, the sooner: -1000 to 1000' },
    attempts: { ...TEXT, default: '5', describe: 'how often a shard that gets nowhere is tried before it is set aside' },
    json: { ...FLAG, describe: 'the result as one JSON object' },
  },
  examples: [
    [
      '$0 farm submit scenarios/wildlife/*.yaml --count 100 --out /data/deer --queue redis://10.0.0.5:6379',
      'then: farm work, on any machine',
    ],
  ],
  async run(args, io) {
    const options = planOptions(args);
    const backend = backendOption(args);
    const priority = signedValue('--priority', args.need('priority'), 1000);
    const attempts = integerValue('--attempts', args.need('attempts'), 1, 100);
    const { planDataset } = await import('#toolkit');
    const { openFarmQueue, refuseOverlap, submitOrder } = await import('#toolkit/farm/index');
    const plan = await planDataset({ ...options, warn: warnOn(io) });
    await refuseOverlap(queueRequest(args), args.need('out'));
    const queue = await openFarmQueue(queueRequest(args));
    try {
      const asked = { plan, out: args.need('out'), priority, attempts, ...backend };
      const { order, shards, there, added, sent } = await submitOrder(queue, asked);
      for (const file of sent.unsent)
        io.err(
          `not sent along: ${file} holds a file over 1 GiB, or one with an odd name; all of it must lie at the same path on every worker`,
        );
      if (args.flag('json')) {
        io.out(JSON.stringify({ order: order.id, store: order.store, shards, there, added, sent: sent.files }));
      } else {
        const known = shards - added;
        const facts = [
          `${added} submitted`,
          ...(known > 0 ? [`${known} in the queue before`] : []),
          ...(there > 0 ? [`${there} made before`] : []),
        ];
        io.out(`order ${order.id}: ${shards} shards, ${facts.join(', ')}`);
        if (sent.files > 0)
          io.out(`sent along: ${sent.files} ${sent.files === 1 ? 'file' : 'files'} of your own (${sent.bytes} bytes)`);
        io.out('workers make them: nearmiss farm work; how far they are: nearmiss farm status');
      }
      return EXIT.fine;
    } finally {
      await queue.close();
    }
  },
};
