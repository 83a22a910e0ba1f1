import type { OrderState } from '#contracts/farm';
import { EXIT, NearmissError } from '#core/errors';
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
    const say = speaker(request.log, io);
    const { openFarmQueue, workOn } = await import('#toolkit/farm/index');
    try {
      const queue = await openFarmQueue({ ...queueRequest(args), leaseS, patienceS: 60 });
      try {
        await workOn(queue, { ...request, drain: io.signal });
        return request.untilEmpty ? outcome(await queue.states(), io.signal.aborted, say) : EXIT.fine;
      } finally {
        await queue.close();
      }
    } catch (error) {
      if (request.log === 'text' || !(error instanceof NearmissError)) throw error;
      const { code, message, hint } = error;
      say('error', hint === undefined ? message : `${message} - ${hint}`, code);
      return error.exitCode;
    }
  },
};

type Say = (level: 'info' | 'warn' | 'error', message: string, code?: string) => void;

/** In the form of the log, since both go to the same place. */
function speaker(log: 'text' | 'json', io: Io): Say {
  if (log === 'text') return (_level, message) => io.err(message);
  return (level, message, code) =>
    io.err(JSON.stringify({ time: new Date().toISOString(), level, event: 'note', message, ...(code && { code }) }));
}

/** Whoever waits for it to end (a script, a scheduler) learns what became of all orders. */
function outcome(states: readonly OrderState[], interrupted: boolean, say: Say): number {
  const live = states.filter(({ cancelled }) => !cancelled);
  if (live.length === 0)
    say('warn', states.length === 0 ? 'the queue holds no orders' : 'all orders in the queue are cancelled');
  for (const state of live.slice(0, MOST_TOLD)) say(isAside(state) ? 'error' : 'info', becameOf(state));
  if (live.length > MOST_TOLD) say('info', `and ${live.length - MOST_TOLD} more orders: nearmiss farm status`);
  if (live.some(isAside)) return EXIT.failed;
  return interrupted && live.some(({ merge }) => merge !== 'done') ? INTERRUPTED : EXIT.fine;
}

const MOST_TOLD = 20;

function isAside({ counts, merge }: OrderState): boolean {
  return counts.aside > 0 || merge === 'aside';
}

function becameOf(state: OrderState): string {
  const { order, counts, shards, merge } = state;
  if (merge === 'done') return `order ${order.id}: complete`;
  const far = `order ${order.id}: ${counts.done} of ${shards} shards done`;
  if (!isAside(state)) return far;
  const what = counts.aside > 0 ? `${counts.aside} set aside` : 'the merge is set aside';
  return `${far}, ${what}: nearmiss farm report ${order.id} says why, farm retry tries again`;
}
