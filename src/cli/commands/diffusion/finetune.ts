import { type Command, TEXT } from '../../command.js';
import { toldOfTraining, trainingAsked, trainingOptions } from './training-options.js';

export const finetune: Command = {
  usage: 'finetune',
  about: 'Adapt a model to photographs of your own, without labels: their look becomes a style that prompts can ask for',
  positionals: {},
  options: {
    images: { ...TEXT, demandOption: true, describe: 'folder of pictures, its folders too' },
    ...trainingOptions({ steps: '800', batch: '8', window: '80x56', rate: '0.0005' }, 'pictures'),
    model: { ...TEXT, describe: 'file of the model to start from; the shipped one when missing' },
    style: { ...TEXT, default: 'own', describe: 'the word that the style is asked for by' },
  },
  examples: [
    [
      '$0 diffusion finetune --images drives/july --style july --out models/july',
      'then: diffuse data --model models/july --style july',
    ],
  ],
  async run(args, io) {
    const { finetunePass, PASS_MODEL, SEGMENTER } = await import('#toolkit');
    const asked = {
      ...(await trainingAsked(args)),
      images: args.need('images'),
      model: args.text('model') ?? PASS_MODEL,
      segmenter: SEGMENTER,
      style: args.need('style'),
    };
    return toldOfTraining(args, io, (told) => finetunePass({ ...asked, ...told }));
  },
};
