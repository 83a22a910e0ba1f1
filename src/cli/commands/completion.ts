import { EXIT } from '#core/errors';
import { BACKENDS } from '../backend-option.js';
import type { Command } from '../command.js';
import { bashScript, zshScript } from '../completion/bash.js';
import { fishScript } from '../completion/fish.js';
import { completionSpec, type KnownWords } from '../completion/spec.js';
import { oneOf } from '../values.js';

const SCRIPTS = { bash: bashScript, zsh: zshScript, fish: fishScript } as const;
const SHELLS = Object.keys(SCRIPTS) as (keyof typeof SCRIPTS)[];

export const completion: Command = {
  usage: 'completion <shell>',
  about: 'Print a script that completes commands, options, their values and scenario files in a shell',
  positionals: { shell: 'bash, zsh or fish' },
  options: {},
  examples: [
    ['source <($0 completion bash)', 'now; in ~/.bashrc or ~/.zshrc for ever'],
    ['$0 completion fish > ~/.config/fish/completions/nearmiss.fish', 'for fish'],
  ],
  async run(args, io) {
    const script = SCRIPTS[oneOf('shell', args.need('shell'), SHELLS)];
    const { commands } = await import('./index.js');
    io.out(script(completionSpec(commands, await knownWords())).trimEnd());
    return EXIT.fine;
  },
};

async function knownWords(): Promise<KnownWords> {
  const kit = await import('#toolkit');
  return {
    writers: kit.writers.names,
    to: kit.writers.names,
    renderer: kit.renderers.names,
    layers: kit.LAYER_NAMES,
    hazard: kit.FAMILIES.map(({ name }) => name),
    rig: await kit.shippedRigs(),
    code: kit.allCodes(),
    shell: SHELLS,
    pack: kit.packSummaries().map(({ name }) => name),
    engine: ['auto', ...kit.ENGINES],
    provider: kit.PROVIDERS,
    weights: kit.WEIGHTINGS,
    backend: BACKENDS,
    ...kit.PROMPTS,
  };
}
