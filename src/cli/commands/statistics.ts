import { EXIT } from '#core/errors';
import { type Command, FLAG, TEXT } from '../command.js';
import { sourceRequests } from '../sources.js';
import { sizeValue } from '../values.js';

export const statistics: Command = {
  usage: 'statistics <folders..>',
  about: 'Say what the pictures of datasets show: shares, layout by image row, sizes, light, a column each',
  positionals: { folders: 'datasets, yours or made here; folder:37 takes 37 of its pictures' },
  options: {
    classes: { ...TEXT, default: 'camvid11', describe: 'camvid11, cityscapes19 or a YAML file of classes' },
    size: {
      ...TEXT,
      default: '320x240',
      describe: 'what pictures are scaled to, the middle of wider ones, so that columns compare',
    },
    json: { ...FLAG, describe: 'the statistics as one JSON object' },
  },
  examples: [['$0 statistics datasets/street real/train', 'what yours shows that ours does not']],
  async run(args, io) {
    const { classMapOf, statisticsOfDatasets, statisticsTable } = await import('#toolkit');
    const classes = await classMapOf(args.need('classes'));
    const size = sizeValue(args.need('size'));
    const sources = args.list('folders').flatMap((text) => sourceRequests('folders', text));
    const all = await statisticsOfDatasets(sources, classes, size);
    if (args.flag('json')) io.out(JSON.stringify({ classMap: classes.name, size: args.need('size'), datasets: all }));
    else for (const line of statisticsTable(all, classes)) io.out(line);
    return EXIT.fine;
  },
};
