import { EXIT, usageError } from '#core/errors';
import { type Command, FLAG, TEXT } from '../command.js';
import type { Io } from '../io.js';

export const pack: Command = {
  usage: 'pack [pack]',
  about: 'List packs of scenarios made from protocols, or write one as files',
  positionals: { pack: 'name of one; all when missing' },
  options: {
    out: { ...TEXT, describe: 'folder for its scenarios, a file each: new or empty; lists them when missing' },
    json: { ...FLAG, describe: 'the packs as one JSON array' },
  },
  examples: [
    ['$0 pack', 'which there are'],
    ['$0 pack euro-ncap-2026-vru --out mine', 'one of them as files to change'],
  ],
  async run(args, io) {
    const { packSummaries, writePack } = await import('#toolkit');
    const [name, out] = [args.text('pack'), args.text('out')];
    const found = packSummaries(name);
    if (out !== undefined) {
      if (name === undefined) throw usageError('NM1102', 'say which pack is to be written', 'nearmiss pack NAME --out FOLDER');
      const files = await writePack(name, out);
      io.out(`${files.length} scenarios in ${out}`);
    } else if (args.flag('json')) io.out(JSON.stringify(found));
    else for (const each of found) print(each, name !== undefined, io);
    return EXIT.fine;
  },
};

interface Summary {
  readonly name: string;
  readonly title: string;
  readonly about: string;
  readonly scenarios: readonly string[];
  readonly sources: readonly string[];
}

function print({ name, title, about, scenarios, sources }: Summary, listed: boolean, io: Io): void {
  io.out(`${name}: ${title}, ${scenarios.length} scenarios`);
  io.out(`  ${about}`);
  for (const source of sources) io.out(`  source: ${source}`);
  if (listed) for (const scenario of scenarios) io.out(`  pack:${name}/${scenario}`);
}
