import { EXIT } from '#core/errors';
import type { PassReport } from '#toolkit';
import { type Command, FLAG, TEXT } from '../../command.js';
import { ENGINE_OPTIONS, engineOptions } from '../../engine-options.js';
import type { Io } from '../../io.js';
import { integerValue, numberValue, oneOf, seedValue, shareValue } from '../../values.js';

export const measure: Command = {
  usage: 'measure <views>',
  about: 'Say how near repainted views come to the styles that others were drawn in, by group of classes',
  positionals: { views: 'folder that `diffusion styles` made' },
  options: {
    model: { ...TEXT, demandOption: true, describe: 'file of the model' },
    'held-out': { ...TEXT, default: '60', describe: 'so many of the last views are looked at, those that training left out' },
    from: { ...TEXT, default: 'plain', describe: 'what is repainted: views in the plain style, or in their scenarios’ own' },
    strength: { ...TEXT, default: '1', describe: 'how much of a frame’s own look is given up, 0 to 1' },
    steps: { ...TEXT, default: '6', describe: 'of the sampler' },
    guidance: { ...TEXT, default: '1', describe: 'how far prompts are followed' },
    seed: { ...TEXT, default: '0', describe: 'an integer or any text' },
    json: { ...FLAG, describe: 'the figures as one JSON object' },
    ...ENGINE_OPTIONS,
  },
  examples: [['$0 diffusion measure styles --model model/model.safetensors', 'energy distances, a group of classes a line']],
  async run(args, io) {
    const { measurePass } = await import('#toolkit');
    const report = await measurePass({
      views: args.need('views'),
      heldOut: integerValue('--held-out', args.need('held-out'), 1, 1_000_000),
      model: args.need('model'),
      from: oneOf('--from', args.need('from'), ['plain', 'own'] as const),
      strength: shareValue('--strength', args.need('strength')),
      steps: integerValue('--steps', args.need('steps'), 1, 1000),
      guidance: numberValue('--guidance', args.need('guidance'), 0, 20),
      seed: seedValue(args.need('seed')),
      engine: await engineOptions(args),
    });
    if (args.flag('json')) io.out(JSON.stringify(report));
    else print(report, io);
    return EXIT.fine;
  },
};

function print({ groups, ratio, floor, inside, variety }: PassReport, io: Io): void {
  const cell = (value: number | string): string => (typeof value === 'number' ? value.toFixed(3) : value).padStart(11);
  const line = (name: string, cells: readonly (number | string)[]): string => name.padEnd(12) + cells.map(cell).join('');
  io.out('Energy distance of mean light and contrast by segment to the styles; spread of log light inside segments');
  io.out(line('', ['segments', 'repainted', 'untouched', 'itself', 'inside', 'of styles']));
  for (const group of groups) {
    const { repainted, untouched, itself } = group;
    io.out(line(group.group, [String(group.segments), repainted, untouched, itself, group.inside[0], group.inside[2]]));
  }
  io.out(
    `repainted over untouched ${ratio.toFixed(3)} (styles among themselves ${floor.toFixed(3)}); inside ${inside.toFixed(3)} of theirs`,
  );
  io.out(`looks of one view differ by ${variety[0].toFixed(3)} in log light, its styles by ${variety[1].toFixed(3)}`);
}
