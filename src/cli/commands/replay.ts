import { EXIT } from '#core/errors';
import { type Command, FLAG, TEXT } from '../command.js';
import { answerTimes } from '../event-options.js';

export const replay: Command = {
  usage: 'replay <validation>',
  about: 'Run a case of a validation again, and say whether it is the same to the last bit',
  positionals: { validation: 'folder that `validate --out` wrote' },
  options: {
    case: { ...TEXT, demandOption: true, describe: 'NAME/SEED/DRAW, as reports write it' },
    timeout: { ...TEXT, default: '5000', describe: 'for each answer of an external system, ms' },
    json: { ...FLAG, describe: 'the case as one JSON object' },
  },
  examples: [['$0 replay reports --case cpna-adult-near-side/0/3', 'one case again']],
  async run(args, io) {
    const times = answerTimes(args);
    const { replayCase } = await import('#toolkit');
    const { again, before } = await replayCase(args.need('validation'), args.need('case'), times);
    if (args.flag('json')) io.out(JSON.stringify(again));
    else {
      io.out(`${again.outcome} ${again.id} after ${again.duration.toFixed(2)} s`);
      for (const reason of again.reasons) io.out(`  ${reason}`);
      for (const [name, value] of Object.entries(again.metrics)) io.out(`  ${name} ${value}`);
    }
    if (again.outcome === 'error') return EXIT.infrastructure;
    if (before === undefined) io.err('the validation did not run this case; nothing to compare with');
    else if (before.traceSha256 === again.traceSha256) io.err('the same to the last bit');
    else {
      io.err(`another run than before (${before.outcome}): its trace differs`);
      return EXIT.infrastructure;
    }
    return again.outcome === 'fail' ? EXIT.failed : EXIT.fine;
  },
};
