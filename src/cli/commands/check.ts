import { EXIT, formatDiagnostic } from '#core/errors';
import { type Command, FLAG, TEXT } from '../command.js';

export const check: Command = {
  usage: 'check <files..>',
  about: 'Check scenario files; every problem at once, as file:line:column code message',
  positionals: { files: 'scenario files, or packs (pack:NAME)' },
  options: {
    assets: { ...TEXT, describe: 'manifest of model files (docs/own-assets.md) for all scenarios, besides their own `assets`' },
    json: { ...FLAG, describe: 'one JSON array of problems' },
  },
  examples: [['$0 check scenarios/**/*.yaml', 'check all shipped scenarios']],
  async run(args, io) {
    const { checkScenarios } = await import('#toolkit');
    const checked = await checkScenarios(args.list('files'), args.text('assets'));
    const all = checked.flatMap(({ diagnostics }) => diagnostics);
    const problems = [...new Map(all.map((problem) => [formatDiagnostic(problem), problem])).values()];
    const failed =
      problems.some(({ severity }) => severity === 'error') || checked.some(({ scenario }) => scenario === undefined);
    if (args.flag('json')) io.out(JSON.stringify(problems));
    else {
      for (const problem of problems) io.err(formatDiagnostic(problem));
      for (const { file, diagnostics, scenario } of checked)
        if (scenario !== undefined && diagnostics.every(({ severity }) => severity === 'warning')) io.out(`${file}: fine`);
    }
    return failed ? EXIT.usage : EXIT.fine;
  },
};
