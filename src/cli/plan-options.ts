/** Options that say what a dataset is: the same for `generate` and `farm submit`. */
import { type Arguments, TEXT } from './command.js';
import { coverageValue, integerValue, namesValue, seedValue, sizeValue } from './values.js';

export const PLAN_OPTIONS = {
  count: { ...TEXT, default: '1', describe: 'samples a scenario' },
  until: {
    ...TEXT,
    describe:
      'fill the cells that the files declare under `odd` to that share, such as coverage=0.95: draws are chosen, beyond the first --count',
  },
  strength: { ...TEXT, default: '2', describe: 'with --until: axes to a combination, 1 to 4' },
  most: { ...TEXT, default: '1000', describe: 'with --until: samples at most' },
  seed: { ...TEXT, default: '0', describe: 'an integer or any text' },
  size: { ...TEXT, describe: 'picture size, such as 1280x720; each sensor has its own when missing' },
  rig: { ...TEXT, describe: "sensors from the catalogue instead of the ego's own, such as rigs/nuscenes-six-cameras" },
  assets: { ...TEXT, describe: 'manifest of model files (docs/own-assets.md) for all scenarios, besides their own `assets`' },
  renderer: { ...TEXT, default: 'three', describe: 'three (browser, everything) or raycast (no browser, truth layers only)' },
  layers: {
    ...TEXT,
    describe: 'layers to write, comma-separated; when missing, all but backwardFlow, flowOcclusion and albedo',
  },
  writers: { ...TEXT, default: 'native,coco', describe: 'formats, comma-separated' },
} as const;

export function planOptions(args: Arguments) {
  const layers = args.text('layers');
  const size = args.text('size');
  const rig = args.text('rig');
  const assets = args.text('assets');
  const until = args.text('until');
  return {
    files: args.list('files'),
    seed: seedValue(args.need('seed')),
    count: integerValue('--count', args.need('count'), 1, 999_999),
    renderer: args.need('renderer'),
    writers: namesValue('--writers', args.need('writers')),
    ...(layers === undefined ? {} : { layers: namesValue('--layers', layers) }),
    ...(size === undefined ? {} : { size: sizeValue(size) }),
    ...(rig === undefined ? {} : { rig }),
    ...(assets === undefined ? {} : { assets }),
    ...(until === undefined ? {} : { until: goalOf(until, args) }),
  };
}

function goalOf(until: string, args: Arguments) {
  return {
    goal: coverageValue('--until', until),
    strength: integerValue('--strength', args.need('strength'), 1, 4) as 1 | 2 | 3 | 4,
    most: integerValue('--most', args.need('most'), 1, 999_999),
  };
}
