import { EXIT } from '#core/errors';
import { type Command, FLAG } from '../command.js';

export const explain: Command = {
  usage: 'explain <code>',
  about: 'Explain an error code: what it means, what most often leads to it, an example, and the way out',
  positionals: { code: 'such as NM2005; nm2005 and 2005 will do' },
  options: { json: { ...FLAG, describe: 'as one JSON object' } },
  examples: [['$0 explain NM2005', 'a unit is missing or wrong']],
  async run(args, io) {
    const { explainCode } = await import('#toolkit');
    const found = explainCode(args.need('code'));
    if (args.flag('json')) io.out(JSON.stringify(found));
    else {
      io.out(`${found.code}: ${found.meaning}`);
      for (const [what, text] of [
        ['Cause', found.cause],
        ['Example', found.example],
        ['Mend', found.mend],
      ]) {
        io.out(`${what?.padEnd(9)}${text}`);
      }
    }
    return EXIT.fine;
  },
};
