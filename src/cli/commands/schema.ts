import { EXIT } from '#core/errors';
import { type Command, FLAG } from '../command.js';

export const schema: Command = {
  usage: 'schema',
  about: 'Print the JSON Schema of scenario files (draft-07)',
  positionals: {},
  options: { assets: { ...FLAG, describe: 'of manifests of model files instead' } },
  examples: [['$0 schema > scenario.schema.json', 'for an editor']],
  async run(args, io) {
    const { assetsJsonSchema, scenarioJsonSchema } = await import('#toolkit');
    io.out(JSON.stringify(args.flag('assets') ? assetsJsonSchema() : scenarioJsonSchema(), null, 2));
    return EXIT.fine;
  },
};
