import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { EXIT, usageError } from '#core/errors';
import type { Arguments } from '../command.js';
import { type Command, TEXT } from '../command.js';
import type { Io } from '../io.js';
import { warnOn } from '../report.js';
import { integerValue, oneOf, seedValue } from '../values.js';

export const convert: Command = {
  usage: 'convert <file>',
  about: 'A scenario as OpenSCENARIO XML 1.3 with its OpenDRIVE road, or an .xosc as a scenario',
  positionals: { file: 'scenario file, or .xosc' },
  options: {
    out: { ...TEXT, demandOption: true, describe: 'of a scenario: a new folder; of an .xosc: the .yaml to write' },
    as: {
      ...TEXT,
      default: 'trajectories',
      describe: 'trajectories (plays to the same places) or actions, where OpenSCENARIO has the same',
    },
    seed: { ...TEXT, default: '0', describe: 'an integer or any text' },
    draw: { ...TEXT, default: '0', describe: 'which draw of that seed' },
    road: { ...TEXT, describe: 'the .xodr of an .xosc, where it is not beside it' },
    distributions: { ...TEXT, describe: 'file with the ParameterValueDistribution of an .xosc' },
  },
  examples: [
    ['$0 convert scenarios/pedestrian/cpna-adult-near-side.yaml --out xosc', 'for esmini (--traj_filter 0) and the like'],
    ['$0 convert theirs.xosc --out mine.yaml', 'what nearmiss can say of it; the rest is listed'],
  ],
  run: async (args, io) => (/\.xosc$/i.test(args.need('file')) ? await fromXml(args, io) : await toXml(args, io)),
};

async function toXml(args: Arguments, io: Io): Promise<number> {
  const { readScenario, writeOpenScenario } = await import('#toolkit');
  const as = oneOf('--as', args.need('as'), ['trajectories', 'actions'] as const);
  const draw = integerValue('--draw', args.need('draw'), 0, Number.MAX_SAFE_INTEGER);
  const seed = seedValue(args.need('seed'));
  const scenario = await readScenario(args.need('file'), { warn: warnOn(io) });
  const out = args.need('out');
  const { files, notes } = await writeOpenScenario({ scenario, bodies: scenario.bodies, seed, draw, as, out });
  for (const { about, what } of notes) io.err(`${about}: ${what}`);
  io.out(`${files.join(' and ')} in ${out}`);
  return EXIT.fine;
}

async function fromXml(args: Arguments, io: Io): Promise<number> {
  const out = args.need('out');
  if (existsSync(out)) throw usageError('NM7003', `${out} is there already`, 'give a new file');
  const { readOpenScenario } = await import('#toolkit');
  const [road, distributions] = [args.text('road'), args.text('distributions')];
  const { yaml, leftOut } = await readOpenScenario(args.need('file'), {
    ...(road === undefined ? {} : { road }),
    ...(distributions === undefined ? {} : { distributions }),
  });
  for (const { line, what, why } of leftOut) io.err(`${args.need('file')}:${line} left out ${what}: ${why}`);
  await writeFile(out, yaml);
  io.out(`${out}; ${leftOut.length === 0 ? 'nothing was left out' : `${leftOut.length} things were left out`}`);
  return EXIT.fine;
}
