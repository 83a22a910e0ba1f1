import { EXIT } from '#core/errors';
import { type Command, TEXT } from '../../command.js';
import { ENGINE_OPTIONS, engineOptions } from '../../engine-options.js';
import { INTERRUPTED } from '../../report.js';
import { StepsProgress } from '../../steps-progress.js';
import { integerValue, numberValue, seedValue } from '../../values.js';

export const segmenter: Command = {
  usage: 'segmenter <views>',
  about: "Train the gate's own segmenter, which never sees what a pass makes",
  positionals: { views: 'folder that `diffusion styles --pictures` made' },
  options: {
    out: { ...TEXT, demandOption: true, describe: 'folder of the weights; a training begun there goes on' },
    from: { ...TEXT, describe: 'file of a segmenter to go on from; a new one when missing' },
    steps: { ...TEXT, default: '5000', describe: 'training steps' },
    rate: { ...TEXT, default: '0.003', describe: 'highest learning rate' },
    seed: { ...TEXT, default: '0', describe: 'an integer or any text' },
    ...ENGINE_OPTIONS,
  },
  examples: [['$0 diffusion segmenter styles --out gate', 'weights, and how well it sees what it was not taught']],
  async run(args, io) {
    const { trainGate } = await import('#toolkit');
    const progress = new StepsProgress(io, 'step');
    const out = args.need('out');
    const from = args.text('from');
    const made = await trainGate({
      views: args.need('views'),
      out,
      ...(from !== undefined && { from }),
      rate: numberValue('--rate', args.need('rate'), 1e-7, 1),
      steps: integerValue('--steps', args.need('steps'), 1, 10_000_000),
      seed: seedValue(args.need('seed')),
      engine: await engineOptions(args),
      signal: io.signal,
      on: ({ done, steps, loss }) => progress.on(done, steps, `loss ${loss.toFixed(3)}`),
    }).finally(() => progress.end());
    if (made === undefined) {
      io.err(`stopped; what was learnt is kept in ${out}. To go on: the same command`);
      return INTERRUPTED;
    }
    io.out(`${made.path}; intersection over union on views it was not taught:`);
    for (const [kind, score] of Object.entries(made.scores)) io.out(`${kind.padEnd(10)} ${score.toFixed(3)}`);
    return EXIT.fine;
  },
};
