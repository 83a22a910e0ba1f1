import { EXIT } from '#core/errors';
import type { Command } from '../command.js';

export const schema: Command = {
  usage: 'schema',
  about: 'Print the JSON Schema of scenario files (draft-07)',
  positionals: {},
  options: {},
  examples: [['$0 schema > scenario.schema.json', 'for an editor']],
  async run(_args, io) {
    const { scenarioJsonSchema } = await import('#toolkit');
    io.out(JSON.stringify(scenarioJsonSchema(), null, 2));
    return EXIT.fine;
  },
};
