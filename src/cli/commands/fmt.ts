import { EXIT, formatDiagnostic } from '#core/errors';
import { type Command, FLAG } from '../command.js';

export const fmt: Command = {
  usage: 'fmt <files..>',
  about: 'Put scenario files into one form: indentation, brackets, quotes; comments, order and meaning stay',
  positionals: { files: 'scenario files, catalogue entries, manifests' },
  options: { check: { ...FLAG, describe: 'write nothing; exit 1 where a file would change' } },
  examples: [['$0 fmt scenarios/**/*.yaml --check', 'in continuous integration']],
  async run(args, io) {
    const { formatFiles } = await import('#toolkit');
    const isCheck = args.flag('check');
    const results = await formatFiles(args.list('files'), !isCheck);
    for (const { file, outcome, diagnostics } of results) {
      for (const each of diagnostics) io.err(formatDiagnostic(each));
      if (outcome === 'changed') io.out(isCheck ? `${file} is not in form: run nearmiss fmt` : `formatted ${file}`);
    }
    if (results.some(({ outcome }) => outcome === 'left alone')) return EXIT.usage;
    return isCheck && results.some(({ outcome }) => outcome === 'changed') ? EXIT.failed : EXIT.fine;
  },
};
