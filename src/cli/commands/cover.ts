import { EXIT } from '#core/errors';
import type { CoverReport, DomainReport } from '#toolkit';
import { type Command, FLAG, TEXT } from '../command.js';
import type { Io } from '../io.js';
import { cellsText, domainLines } from '../odd-lines.js';
import { warnOn } from '../report.js';
import { integerValue, seedValue, shareValue } from '../values.js';

export const cover: Command = {
  usage: 'cover <files..>',
  about: 'Say which combinations of its parameters a number of draws covers',
  positionals: {
    files: 'scenario files or packs (pack:NAME); those that declare the same axes under `odd` are counted together',
  },
  options: {
    count: { ...TEXT, default: '100', describe: 'draws of each scenario' },
    strength: { ...TEXT, default: '2', describe: 'axes or parameters to a combination, 1 to 4' },
    cells: {
      ...TEXT,
      default: '4',
      describe: 'cells of equal probability of each parameter, in files that declare none under `odd`',
    },
    seed: { ...TEXT, default: '0', describe: 'an integer or any text' },
    list: { ...TEXT, default: '5', describe: 'combinations to list at most, of the empty ones and of those that cannot be' },
    'at-least': { ...TEXT, describe: 'exit 1 where less than this share is covered, 0 to 1' },
    assets: { ...TEXT, describe: 'manifest of model files (docs/own-assets.md) for all scenarios, besides their own `assets`' },
    json: { ...FLAG, describe: 'one JSON object a file, or for files that are counted together' },
  },
  examples: [
    ['$0 cover scenarios/wildlife/deer-pair-at-dusk.yaml --count 200 --strength 3', 'what 200 draws leave out'],
    ['$0 cover docs/examples/odd.yaml --count 200 --at-least 0.9', 'cells that the file declares; for continuous integration'],
  ],
  async run(args, io) {
    const order = {
      count: integerValue('--count', args.need('count'), 1, 1_000_000),
      strength: integerValue('--strength', args.need('strength'), 1, 4) as 1 | 2 | 3 | 4,
      seed: seedValue(args.need('seed')),
    };
    const most = integerValue('--list', args.need('list'), 0, 1_000_000);
    const cells = integerValue('--cells', args.need('cells'), 2, 100);
    const leastText = args.text('at-least');
    const least = leastText === undefined ? 0 : shareValue('--at-least', leastText);
    const assets = args.text('assets');
    const json = args.flag('json');
    const { coverDomain, coverScenario, domainsOf, readScenario, withPacks } = await import('#toolkit');
    const read = (file: string) => readScenario(file, { warn: warnOn(io), ...(assets === undefined ? {} : { assets }) });
    const scenarios = [];
    for (const file of withPacks(args.list('files'))) scenarios.push(await read(file));
    let enough = true;
    for (const domain of domainsOf(scenarios)) {
      const [scenario] = domain.scenarios;
      if (scenario === undefined) continue;
      if (domain.axes.length > 0) {
        const found = coverDomain({ domain, ...order });
        printDomain(found, most, json, io);
        enough &&= found.share >= least;
      } else {
        const found = coverScenario({ scenario, ...order, cells, most });
        if (json) io.out(JSON.stringify({ file: scenario.file, ...found }));
        else print(scenario.file, found, order.count, io);
        enough &&= found.share >= least;
      }
    }
    if (!enough) io.err(`less than ${leastText} is covered`);
    return enough ? EXIT.fine : EXIT.failed;
  },
};

function printDomain(found: DomainReport, most: number, json: boolean, io: Io): void {
  const { empty, unreached, infeasible } = found;
  const listed = { empty: empty.slice(0, most), unreached: unreached.slice(0, most), infeasible: infeasible.slice(0, most) };
  if (json) io.out(JSON.stringify({ ...found, ...listed }));
  else for (const line of domainLines(found, most)) io.out(line);
}

function print(file: string, { factors, refused, filled, all, share, empty, holes }: CoverReport, count: number, io: Io): void {
  if (factors.length === 0) {
    io.out(`${file}: nothing is drawn, so all draws are alike`);
    return;
  }
  io.out(
    `${file}: ${count} draws of ${factors.length} parameters cover ${filled} of ${all} combinations, ${(100 * share).toFixed(1)} %`,
  );
  if (refused > 0) io.out(`  ${refused} draws were refused by requirements and count for nothing`);
  for (const cells of empty) io.out(`  empty: ${cellsText(cells)}`);
  if (holes > 0) io.out(`  ${holes} draws, each in the right place, would fill the rest`);
}
