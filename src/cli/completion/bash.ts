/** Completion for bash, and for zsh through its own loader of bash completions. One script without calls of the program: it answers at once. */
import { type CommandSpec, firstWords, groupsOf, type Values } from './spec.js';

export function bashScript(spec: readonly CommandSpec[]): string {
  const groups = [...groupsOf(spec)];
  const cases = spec.map((command) => `    '${command.name.join(' ')}')\n${bodyOf(command)}\n      ;;`).join('\n');
  return `# nearmiss completion bash
_nearmiss_words() { COMPREPLY=($(compgen -W "$1" -- "$cur")); }
_nearmiss_list() {
  local before=""
  [[ "$cur" == *,* ]] && before="\${cur%,*},"
  COMPREPLY=($(compgen -P "$before" -W "$1" -- "\${cur##*,}"))
  compopt -o nospace 2>/dev/null
}
_nearmiss_yaml() {
  compopt -o filenames 2>/dev/null
  COMPREPLY=($(compgen -f -X '!*.@(yaml|yml)' -- "$cur") $(compgen -d -- "$cur"))
}
_nearmiss_folder() {
  compopt -o filenames 2>/dev/null
  COMPREPLY=($(compgen -d -- "$cur"))
}
_nearmiss_file() {
  compopt -o filenames 2>/dev/null
  COMPREPLY=($(compgen -f -- "$cur"))
}
_nearmiss() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}" command="\${COMP_WORDS[1]}"
  local IFS=$' \\t\\n'
  [[ -n "\${BASH_VERSION-}" ]] && shopt -s extglob
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then _nearmiss_words '${[...firstWords(spec), '--help', '--version'].join(' ')}'; return; fi
  case "$command" in
${groups.map(([group, members]) => `    ${group})\n      if ((COMP_CWORD == 2)); then _nearmiss_words '${members.join(' ')}'; return; fi\n      command="$command \${COMP_WORDS[2]}"\n      ;;`).join('\n')}
  esac
  case "$command" in
${cases}
  esac
}
complete -F _nearmiss nearmiss
`;
}

function bodyOf({ options, positional }: CommandSpec): string {
  const valued = options.filter(({ values }) => values !== undefined);
  const after = valued.map(({ name, values }) => `        --${name}) ${call(values as Values)}; return ;;`);
  const names = options.map(({ name }) => `--${name}`).join(' ');
  return [
    ...(after.length === 0 ? [] : ['      case "$prev" in', ...after, '      esac']),
    `      if [[ "$cur" == -* ]]; then _nearmiss_words '${names}'; return; fi`,
    `      ${call(positional)}`,
  ].join('\n');
}

function call(values: Values): string {
  if (values.kind === 'none') return ':';
  return 'words' in values ? `_nearmiss_${values.kind} '${values.words.join(' ')}'` : `_nearmiss_${values.kind}`;
}

export function zshScript(spec: readonly CommandSpec[]): string {
  return `#compdef nearmiss
(( $+functions[compdef] )) || { autoload -U compinit && compinit; }
autoload -U +X bashcompinit && bashcompinit
${bashScript(spec)}`;
}
