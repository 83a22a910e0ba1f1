import { EXIT } from '#core/errors';
import { type Command, FLAG } from '../../command.js';
import { QUEUE_OPTIONS, queueRequest } from './queue-options.js';
import { redrawer } from './redraw.js';

const REDRAW_MS = 1_000;

export const status: Command = {
  usage: 'status [order]',
  about: 'How far the orders of a queue are; exit 1 where shards are set aside',
  positionals: { order: 'the beginning of its id; all when missing' },
  options: {
    ...QUEUE_OPTIONS,
    watch: { ...FLAG, describe: 'look again every second, until nothing is left that workers could do, or Ctrl-C' },
    json: { ...FLAG, describe: 'as JSON; with --watch one line a look' },
  },
  examples: [['$0 farm status --queue redis://10.0.0.5:6379 --watch', 'all orders, while they are made']],
  async run(args, io) {
    const { asideLines, farmWatcher, findOrder, fitted, isOver, openFarmQueue, progressesOf, queueName, statusLines } =
      await import('#toolkit/farm/index');
    const [watch, json] = [args.flag('watch'), args.flag('json')];
    const request = queueRequest(args);
    const queue = await openFarmQueue(request);
    try {
      const asked = args.text('order');
      const only = asked === undefined ? undefined : (await findOrder(queue, asked)).id;
      const watcher = farmWatcher(queue, (id) => only === undefined || id === only);
      const name = await queueName(request);
      const redraw = redrawer(io, (line, columns) => fitted(line, { columns, plain: false }));
      for (;;) {
        const seen = await watcher.look();
        const last = !watch || io.signal.aborted || seen.every(({ state }) => isOver(state));
        if (json) io.out(JSON.stringify(progressesOf(seen, Date.now())));
        else {
          const page = { columns: io.columns, plain: !io.isTerminal, nowMs: Date.now(), queue: name };
          const lines = [...statusLines(seen, page), ...(await asideLines(queue, seen))];
          if (watch && io.isTerminal) redraw(lines, last);
          else for (const line of lines) io.out(line);
        }
        if (last) return seen.some(({ state }) => state.counts.aside > 0 || state.merge === 'aside') ? EXIT.failed : EXIT.fine;
        await pause(REDRAW_MS, io.signal);
      }
    } finally {
      await queue.close();
    }
  },
};

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
