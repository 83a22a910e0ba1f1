import { EXIT, usageError } from '#core/errors';
import type { RowRequest, UtilityReport } from '#toolkit';
import { type Arguments, type Command, FLAG, TEXT } from '../command.js';
import { ENGINE_OPTIONS, engineOptions } from '../engine-options.js';
import type { Io } from '../io.js';
import { INTERRUPTED } from '../report.js';
import { sourceRequests } from '../sources.js';
import { TrainingProgress } from '../training-progress.js';
import { integerValue, numberValue, oneOf, seedValue, sizeValue } from '../values.js';

export const utility: Command = {
  usage: 'utility',
  about: 'Train a small network on some pictures, test it on others, and compare',
  positionals: {},
  options: {
    train: {
      ...TEXT,
      demandOption: true,
      describe:
        'a row of the comparison, [name=]folder[,folder..]; may be given several times; folder:37 takes 37 of its pictures',
    },
    test: { ...TEXT, demandOption: true, describe: 'folder[,folder..] to test on; folder:37 takes 37 of its pictures' },
    out: {
      ...TEXT,
      demandOption: true,
      describe: 'folder of report, weights and pictures: new, empty, or begun before (with --resume)',
    },
    classes: { ...TEXT, default: 'camvid11', describe: 'camvid11, cityscapes19 or a YAML file of classes' },
    size: { ...TEXT, default: '240x176', describe: 'what the network sees; multiples of 8' },
    steps: { ...TEXT, default: '1500', describe: 'training steps, each row and seed' },
    batch: { ...TEXT, default: '6', describe: 'pictures a step' },
    rate: { ...TEXT, default: '0.003', describe: 'highest learning rate' },
    weights: { ...TEXT, default: 'log', describe: 'how rare classes count: none, log or median' },
    seeds: { ...TEXT, default: '3', describe: 'trainings a row' },
    seed: { ...TEXT, default: '0', describe: 'an integer or any text' },
    rounds: { ...TEXT, default: '1000', describe: 'resamplings of the test pictures' },
    overlays: { ...TEXT, default: '8', describe: 'test pictures to draw, a row' },
    ...ENGINE_OPTIONS,
    resume: { ...FLAG, describe: 'go on with a comparison that was begun with the same options' },
    json: { ...FLAG, describe: 'the report as one JSON object' },
  },
  examples: [
    ['$0 utility --train synthetic=datasets/street --test real/test --out out/street', 'synthetic pictures against real ones'],
    [
      '$0 utility --train real=real/train --train mixed=datasets/street,real/train:37 --test real/test --out out/mixed',
      'what 37 real pictures and synthetic ones reach',
    ],
  ],
  async run(args, io) {
    const { compareTraining, tableOf } = await import('#toolkit');
    const plan = await planOf(args);
    const out = args.need('out');
    const progress = new TrainingProgress(io, plan.training.steps);
    const report = await compareTraining({
      plan,
      out,
      engine: await engineOptions(args),
      resume: args.flag('resume'),
      signal: io.signal,
      on: (event) => progress.on(event),
      onFallback: (why) => io.err(why),
    }).finally(() => progress.end());
    if (report === undefined) {
      io.err(`stopped; what was trained is kept in ${out}. To go on: the same command with --resume`);
      return INTERRUPTED;
    }
    print(report, tableOf(report), out, args.flag('json'), io);
    return EXIT.fine;
  },
};

async function planOf(args: Arguments) {
  const { classMapOf, openRows, SEGMENTATION_BLOCK, WEIGHTINGS } = await import('#toolkit');
  const size = sizeValue(args.need('size'));
  if (size.width % SEGMENTATION_BLOCK !== 0 || size.height % SEGMENTATION_BLOCK !== 0) {
    throw usageError(
      'NM1101',
      `--size can't be "${args.need('size')}"`,
      `width and height are multiples of ${SEGMENTATION_BLOCK}`,
    );
  }
  const training = {
    classes: await classMapOf(args.need('classes')),
    size,
    steps: integerValue('--steps', args.need('steps'), 1, 10_000_000),
    batch: integerValue('--batch', args.need('batch'), 1, 256),
    rate: numberValue('--rate', args.need('rate'), 1e-7, 1),
    weighting: oneOf('--weights', args.need('weights'), WEIGHTINGS),
    seed: seedValue(args.need('seed')),
  };
  const more = {
    seeds: integerValue('--seeds', args.need('seeds'), 1, 100),
    rounds: integerValue('--rounds', args.need('rounds'), 100, 100_000),
    overlays: integerValue('--overlays', args.need('overlays'), 0, 10_000),
  };
  const rows = rowRequests(args.list('train'));
  return { ...(await openRows(rows, sourceRequests('--test', args.need('test')))), training, ...more };
}

/** `[name=]folder[:most][,folder[:most]..]`. A name becomes a folder of the outcome. */
function rowRequests(texts: readonly string[]): readonly RowRequest[] {
  const rows = texts.map((text, i): RowRequest => {
    const [, given, folders] = /^(?:([^=,/\\]+)=)?(.+)$/s.exec(text) ?? [];
    const name = given ?? (texts.length === 1 ? 'train' : `train${i + 1}`);
    if (!/^[\w][\w.-]{0,60}$/.test(name))
      throw usageError('NM1101', `--train can't call a row "${name}"`, 'letters, digits, _ . -');
    const sources = sourceRequests('--train', folders ?? '');
    return { name, sources };
  });
  const twice = rows.find(({ name }, i) => rows.findIndex((other) => other.name === name) !== i);
  if (twice !== undefined) throw usageError('NM1101', `--train names two rows "${twice.name}"`);
  return rows;
}

function print(report: UtilityReport, table: readonly string[], out: string, asJson: boolean, io: Io): void {
  if (asJson) {
    io.out(JSON.stringify(report));
    return;
  }
  for (const line of table) io.out(line);
  io.out('');
  io.out(`${out}: report.html to look at, report.json; a folder a row with pictures and weights`);
}
