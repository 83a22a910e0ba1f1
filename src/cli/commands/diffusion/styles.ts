import { EXIT } from '#core/errors';
import { type Command, FLAG, TEXT } from '../../command.js';
import { INTERRUPTED } from '../../report.js';
import { StepsProgress } from '../../steps-progress.js';
import { integerValue, seedValue, sizeValue } from '../../values.js';

export const styles: Command = {
  usage: 'styles <files..>',
  about: 'Draw views of scenarios in several styles each, for the pass to learn from',
  positionals: { files: 'scenarios to look at' },
  options: {
    out: { ...TEXT, demandOption: true, describe: 'folder of views; what is there already is kept' },
    like: {
      ...TEXT,
      describe:
        "a scenario whose draws lend weather, light, colours and camera; may be given several times; the shipped model's own when missing",
    },
    views: { ...TEXT, default: '400', describe: 'at least so many, going round the scenarios' },
    seed: { ...TEXT, default: '0', describe: 'an integer or any text' },
    size: { ...TEXT, default: '640x360', describe: 'of the pictures' },
    pictures: { ...FLAG, describe: 'write each style as a PNG too, with classes and instances' },
  },
  examples: [['$0 diffusion styles scenarios/*/*.yaml --out styles', 'what the shipped model has learnt from']],
  async run(args, io) {
    const { makeStyles, STYLES_FILE } = await import('#toolkit');
    const progress = new StepsProgress(io, 'view');
    const out = args.need('out');
    const donors = args.list('like');
    const made = await makeStyles({
      files: args.list('files'),
      donors: donors.length === 0 ? [STYLES_FILE] : donors,
      views: integerValue('--views', args.need('views'), 1, 1_000_000),
      seed: seedValue(args.need('seed')),
      size: sizeValue(args.need('size')),
      out,
      pictures: args.flag('pictures'),
      signal: io.signal,
      on: (done, total) => progress.on(done, total),
    }).finally(() => progress.end());
    if (made === undefined) {
      io.err(`stopped; the views in ${out} are kept. To go on: the same command`);
      return INTERRUPTED;
    }
    io.out(`${out}: ${made.views.length} views in several styles, manifest.json`);
    return EXIT.fine;
  },
};
