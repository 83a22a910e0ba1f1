import { EXIT } from '#core/errors';
import type { CounterfactualReport } from '#toolkit';
import { backendOption } from '../backend-option.js';
import { type Arguments, type Command, FLAG, TEXT } from '../command.js';
import type { Io } from '../io.js';
import { Progress } from '../progress.js';
import { INTERRUPTED, warnOn } from '../report.js';
import { integerValue, namesValue, seedValue, sizeValue, variedValue } from '../values.js';

export const counterfactual: Command = {
  usage: 'counterfactual <file>',
  about: 'Draw the same moments under other weather or light, and prove that nothing else changed',
  positionals: { file: 'scenario file' },
  options: {
    vary: {
      ...TEXT,
      demandOption: true,
      describe:
        "key of the scenario and its values, such as weather.fog.mor='50 m,100 m,500 m'; bare numbers take the file's unit. Several make a grid",
    },
    out: { ...TEXT, demandOption: true, describe: 'folder, new or empty: a dataset a variant, report.json and strip.png' },
    samples: { ...TEXT, default: '1', describe: 'how many draws' },
    seed: { ...TEXT, default: '0', describe: 'an integer or any text' },
    resimulate: { ...FLAG, describe: 'let bodies move as they would under the change; held as without it when missing' },
    size: { ...TEXT, describe: 'picture size, such as 1280x720; each sensor has its own when missing' },
    rig: { ...TEXT, describe: "sensors from the catalogue instead of the ego's own" },
    assets: { ...TEXT, describe: 'manifest of model files (docs/own-assets.md) for all scenarios, besides their own `assets`' },
    renderer: { ...TEXT, default: 'three', describe: 'three (browser, everything) or raycast (no browser, truth layers only)' },
    layers: { ...TEXT, describe: 'layers to write, comma-separated; as for generate when missing' },
    writers: { ...TEXT, default: 'native', describe: 'formats, comma-separated; native always among them' },
    workers: { ...TEXT, describe: 'worker processes; chosen for the machine when missing' },
    backend: { ...TEXT, describe: 'force a rendering path: gpu, llvmpipe, swiftshader' },
    json: { ...FLAG, describe: 'the report as JSON' },
  },
  examples: [
    [
      '$0 counterfactual scenarios/wildlife/deer-pair-at-dusk.yaml --vary weather.fog.mor=50,100,500 --out cf',
      'one moment in three fogs',
    ],
    [
      '$0 counterfactual scenarios/street/high-street.yaml --vary environment.sun.elevation=5,45 --vary environment.cloud=0,1 --out cf',
      'four skies',
    ],
  ],
  async run(args, io) {
    const options = optionsOf(args);
    const { counterfactual: make } = await import('#toolkit');
    const progress = new Progress(io);
    let current = '';
    try {
      const report = await make({
        ...options,
        warn: warnOn(io),
        signal: io.signal,
        on(variant, event) {
          if (variant !== current) {
            progress.end();
            io.err(variant);
            current = variant;
          }
          progress.on(event);
        },
      });
      progress.end();
      if (args.flag('json')) io.out(JSON.stringify(report));
      else print(report, options.out, io);
      return report.leaks.length > 0 ? EXIT.failed : EXIT.fine;
    } catch (error) {
      progress.end();
      if (!io.signal.aborted) throw error;
      return INTERRUPTED;
    }
  },
};

function optionsOf(args: Arguments) {
  const optional = <T>(name: string, read: (text: string) => T): { readonly [key: string]: T } => {
    const text = args.text(name);
    return text === undefined ? {} : { [name]: read(text) };
  };
  return {
    file: args.need('file'),
    vary: args.list('vary').map(variedValue),
    out: args.need('out'),
    count: integerValue('--samples', args.need('samples'), 1, 999_999),
    seed: seedValue(args.need('seed')),
    renderer: args.need('renderer'),
    writers: namesValue('--writers', args.need('writers')),
    resimulate: args.flag('resimulate'),
    ...optional('layers', (text) => namesValue('--layers', text)),
    ...optional('size', sizeValue),
    ...optional('rig', String),
    ...optional('assets', String),
    ...optional('workers', (text) => integerValue('--workers', text, 1, 256)),
    ...backendOption(args),
  };
}

function print({ variants, leaks, motion }: CounterfactualReport, out: string, io: Io): void {
  for (const { name, samples } of variants.slice(1)) {
    const changed = [...new Set(samples.flatMap((sample) => sample.changed))];
    const held = [...new Set(samples.flatMap((sample) => sample.held))];
    const pictures = samples.reduce((sum, sample) => sum + sample.picturesChanged, 0);
    const moving = samples.filter(({ motionWouldChange }) => motionWouldChange).length;
    io.out(
      `${name}: changed ${changed.length === 0 ? 'nothing' : changed.join(', ')}; ${pictures} ${pictures === 1 ? 'picture differs' : 'pictures differ'}`,
    );
    if (held.length > 0) io.out(`  held, though the file would have them follow: ${held.join(', ')}`);
    if (moving > 0)
      io.out(
        `  ${moving} of ${samples.length} ${samples.length === 1 ? 'sample' : 'samples'} would move otherwise under the change; motion was ${motion}`,
      );
  }
  if (leaks.length === 0) {
    io.out(
      `nothing else changed: scenario, scene${motion === 'held' ? ', trace, views and truth layers' : ''} are the base's. ${out}`,
    );
    return;
  }
  for (const { variant, sample, what, where } of leaks.slice(0, 20))
    io.err(`${variant}, sample ${sample}: ${what} differs, though nobody named it: ${where}`);
  io.err(`${leaks.length} things changed that were not named; see ${out}/report.json`);
}
