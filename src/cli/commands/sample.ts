import { EXIT } from '#core/errors';
import { canonicalJson } from '#core/hash';
import { type Command, TEXT } from '../command.js';
import { warnOn } from '../report.js';
import { integerValue, seedValue } from '../values.js';

export const sample: Command = {
  usage: 'sample <file>',
  about: 'Draw concrete scenarios, one JSON a line',
  positionals: { file: 'scenario file' },
  options: {
    count: { ...TEXT, default: '1', describe: 'how many' },
    assets: { ...TEXT, describe: "manifest of model files (docs/own-assets.md), besides the scenario's own `assets`" },
    seed: { ...TEXT, default: '0', describe: 'an integer or any text' },
  },
  examples: [['$0 sample scenarios/wildlife/deer-pair-at-dusk.yaml --count 5 --seed 1', 'five draws']],
  async run(args, io) {
    const count = integerValue('--count', args.need('count'), 1, 1_000_000);
    const seed = seedValue(args.need('seed'));
    const { drawConcrete, readScenario } = await import('#toolkit');
    const assets = args.text('assets');
    const scenario = await readScenario(args.need('file'), {
      warn: warnOn(io),
      ...(assets === undefined ? {} : { assets }),
    });
    for (let draw = 0; draw < count; draw++) {
      io.signal.throwIfAborted();
      io.out(canonicalJson(drawConcrete(scenario, seed, draw).concrete));
    }
    return EXIT.fine;
  },
};
