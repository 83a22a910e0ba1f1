import { type Command, TEXT } from '../../command.js';
import { integerValue, shareValue } from '../../values.js';
import { toldOfTraining, trainingAsked, trainingOptions } from './training-options.js';

export const train: Command = {
  usage: 'train <views>',
  about: 'Train the denoiser of the diffusion pass on a folder of views',
  positionals: { views: 'folder that `diffusion styles` made' },
  options: {
    ...trainingOptions({ steps: '10000', batch: '3', window: '160x96', rate: '0.002' }, 'views'),
    from: { ...TEXT, describe: 'file of a model to go on from, instead of from nothing' },
    name: { ...TEXT, default: 'own', describe: "the model's" },
    unchanged: { ...TEXT, default: '0', describe: 'share of parts whose style stays as it is, 0 to 1' },
    'held-out': { ...TEXT, default: '60', describe: 'so many of the last views are kept for `diffusion measure`' },
  },
  examples: [['$0 diffusion train styles --out model --name street', 'weights, their card and the loss over the steps']],
  async run(args, io) {
    const { CHANNELS, trainPass } = await import('#toolkit');
    const asked = {
      ...(await trainingAsked(args)),
      views: args.need('views'),
      name: args.need('name'),
      from: args.text('from'),
      heldOut: integerValue('--held-out', args.need('held-out'), 0, 1_000_000),
      unchanged: shareValue('--unchanged', args.need('unchanged')),
      channels: CHANNELS,
    };
    return toldOfTraining(args, io, (told) => trainPass({ ...asked, ...told }));
  },
};
