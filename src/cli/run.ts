/** One run of the command line. */
import { EXIT } from '#core/errors';
import type { Io } from './io.js';
import { createParser } from './parser.js';
import { reportError } from './report.js';

/** Never throws. @returns the exit code. */
export async function runCli(args: readonly string[], version: string, io: Io): Promise<number> {
  let code: number = EXIT.fine;
  const parser = createParser(version, io, (result) => {
    code = result;
  });
  try {
    if (args.length === 0) {
      io.out(await parser.getHelp());
      return EXIT.usage;
    }
    await parser.parseAsync([...args]);
    return code;
  } catch (error) {
    return reportError(error, io);
  }
}
