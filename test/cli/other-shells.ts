/** Asks real shells to complete a line, where they are installed. */
import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

export function has(shell: string): boolean {
  return spawnSync(shell, ['--version']).status === 0;
}

/** @returns words on offer, without what they are for */
export function askFish(folder: string, script: string, line: string): readonly string[] {
  writeFileSync(join(folder, 'completion.fish'), script);
  const asked = `source completion.fish; complete -C '${line}'`;
  const out = execFileSync('fish', ['--no-config', '-c', asked], { cwd: folder, encoding: 'utf8', env: quiet(folder) });
  return out
    .split('\n')
    .filter(Boolean)
    .map((each) => each.split('\t')[0] as string)
    .sort();
}

/** A zsh on a terminal of its own, in which TAB is pressed twice: the first completes, the second lists. */
const DRIVER = `
zmodload zsh/zpty
zpty z zsh -f -i
zpty -w z "PS1='' PS2=''; cd $1; source ./completion.zsh; LISTMAX=0; setopt no_auto_menu; stty cols 200; print RE''ADY"
while zpty -r z out; do [[ $out == *READY* ]] && break; done
zpty -w -n z "$2"$'\\t\\t'
sleep 1
while zpty -r -t z out; do print -rn -- $out; done
zpty -d z
`;

/** @returns all that is on its terminal then */
export function askZsh(folder: string, script: string, line: string): string {
  writeFileSync(join(folder, 'completion.zsh'), script);
  return execFileSync('zsh', ['-f', '-c', DRIVER, 'driver', folder, line], { encoding: 'utf8', env: quiet(folder) });
}

function quiet(home: string): NodeJS.ProcessEnv {
  return { ...process.env, HOME: home, TERM: 'dumb' };
}
