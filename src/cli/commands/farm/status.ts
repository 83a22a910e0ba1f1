import { EXIT } from '#core/errors';
import { type Command, FLAG } from '../../command.js';
import type { Io } from '../../io.js';
import { QUEUE_OPTIONS, queueRequest } from './queue-options.js';

const REDRAW_MS = 1_000;

export const status: Command = {
  usage: 'status [order]',
  about: 'How far the orders of a queue are; exit 1 where shards are set aside',
  positionals: { order: 'the beginning of its id; all when missing' },
  options: {
    ...QUEUE_OPTIONS,
    watch: { ...FLAG, describe: 'look again every second, until all is done or Ctrl-C' },
    json: { ...FLAG, describe: 'as JSON; with --watch one line a look' },
  },
  examples: [['$0 farm status --queue redis://10.0.0.5:6379 --watch', 'all orders, while they are made']],
  async run(args, io) {
    const { findOrder, openFarmQueue, farmWatcher, asideLines, progressesOf, statusLines } = await import(
      '#toolkit/farm/index'
    );
    const queue = await openFarmQueue(queueRequest(args));
    try {
      const asked = args.text('order');
      const only = asked === undefined ? undefined : (await findOrder(queue, asked)).id;
      const watcher = farmWatcher(queue, (id) => only === undefined || id === only);
      const draw = drawerOn(io, args.flag('watch') && !args.flag('json'));
      for (;;) {
        const seen = await watcher.look();
        if (args.flag('json')) io.out(JSON.stringify(progressesOf(seen, Date.now())));
        else
          draw([
            ...statusLines(seen, { columns: io.columns, plain: !io.isTerminal, nowMs: Date.now() }),
            ...(await asideLines(queue, seen)),
          ]);
        const over = seen.every(({ state }) => state.cancelled || state.merge === 'done' || state.counts.aside > 0);
        if (args.flag('watch') && !over && !io.signal.aborted) {
          await pause(REDRAW_MS, io.signal);
          continue;
        }
        return seen.some(({ state }) => state.counts.aside > 0 || state.merge === 'aside') ? EXIT.failed : EXIT.fine;
      }
    } finally {
      await queue.close();
    }
  },
};

/** @param again the same place each time, on a terminal */
function drawerOn(io: Io, again: boolean): (lines: readonly string[]) => void {
  let drawn = 0;
  return (lines) => {
    if (!again || !io.isTerminal) {
      for (const line of lines) io.out(line);
      return;
    }
    const back = drawn === 0 ? '' : `\x1b[${drawn}A`;
    io.draw(`${back}\x1b[J${lines.map((line) => `${line}\n`).join('')}`);
    drawn = lines.length;
  };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
