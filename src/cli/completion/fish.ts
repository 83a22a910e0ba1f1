/** Completion for fish: a line for each command and option, with what it is for. */
import { type CommandSpec, firstWords, groupsOf, type Values } from './spec.js';

export function fishScript(spec: readonly CommandSpec[]): string {
  const first = firstWords(spec);
  const groups = groupsOf(spec);
  const lines = [
    '# nearmiss completion fish',
    'complete -c nearmiss -f',
    ...first.map((word) => `complete -c nearmiss -n __fish_use_subcommand -a ${word} -d ${quoted(aboutOf(word, spec))}`),
    ...[...groups].flatMap(([group, members]) =>
      members.map((member) => {
        const about = spec.find(({ name }) => name[0] === group && name[1] === member)?.about ?? '';
        return `complete -c nearmiss -n ${quoted(`__fish_seen_subcommand_from ${group}; and not __fish_seen_subcommand_from ${members.join(' ')}`)} -a ${member} -d ${quoted(about)}`;
      }),
    ),
    ...spec.flatMap(linesOf),
  ];
  return `${lines.join('\n')}\n`;
}

function aboutOf(word: string, spec: readonly CommandSpec[]): string {
  const own = spec.find(({ name }) => name.length === 1 && name[0] === word);
  return own?.about ?? `${word} ...`;
}

function linesOf({ name, options, positional }: CommandSpec): readonly string[] {
  const seen = quoted(name.map((word) => `__fish_seen_subcommand_from ${word}`).join('; and '));
  const own = argumentsOf(positional);
  return [
    ...(own === '' ? [] : [`complete -c nearmiss -n ${seen} ${own}`]),
    ...options.map(({ name: option, about, values }) => {
      const taken = values === undefined ? '' : ` ${values.kind === 'file' ? '-r' : '-x'} ${argumentsOf(values)}`.trimEnd();
      return `complete -c nearmiss -n ${seen} -l ${option} -d ${quoted(about)}${taken}`;
    }),
  ];
}

function argumentsOf(values: Values): string {
  if (values.kind === 'list') return `-a ${quoted(`(__fish_append , ${values.words.join(' ')})`)}`;
  if ('words' in values) return `-a ${quoted(values.words.join(' '))}`;
  if (values.kind === 'yaml') return `-k -a ${quoted('(__fish_complete_suffix .yaml)')}`;
  if (values.kind === 'folder') return `-a ${quoted('(__fish_complete_directories)')}`;
  return values.kind === 'file' ? '-F' : '';
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
