/** What both trainings of the denoiser ask for, and how they tell of it. */
import { EXIT } from '#core/errors';
import { type Arguments, FLAG, TEXT } from '../../command.js';
import { ENGINE_OPTIONS, engineOptions } from '../../engine-options.js';
import type { Io } from '../../io.js';
import { INTERRUPTED } from '../../report.js';
import { StepsProgress } from '../../steps-progress.js';
import { integerValue, numberValue, seedValue, windowValue } from '../../values.js';

/** Share of a new step in the running mean of losses. */
const FRESH = 0.02;

/** @param usual what is taken where nobody says @param of what is cut into the parts that a step sees */
export function trainingOptions(usual: Readonly<Record<'steps' | 'batch' | 'window' | 'rate', string>>, of: string) {
  return {
    out: { ...TEXT, demandOption: true, describe: 'folder of the model: new, or begun before (with --resume)' },
    steps: { ...TEXT, default: usual.steps, describe: 'training steps' },
    batch: { ...TEXT, default: usual.batch, describe: `parts of ${of} a step` },
    window: { ...TEXT, default: usual.window, describe: `their size in cells, multiples of 8; whole ${of} are 160 across` },
    rate: { ...TEXT, default: usual.rate, describe: 'highest learning rate' },
    seed: { ...TEXT, default: '0', describe: 'an integer or any text' },
    resume: { ...FLAG, describe: 'go on with a training that was begun with the same options' },
    ...ENGINE_OPTIONS,
  } as const;
}

export async function trainingAsked(args: Arguments) {
  return {
    out: args.need('out'),
    steps: integerValue('--steps', args.need('steps'), 1, 10_000_000),
    batch: integerValue('--batch', args.need('batch'), 1, 256),
    window: windowValue(args.need('window')),
    rate: numberValue('--rate', args.need('rate'), 1e-7, 1),
    seed: seedValue(args.need('seed')),
    engine: await engineOptions(args),
    resume: args.flag('resume'),
  };
}

interface Told {
  readonly signal: AbortSignal;
  on(event: { readonly done: number; readonly steps: number; readonly loss: number }): void;
}

/** @param train gives the model's path, undefined when it was stopped @returns exit status */
export async function toldOfTraining(
  args: Arguments,
  io: Io,
  train: (told: Told) => Promise<string | undefined>,
): Promise<number> {
  const progress = new StepsProgress(io, 'step');
  let mean: number | undefined;
  const model = await train({
    signal: io.signal,
    on({ done, steps, loss }) {
      mean = mean === undefined ? loss : mean + FRESH * (loss - mean);
      progress.on(done, steps, `loss ${mean.toFixed(3)}`);
    },
  }).finally(() => progress.end());
  if (model === undefined) {
    io.err(`stopped; what was learnt is kept in ${args.need('out')}. To go on: the same command with --resume`);
    return INTERRUPTED;
  }
  io.out(`${model}; training.json says how it was made, loss.csv how it went`);
  return EXIT.fine;
}
