import { EXIT, usageError } from '#core/errors';
import { type Command, FLAG, TEXT } from '../command.js';
import type { Io } from '../io.js';

export const newCommand: Command = {
  usage: 'new [file]',
  about: 'Begin a scenario: a commented file that is right as it is',
  positionals: { file: 'where to write it; HAZARD.yaml when missing' },
  options: {
    hazard: { ...TEXT, describe: 'wildlife, pedestrian, cyclist, debris, traffic or drone; asked for on a terminal' },
    force: { ...FLAG, describe: 'replace a file that is there' },
  },
  examples: [['$0 new deer.yaml --hazard wildlife', 'then: nearmiss check deer.yaml']],
  async run(args, io) {
    const { familyOf, writeNewScenario } = await import('#toolkit');
    const family = familyOf(args.text('hazard') ?? (await asked(io)));
    const path = args.text('file') ?? `${family.name}.yaml`;
    await writeNewScenario(family, path, args.flag('force'));
    io.out(`wrote ${path}: ${family.about}`);
    return EXIT.fine;
  },
};

async function asked(io: Io): Promise<string> {
  const { FAMILIES } = await import('#toolkit');
  const list = FAMILIES.map(({ name, about }, i) => `  ${i + 1}  ${name.padEnd(11)}${about}`).join('\n');
  const answer = await io.ask(`${list}\nWhich hazard? `);
  if (answer !== undefined) return answer;
  throw usageError('NM1102', 'say which hazard', `--hazard ${FAMILIES.map(({ name }) => name).join(' | ')}`);
}
