import { EXIT } from '#core/errors';
import { type Command, FLAG, TEXT } from '../../command.js';
import { ENGINE_OPTIONS, engineOptions } from '../../engine-options.js';
import { INTERRUPTED } from '../../report.js';
import { StepsProgress } from '../../steps-progress.js';
import { integerValue, numberValue, seedValue, windowValue } from '../../values.js';

export const finetune: Command = {
  usage: 'finetune',
  about: 'Adapt a model to photographs of your own, without labels: their look becomes a style that prompts can ask for',
  positionals: {},
  options: {
    images: { ...TEXT, demandOption: true, describe: 'folder of pictures, its folders too' },
    out: { ...TEXT, demandOption: true, describe: 'folder of the model: new, or begun before (with --resume)' },
    model: { ...TEXT, describe: 'file of the model to start from; the shipped one when missing' },
    style: { ...TEXT, default: 'own', describe: 'the word that the style is asked for by' },
    steps: { ...TEXT, default: '800', describe: 'training steps' },
    batch: { ...TEXT, default: '8', describe: 'parts of pictures a step' },
    window: { ...TEXT, default: '80x56', describe: 'their size in cells, multiples of 8; pictures are 160 across' },
    rate: { ...TEXT, default: '0.0005', describe: 'highest learning rate' },
    seed: { ...TEXT, default: '0', describe: 'an integer or any text' },
    resume: { ...FLAG, describe: 'go on with a training that was begun with the same options' },
    ...ENGINE_OPTIONS,
  },
  examples: [
    [
      '$0 diffusion finetune --images drives/july --style july --out models/july',
      'then: diffuse data --model models/july --style july',
    ],
  ],
  async run(args, io) {
    const { finetunePass, PASS_MODEL, SEGMENTER } = await import('#toolkit');
    const progress = new StepsProgress(io, 'step');
    const out = args.need('out');
    const model = await finetunePass({
      images: args.need('images'),
      model: args.text('model') ?? PASS_MODEL,
      segmenter: SEGMENTER,
      out,
      style: args.need('style'),
      steps: integerValue('--steps', args.need('steps'), 1, 10_000_000),
      batch: integerValue('--batch', args.need('batch'), 1, 256),
      window: windowValue(args.need('window')),
      rate: numberValue('--rate', args.need('rate'), 1e-7, 1),
      seed: seedValue(args.need('seed')),
      engine: await engineOptions(args),
      resume: args.flag('resume'),
      signal: io.signal,
      on: ({ done, steps, loss }) => progress.on(done, steps, `loss ${loss.toFixed(3)}`),
    }).finally(() => progress.end());
    if (model === undefined) {
      io.err(`stopped; what was learnt is kept in ${out}. To go on: the same command with --resume`);
      return INTERRUPTED;
    }
    io.out(`${model}; training.json says how it was made, loss.csv how it went`);
    return EXIT.fine;
  },
};
