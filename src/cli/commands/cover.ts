import { EXIT } from '#core/errors';
import type { CoverReport } from '#toolkit';
import { type Command, FLAG, TEXT } from '../command.js';
import type { Io } from '../io.js';
import { warnOn } from '../report.js';
import { integerValue, seedValue } from '../values.js';

export const cover: Command = {
  usage: 'cover <files..>',
  about: 'Say which combinations of its parameters a number of draws covers',
  positionals: { files: 'scenario files, or packs (pack:NAME)' },
  options: {
    count: { ...TEXT, default: '100', describe: 'draws of each scenario' },
    strength: { ...TEXT, default: '2', describe: 'parameters to a combination, 1 to 4' },
    cells: { ...TEXT, default: '4', describe: 'cells of equal probability that each parameter is cut into' },
    seed: { ...TEXT, default: '0', describe: 'an integer or any text' },
    list: { ...TEXT, default: '5', describe: 'empty combinations to list at most' },
    assets: { ...TEXT, describe: 'manifest of model files (docs/own-assets.md) for all scenarios, besides their own `assets`' },
    json: { ...FLAG, describe: 'one JSON object a file' },
  },
  examples: [['$0 cover scenarios/wildlife/deer-pair-at-dusk.yaml --count 200 --strength 3', 'what 200 draws leave out']],
  async run(args, io) {
    const order = {
      count: integerValue('--count', args.need('count'), 1, 1_000_000),
      strength: integerValue('--strength', args.need('strength'), 1, 4) as 1 | 2 | 3 | 4,
      cells: integerValue('--cells', args.need('cells'), 2, 100),
      most: integerValue('--list', args.need('list'), 0, 1_000_000),
      seed: seedValue(args.need('seed')),
    };
    const assets = args.text('assets');
    const { coverScenario, readScenario, withPacks } = await import('#toolkit');
    for (const file of withPacks(args.list('files'))) {
      const scenario = await readScenario(file, { warn: warnOn(io), ...(assets === undefined ? {} : { assets }) });
      const found = coverScenario({ scenario, ...order });
      if (args.flag('json')) io.out(JSON.stringify({ file, ...found }));
      else print(file, found, order.count, io);
    }
    return EXIT.fine;
  },
};

function print(file: string, { factors, refused, filled, all, share, empty, holes }: CoverReport, count: number, io: Io): void {
  if (factors.length === 0) {
    io.out(`${file}: nothing is drawn, so all draws are alike`);
    return;
  }
  io.out(
    `${file}: ${count} draws of ${factors.length} parameters cover ${filled} of ${all} combinations, ${(100 * share).toFixed(1)} %`,
  );
  if (refused > 0) io.out(`  ${refused} draws were refused by requirements and count for nothing`);
  for (const cells of empty)
    io.out(
      `  empty: ${Object.entries(cells)
        .map(([name, cell]) => `${name} ${cell}`)
        .join(', ')}`,
    );
  if (holes > 0) io.out(`  ${holes} draws, each in the right place, would fill the rest`);
}
