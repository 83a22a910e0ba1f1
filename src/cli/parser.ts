/** The command table as a yargs parser. */
import yargs, { type Argv } from 'yargs';
import { nearest, usageError } from '#core/errors';
import { Arguments, type Command, type Entry, leavesOf } from './command.js';
import { commands } from './commands/index.js';
import type { Io } from './io.js';

const EPILOGUE = `Exit codes: 0 fine, 1 a check or verdict failed, 2 wrong input or usage, 3 infrastructure,
130 stopped by Ctrl-C.
NEARMISS_DEBUG=1 shows stacks; NEARMISS_BROWSER names a browser.`;

/** `done` gets each command's exit code. @throws (on parsing) NearmissError NM1102. */
export function createParser(version: string, io: Io | undefined, done: (code: number) => void): Argv {
  let parser = yargs()
    .scriptName('nearmiss')
    .usage('$0 <command>: rare road and drone hazards from YAML to labelled datasets')
    .locale('en')
    .parserConfiguration({ 'boolean-negation': false, 'duplicate-arguments-array': true, 'camel-case-expansion': false })
    .wrap(110)
    .version(version)
    .help()
    .alias('h', 'help')
    .strict()
    .demandCommand(1, 'say what to do: a command is missing')
    .epilogue(EPILOGUE)
    .exitProcess(false)
    .fail((message, error) => {
      throw error === undefined || error === null || error.name === 'YError' ? explained(message) : error;
    });
  const run = async (action: Command, values: Readonly<Record<string, unknown>>): Promise<void> => {
    if (io !== undefined) done(await action.run(new Arguments(values), io));
  };
  for (const command of commands) parser = added(parser, command, run);
  return parser;
}

type Run = (action: Command, values: Readonly<Record<string, unknown>>) => Promise<void>;

function added(parser: Argv, command: Entry, run: Run): Argv {
  if ('commands' in command) {
    return parser.command(command.usage, command.about, (own) =>
      command.commands
        .reduce((group, action) => added(group, action, run), own)
        .demandCommand(1, `say what to do: ${command.usage} is followed by another word`),
    );
  }
  return parser.command(
    command.usage,
    command.about,
    (own) => describe(own, command),
    (values) => run(command, values),
  );
}

function describe(parser: Argv, command: Command): Argv {
  let described = parser.options({ ...command.options });
  for (const [name, about] of Object.entries(command.positionals)) {
    described = described.positional(name, { type: 'string', describe: about });
  }
  for (const [example, about] of command.examples) described = described.example(example, about);
  return described;
}

/** yargs' complaint with the nearest thing that exists. */
function explained(message: string): Error {
  const unknown = /^Unknown (argument|command)s?: (.+)$/.exec(message);
  if (unknown === null) return usageError('NM1102', lowerFirst(message.replaceAll('\n', ' ')), '--help shows what there is');
  const word = (unknown[2] ?? '').split(', ')[0] ?? '';
  const leaves = leavesOf(commands);
  const options = leaves.flatMap(({ command }) => Object.keys(command.options));
  const names = leaves.flatMap(({ name }) => name);
  const elsewhere = leaves.filter(({ command }) => word in command.options).map(({ name }) => `nearmiss ${name.join(' ')}`);
  if (elsewhere.length > 0)
    return usageError(
      'NM1102',
      `--${word} is no option here`,
      `it is one of ${elsewhere.join(', ')}; --help shows what there is`,
    );
  const guess = nearest(word, [...names, ...options]);
  const isOption = guess !== undefined && options.includes(guess) && !names.includes(guess);
  const hint = guess === undefined ? '--help shows what there is' : `did you mean ${isOption ? `--${guess}` : guess}?`;
  return usageError('NM1102', `nothing is called ${unknown[2]}`, hint);
}
function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}
