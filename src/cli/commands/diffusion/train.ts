import { EXIT } from '#core/errors';
import { type Command, FLAG, TEXT } from '../../command.js';
import { ENGINE_OPTIONS, engineOptions } from '../../engine-options.js';
import { INTERRUPTED } from '../../report.js';
import { StepsProgress } from '../../steps-progress.js';
import { integerValue, numberValue, seedValue, windowValue } from '../../values.js';

/** Share of a new step in the running mean of losses. */
const FRESH = 0.02;

export const train: Command = {
  usage: 'train <views>',
  about: 'Train the denoiser of the diffusion pass on a folder of views',
  positionals: { views: 'folder that `diffusion styles` made' },
  options: {
    out: { ...TEXT, demandOption: true, describe: 'folder of the model: new, or begun before (with --resume)' },
    from: { ...TEXT, describe: 'file of a model to go on from, instead of from nothing' },
    name: { ...TEXT, default: 'own', describe: "the model's" },
    steps: { ...TEXT, default: '6000', describe: 'training steps' },
    batch: { ...TEXT, default: '3', describe: 'parts of views a step' },
    window: { ...TEXT, default: '160x96', describe: 'their size in cells, multiples of 8; whole views are 160 across' },
    rate: { ...TEXT, default: '0.002', describe: 'highest learning rate' },
    'held-out': { ...TEXT, default: '30', describe: 'so many of the last views are kept for `diffusion measure`' },
    seed: { ...TEXT, default: '0', describe: 'an integer or any text' },
    resume: { ...FLAG, describe: 'go on with a training that was begun with the same options' },
    ...ENGINE_OPTIONS,
  },
  examples: [['$0 diffusion train styles --out model --name street', 'weights, their card and the loss over the steps']],
  async run(args, io) {
    const { CHANNELS, trainPass } = await import('#toolkit');
    const progress = new StepsProgress(io, 'step');
    const out = args.need('out');
    let mean: number | undefined;
    const model = await trainPass({
      views: args.need('views'),
      out,
      name: args.need('name'),
      from: args.text('from'),
      heldOut: integerValue('--held-out', args.need('held-out'), 0, 1_000_000),
      steps: integerValue('--steps', args.need('steps'), 1, 10_000_000),
      batch: integerValue('--batch', args.need('batch'), 1, 256),
      window: windowValue(args.need('window')),
      rate: numberValue('--rate', args.need('rate'), 1e-7, 1),
      seed: seedValue(args.need('seed')),
      channels: CHANNELS,
      engine: await engineOptions(args),
      resume: args.flag('resume'),
      signal: io.signal,
      on({ done, steps, loss }) {
        mean = mean === undefined ? loss : mean + FRESH * (loss - mean);
        progress.on(done, steps, `loss ${mean.toFixed(3)}`);
      },
    }).finally(() => progress.end());
    if (model === undefined) {
      io.err(`stopped; what was learnt is kept in ${out}. To go on: the same command with --resume`);
      return INTERRUPTED;
    }
    io.out(`${model}; training.json says how it was made, loss.csv how it went`);
    return EXIT.fine;
  },
};
