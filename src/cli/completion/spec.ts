/** What may be completed, as data: commands, their options, and what each value may be. */
import { type Command, type Entry, leavesOf } from '../command.js';

/** `list`: several of the words, joined by commas. */
export type Values =
  | { readonly kind: 'words' | 'list'; readonly words: readonly string[] }
  | { readonly kind: 'yaml' | 'folder' | 'file' | 'none' };

export interface OptionSpec {
  readonly name: string;
  readonly about: string;
  /** Undefined for flags. */
  readonly values: Values | undefined;
}
export interface CommandSpec {
  /** `['diffusion', 'train']` */
  readonly name: readonly string[];
  readonly about: string;
  readonly options: readonly OptionSpec[];
  readonly positional: Values;
}
/** Words of the plug-in lists and the like, by option. */
export type KnownWords = Readonly<Record<string, readonly string[]>>;

const LISTS = ['writers', 'layers', 'to'];
const FOLDERS = ['out', 'train', 'test', 'images'];
const FILES = ['assets', 'model', 'from', 'like', 'classes'];

export function completionSpec(commands: readonly Entry[], words: KnownWords): readonly CommandSpec[] {
  return leavesOf(commands).map(({ name, command }) => ({
    name,
    about: command.about,
    options: [
      ...Object.entries(command.options).map(([option, { type, describe }]) => ({
        name: option,
        about: describe ?? '',
        values: type === 'boolean' ? undefined : valuesOf(option, words),
      })),
      { name: 'help', about: 'show help', values: undefined },
    ],
    positional: positionalOf(command, words),
  }));
}

function valuesOf(option: string, words: KnownWords): Values {
  const known = words[option];
  if (known !== undefined) return { kind: LISTS.includes(option) ? 'list' : 'words', words: known };
  if (FOLDERS.includes(option)) return { kind: 'folder' };
  return { kind: FILES.includes(option) ? 'file' : 'none' };
}

/** By the name that the usage has for it: `check <files..>`. */
function positionalOf({ usage }: Command, words: KnownWords): Values {
  const name = /[<[](\w+)/.exec(usage)?.[1];
  if (name === undefined) return { kind: 'none' };
  const known = words[name];
  if (known !== undefined) return { kind: 'words', words: known };
  return { kind: /^(file|files|before|after)$/.test(name) ? 'yaml' : 'folder' };
}

/** First words, each once: groups stand for their commands. */
export function firstWords(spec: readonly CommandSpec[]): readonly string[] {
  return [...new Set(spec.map(({ name }) => name[0] as string))];
}
export function groupsOf(spec: readonly CommandSpec[]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const { name } of spec) {
    const [group = '', member] = name;
    if (member !== undefined) groups.set(group, [...(groups.get(group) ?? []), member]);
  }
  return groups;
}
