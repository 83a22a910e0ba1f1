import { EXIT } from '#core/errors';
import { type Command, FLAG, TEXT } from '../command.js';
import { namesValue } from '../values.js';

export const exportCommand: Command = {
  usage: 'export <dir>',
  about: 'Write a native dataset in other formats, without drawing it again',
  positionals: { dir: 'folder of a dataset with native files, or s3://bucket/prefix' },
  options: {
    to: { ...TEXT, demandOption: true, describe: 'formats, comma-separated' },
    out: { ...TEXT, demandOption: true, describe: 'a new or empty folder, or s3://bucket/prefix' },
    json: { ...FLAG, describe: 'the result as one JSON object' },
  },
  examples: [['$0 export datasets/deer --to kitti,yolo --out datasets/deer-kitti', 'two more formats']],
  async run(args, io) {
    const { exportDataset } = await import('#toolkit');
    const out = args.need('out');
    const report = await exportDataset({
      folder: args.need('dir'),
      formats: namesValue('--to', args.need('to')),
      out,
      signal: io.signal,
      on: (name, done, total) => args.flag('json') || io.err(`[${done}/${total}] ${name}`),
    });
    if (args.flag('json')) io.out(JSON.stringify({ out, ...report }));
    else io.out(`${report.samples} samples, ${report.frames} frames in ${report.files} files in ${out}`);
    return EXIT.fine;
  },
};
