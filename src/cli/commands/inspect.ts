import { EXIT } from '#core/errors';
import { type Command, TEXT } from '../command.js';
import { integerValue } from '../values.js';

export const inspect: Command = {
  usage: 'inspect <dir>',
  about: 'Draw a dataset as one page: DIR/contact-sheet.html',
  positionals: { dir: 'folder of a dataset, or s3://bucket/prefix' },
  options: {
    samples: { ...TEXT, default: '12', describe: 'at most so many samples, spread evenly' },
    frames: { ...TEXT, default: '6', describe: 'at most so many frames a sensor, spread evenly' },
  },
  examples: [['$0 inspect datasets/deer --frames 12', 'more frames']],
  async run(args, io) {
    const samples = integerValue('--samples', args.need('samples'), 1, 1000);
    const frames = integerValue('--frames', args.need('frames'), 1, 1000);
    const { inspectDataset } = await import('#toolkit');
    io.out(await inspectDataset({ folder: args.need('dir'), samples, frames }));
    return EXIT.fine;
  },
};
