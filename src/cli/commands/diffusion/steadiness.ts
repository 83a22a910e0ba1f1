import { EXIT } from '#core/errors';
import { type Command, FLAG } from '../../command.js';

export const steadiness: Command = {
  usage: 'steadiness <source> <repainted>',
  about: 'Say how much pictures change along their optical flow from frame to frame, as rendered and as repainted',
  positionals: { source: 'dataset as it was rendered', repainted: 'what `diffuse` made of it' },
  options: { json: { ...FLAG, describe: 'the figures as one JSON object' } },
  examples: [['$0 diffusion steadiness datasets/deer datasets/deer-2', 'does a car keep its colour?']],
  async run(args, io) {
    const { steadinessOf } = await import('#toolkit');
    const { pairs, rendered, repainted, added } = await steadinessOf(args.need('source'), args.need('repainted'));
    if (args.flag('json')) io.out(JSON.stringify({ pairs, rendered, repainted, added }));
    else
      io.out(
        `mean change of log light along the flow, over ${pairs} pairs of frames: rendered ${rendered.toFixed(4)}, repainted ${repainted.toFixed(4)}, added ${added.toFixed(4)}`,
      );
    return EXIT.fine;
  },
};
