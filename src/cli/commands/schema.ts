import { writeFile } from 'node:fs/promises';
import { EXIT, infrastructureError } from '#core/errors';
import { type Command, FLAG, TEXT } from '../command.js';

export const schema: Command = {
  usage: 'schema',
  about: 'Print the JSON Schema of scenario files (draft-07)',
  positionals: {},
  options: {
    assets: { ...FLAG, describe: 'of manifests of model files instead' },
    out: { ...TEXT, describe: 'write it to this file' },
  },
  examples: [['$0 schema --out scenario.schema.json', 'for an editor; docs/editors.md says how']],
  async run(args, io) {
    const { assetsJsonSchema, scenarioJsonSchema, schemaText } = await import('#toolkit');
    const text = schemaText(args.flag('assets') ? assetsJsonSchema() : scenarioJsonSchema());
    const path = args.text('out');
    if (path === undefined) io.out(text.trimEnd());
    else {
      await writeFile(path, text).catch((cause: unknown) => {
        throw infrastructureError('NM7002', `can't write ${path}`, (cause as Error).message, cause);
      });
      io.out(`wrote ${path}`);
    }
    return EXIT.fine;
  },
};
