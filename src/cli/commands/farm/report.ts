import { writeFile } from 'node:fs/promises';
import { EXIT, infrastructureError } from '#core/errors';
import { type Arguments, type Command, FLAG, TEXT } from '../../command.js';
import { numberValue } from '../../values.js';
import { QUEUE_OPTIONS, queueRequest } from './queue-options.js';

const RATES = {
  'watts-per-core': ['wattsPerCore', 'power that a busy core takes, W'],
  'watts-per-gpu': ['wattsPerGpu', 'power that a graphics card takes while it draws, W'],
  'watts-per-gib': ['wattsPerGib', 'power that memory takes, W/GiB'],
  'gib-per-worker': ['gibPerWorker', 'memory that a worker and its browser hold, GiB'],
  pue: ['pue', 'what the building takes over what its machines take'],
  'grid-g-per-kwh': ['gridGPerKwh', 'CO2 of the grid, g/kWh'],
  'price-per-cpu-hour': ['pricePerCpuHour', 'price of a core for an hour'],
} as const;

export const report: Command = {
  usage: 'report [order]',
  about: "An order's run: frames, failures, times, CPU and GPU seconds, energy, CO2 and cost",
  positionals: { order: 'the beginning of its id; the only one when missing' },
  options: {
    ...QUEUE_OPTIONS,
    out: { ...TEXT, describe: 'write a page there (HTML)' },
    ...Object.fromEntries(
      Object.entries(RATES).map(([option, [, about]]) => [
        option,
        { ...TEXT, describe: `${about}; a default with its source when missing` },
      ]),
    ),
    currency: { ...TEXT, describe: 'of the price; USD when missing' },
    json: { ...FLAG, describe: 'as JSON' },
  },
  examples: [['$0 farm report 3f2a --grid-g-per-kwh 56 --out farm.html', 'with the figures of your grid']],
  async run(args, io) {
    const rates = ratesIn(args);
    const currency = args.text('currency');
    const { farmReportPage, farmSummary, findOrder, openFarmQueue, reportOrder } = await import('#toolkit/farm/index');
    const queue = await openFarmQueue(queueRequest(args));
    try {
      const order = await findOrder(queue, args.text('order'));
      const made = await reportOrder(queue, order, { rates, ...(currency === undefined ? {} : { currency }) });
      const out = args.text('out');
      if (out !== undefined) await writePage(out, farmReportPage(made));
      if (args.flag('json')) io.out(JSON.stringify(made));
      else for (const line of farmSummary(made)) io.out(line);
      return made.shards.aside.length > 0 ? EXIT.failed : EXIT.fine;
    } finally {
      await queue.close();
    }
  },
};

async function writePage(path: string, page: string): Promise<void> {
  try {
    await writeFile(path, page);
  } catch (cause) {
    throw infrastructureError(
      'NM7002',
      `can't write ${path}: ${(cause as Error).message}`,
      '--out names the page, in a folder that is there',
      cause,
    );
  }
}

function ratesIn(args: Arguments): Readonly<Record<string, number>> {
  const given = Object.entries(RATES).flatMap(([option, [name]]) => {
    const text = args.text(option);
    return text === undefined ? [] : [[name, numberValue(`--${option}`, text, 0, 1_000_000)] as const];
  });
  return Object.fromEntries(given);
}
