import { spawn } from 'node:child_process';
import { setFlagsFromString } from 'node:v8';
import { EXIT } from '#core/errors';
import { type Command, FLAG, TEXT } from '../command.js';
import { integerValue } from '../values.js';

/**
 * Code runs three times as long as usual before V8 compiles it thoroughly. Its compiling threads took a fifth of two cores until the first
 * picture, which the page needed: the one of two deer in a forest came 0.4 s later.
 */
const COMPILE_LATER = '--interrupt-budget=400000';

export const preview: Command = {
  usage: 'preview <target>',
  about: 'Show a scenario, or a folder of them, on a page of this machine, and again whenever it is saved',
  positionals: { target: 'scenario file, or folder of some' },
  options: {
    seed: { ...TEXT, default: '1', describe: 'what the first draw hangs on' },
    draw: { ...TEXT, default: '0', describe: 'which draw to show first' },
    port: { ...TEXT, default: '0', describe: 'of the loopback address; 0: any that is free' },
    assets: { ...TEXT, describe: 'manifest of model files (docs/own-assets.md) for all scenarios, besides their own `assets`' },
    open: { ...FLAG, describe: 'open the page in the default browser' },
  },
  examples: [
    ['$0 preview scenarios/wildlife/deer-pair-at-dusk.yaml --open', 'look at one while it is written'],
    ['$0 preview scenarios', 'look through all of them'],
  ],
  async run(args, io) {
    const port = integerValue('--port', args.need('port'), 0, 65_535);
    const draw = integerValue('--draw', args.need('draw'), 0, Number.MAX_SAFE_INTEGER);
    setFlagsFromString(COMPILE_LATER);
    const { openPreview } = await import('#toolkit/preview/index');
    const assets = args.text('assets');
    const page = await openPreview({
      target: args.need('target'),
      seed: args.need('seed'),
      draw,
      port,
      ...(assets === undefined ? {} : { assets }),
      onError: (error) =>
        io.err(error instanceof Error ? (io.debug ? (error.stack ?? error.message) : error.message) : String(error)),
    });
    io.out(`preview of ${page.files.length} ${page.files.length === 1 ? 'scenario' : 'scenarios'}: ${page.url}`);
    io.out('Ctrl-C ends it');
    if (args.flag('open')) openInBrowser(page.url);
    await new Promise<void>((resolve) => {
      if (io.signal.aborted) resolve();
      io.signal.addEventListener('abort', () => resolve(), { once: true });
    });
    await page.close();
    return EXIT.fine;
  },
};

/** Whether it worked is seen by whoever sits there. */
function openInBrowser(url: string): void {
  const command = { darwin: 'open', win32: 'explorer' }[process.platform as string] ?? 'xdg-open';
  spawn(command, [url], { detached: true, stdio: 'ignore' })
    .on('error', () => {})
    .unref();
}
