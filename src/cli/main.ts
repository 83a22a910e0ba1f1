/** The program. */
import { readFileSync } from 'node:fs';
import { processIo } from './io.js';
import { runCli } from './run.js';

const halt = new AbortController();
/** The first Ctrl-C stops in order, the second at once. */
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.on(name, () => {
    if (halt.signal.aborted) process.exit(130);
    process.stderr.write('\nstopping (once more: at once)\n');
    halt.abort();
  });
}
/** `nearmiss sample ... | head` is no error. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

const packageFile = new URL('../../../package.json', import.meta.url);
const { version } = JSON.parse(readFileSync(packageFile, 'utf8')) as { version: string };
process.exitCode = await runCli(process.argv.slice(2), version, processIo(halt.signal));
