import { EXIT } from '#core/errors';
import { type Command, FLAG } from '../command.js';

export const merge: Command = {
  usage: 'merge <dataset>',
  about: 'Make one dataset of the parts that `generate --shard` has made: its own files, and the manifest last',
  positionals: { dataset: 'where the parts lie' },
  options: { json: { ...FLAG, describe: 'the result as one JSON object' } },
  examples: [['$0 merge datasets/deer', 'after `generate --shard 1/2` and `generate --shard 2/2`']],
  async run(args, io) {
    const { mergeDatasetAt } = await import('#toolkit/farm/index');
    const place = args.need('dataset');
    const { samples, datasetSha256, portableSha256 } = await mergeDatasetAt(place);
    if (args.flag('json')) io.out(JSON.stringify({ out: place, samples, datasetSha256, portableSha256 }));
    else io.out(`${samples} samples in ${place}\ndataset ${datasetSha256}`);
    return EXIT.fine;
  },
};
