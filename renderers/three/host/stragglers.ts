/** Processes of a browser whose owner is gone: a page that hangs does not notice, and would stay for ever. Reads /proc: Linux alone, nothing elsewhere. */
import { readdirSync, readFileSync } from 'node:fs';

/** Begins the name of every browser's folder, followed by its owner's process number; all of a browser's processes are told the folder. */
export const PROFILE = 'nearmiss-browser-';

/** Ends whatever is left of the browsers of a process that has ended. */
export function endBrowsersOf(owner: number): void {
  endAllTold(`${PROFILE}${owner}-`);
}

/** Ends whatever is left of a browser. @param profile its folder */
export function endBrowserIn(profile: string): void {
  endAllTold(profile);
}

function endAllTold(word: string): void {
  for (const pid of processes()) {
    if (pid === process.pid || !commandOf(pid).includes(word)) continue;
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended meanwhile.
    }
  }
}

function processes(): readonly number[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number);
  } catch {
    return [];
  }
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
