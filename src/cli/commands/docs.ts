import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EXIT } from '#core/errors';
import { type Command, FLAG, TEXT } from '../command.js';

export const docs: Command = {
  usage: 'docs',
  about: 'Write the reference pages (schema, error codes, layers, command line)',
  positionals: {},
  options: {
    out: { ...TEXT, default: 'docs/reference', describe: 'folder' },
    check: { ...FLAG, describe: 'write nothing; fail where a page is not current' },
  },
  examples: [['$0 docs --check', 'are they current?']],
  async run(args, io) {
    const { allPages } = await import('../reference.js');
    const folder = args.need('out');
    const stale: string[] = [];
    for (const [name, content] of Object.entries(await allPages())) {
      const path = join(folder, name);
      if ((await readFile(path, 'utf8').catch(() => undefined)) === content) continue;
      stale.push(path);
      if (args.flag('check')) continue;
      await mkdir(folder, { recursive: true });
      await writeFile(path, content);
    }
    for (const path of stale) io.out(args.flag('check') ? `${path} is not current: run \`npm run docs\`` : `wrote ${path}`);
    return args.flag('check') && stale.length > 0 ? EXIT.failed : EXIT.fine;
  },
};
