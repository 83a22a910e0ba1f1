/** A command of the table: its place in the help, its options, and what it does. */
import type { Options } from 'yargs';
import type { Io } from './io.js';

export type Entry = Command | Group;

/** Commands of one thing: `diffusion train`. */
export interface Group {
  readonly usage: string;
  readonly about: string;
  readonly commands: readonly Command[];
}

export interface Command {
  /** As yargs writes it: `check <files..>`. */
  readonly usage: string;
  readonly about: string;
  /** Every option takes text or nothing; the command checks its own values. */
  readonly options: Readonly<Record<string, Options>>;
  /** What the positionals mean. */
  readonly positionals: Readonly<Record<string, string>>;
  readonly examples: readonly (readonly [command: string, about: string])[];
  /** @returns the exit code. */
  run(args: Arguments, io: Io): Promise<number>;
}

/** All that can be done, each under its whole name. */
export function leavesOf(
  commands: readonly Entry[],
): readonly { readonly name: readonly string[]; readonly command: Command }[] {
  return commands.flatMap((command) => {
    const name = [firstWord(command.usage)];
    if (!('commands' in command)) return [{ name, command }];
    return command.commands.map((each) => ({ name: [...name, firstWord(each.usage)], command: each }));
  });
}
function firstWord(usage: string): string {
  return usage.split(' ')[0] as string;
}

/** Parsed options by their names; a look-up says what it expects. */
export class Arguments {
  readonly #values: Readonly<Record<string, unknown>>;
  constructor(values: Readonly<Record<string, unknown>>) {
    this.#values = values;
  }
  /** Undefined when it wasn't given and has no default. */
  text(name: string): string | undefined {
    const value = this.#values[name];
    return value === undefined ? undefined : String(Array.isArray(value) ? value.at(-1) : value);
  }
  /** For options that have a default or are required. */
  need(name: string): string {
    const value = this.text(name);
    if (value === undefined) throw new Error(`option ${name} has no value`);
    return value;
  }
  flag(name: string): boolean {
    return this.#values[name] === true;
  }
  list(name: string): readonly string[] {
    const value = this.#values[name];
    return (Array.isArray(value) ? value : [value]).filter((item) => item !== undefined).map(String);
  }
}
export const TEXT = { type: 'string', requiresArg: true } as const;
export const FLAG = { type: 'boolean' } as const;
