/** The program. */
import { existsSync, readFileSync } from 'node:fs';
import { processIo } from './io.js';
import { runCli } from './run.js';

/** What reads a log of JSON stumbles over anything else. */
const SPEAKS_JSON = /--log[ =]json/.test(process.argv.join(' '));
const halt = new AbortController();
/** The first Ctrl-C stops in order, the second at once. */
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.on(name, () => {
    if (halt.signal.aborted) process.exit(130);
    if (!SPEAKS_JSON) process.stderr.write('\nstopping (once more: at once)\n');
    halt.abort();
  });
}
/** `nearmiss sample ... | head` is no error. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

/** Bundled it lies a folder higher than compiled. */
const places = ['../../../package.json', '../../package.json'].map((path) => new URL(path, import.meta.url));
const packageFile = places.find((url) => existsSync(url)) ?? (places[0] as URL);
const { version } = JSON.parse(readFileSync(packageFile, 'utf8')) as { version: string };
process.exitCode = await runCli(process.argv.slice(2), version, processIo(halt.signal));
