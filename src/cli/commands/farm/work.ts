import type { OrderState } from '#contracts/farm';
import { EXIT } from '#core/errors';
import { backendOption } from '../../backend-option.js';
import { type Command, FLAG, TEXT } from '../../command.js';
import type { Io } from '../../io.js';
import { INTERRUPTED } from '../../report.js';
import { integerValue, oneOf } from '../../values.js';
import { QUEUE_OPTIONS, queueRequest } from './queue-options.js';

export const workCommand: Command = {
  usage: 'work',
  about: 'Work on a queue: take shards, make them, until stopped (SIGTERM ends in order)',
  positionals: {},
  options: {
    ...QUEUE_OPTIONS,
    workers: { ...TEXT, describe: 'shards at a time, each in a process of its own; chosen for the machine when missing' },
    root: {
      ...TEXT,
      describe:
        'write below this folder or s3:// address alone; comma-separated; the current folder and any s3:// when missing',
    },
    backend: { ...TEXT, describe: 'force a rendering path where an order does not: gpu, llvmpipe, swiftshader' },
    'until-empty': { ...FLAG, describe: 'end when nothing is left to do' },
    lease: {
      ...TEXT,
      default: '30',
      describe: 'seconds without a sign of life after which a shard is given to another worker',
    },
    hang: { ...TEXT, default: '900', describe: 'seconds without a frame after which a worker process is ended' },
    grace: { ...TEXT, default: '20', describe: 'seconds that the sample in hand may take after SIGTERM' },
    log: { ...TEXT, default: 'text', describe: 'text, or json: one object a line' },
    'metrics-port': { ...TEXT, describe: 'serve metrics for Prometheus there, 0 for any port that is free' },
    'metrics-host': { ...TEXT, default: '127.0.0.1', describe: 'address that metrics are served at' },
  },
  examples: [
    ['$0 farm work --queue redis://10.0.0.5:6379', 'on every machine of the farm'],
    ['$0 farm work --queue jobs/ --until-empty --workers 2', 'a folder as the queue, and an end'],
  ],
  async run(args, io) {
    const workers = args.text('workers');
    const port = args.text('metrics-port');
    const leaseS = integerValue('--lease', args.need('lease'), 1, 86_400);
    const request = {
      ...(workers === undefined ? {} : { workers: integerValue('--workers', workers, 1, 256) }),
      ...backendOption(args),
      roots: (args.text('root') ?? `${process.cwd()},s3://`).split(','),
      untilEmpty: args.flag('until-empty'),
      leaseS,
      hangS: integerValue('--hang', args.need('hang'), 1, 86_400),
      graceS: integerValue('--grace', args.need('grace'), 0, 86_400),
      log: oneOf('--log', args.need('log'), ['text', 'json'] as const),
      metricsHost: args.need('metrics-host'),
      ...(port === undefined ? {} : { metricsPort: integerValue('--metrics-port', port, 0, 65_535) }),
      write: io.err,
    };
    const { openFarmQueue, workOn } = await import('#toolkit/farm/index');
    const queue = await openFarmQueue({ ...queueRequest(args), leaseS, patienceS: 60 });
    try {
      await workOn(queue, { ...request, drain: io.signal });
      return request.untilEmpty ? outcome(await queue.states(), io) : EXIT.fine;
    } finally {
      await queue.close();
    }
  },
};

/** Whoever waits for it to end (a script, a scheduler) learns whether all was made. */
function outcome(states: readonly OrderState[], io: Io): number {
  const open = states.filter(({ cancelled, merge }) => !cancelled && merge !== 'done');
  const aside = open.filter(({ counts, merge }) => counts.aside > 0 || merge === 'aside');
  for (const { order } of aside) io.err(`order ${order.id}: not all could be made; nearmiss farm report ${order.id} says why`);
  if (aside.length > 0) return EXIT.failed;
  return open.length > 0 && io.signal.aborted ? INTERRUPTED : EXIT.fine;
}
