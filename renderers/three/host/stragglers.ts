/** Processes of a browser that are to end: a page that hangs does not notice that its owner is gone, and would stay for ever. Reads /proc: Linux alone, nothing elsewhere. */
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Begins the name of every browser's folder, followed by its owner's process number; all of a browser's processes are told the folder. */
export const PROFILE = 'nearmiss-browser-';
/** The system takes so long at most to clear away a process that was killed, its memory first. */
const CLEARED_MS = 5_000;
const LOOK_EVERY_MS = 5;

/** One process, and no later one of the same number. */
export interface Process {
  readonly pid: number;
  /** Ticks from the machine's start to the process's, as /proc tells it. */
  readonly startedAt: string;
}

/** Ends whatever is left of the browsers of a process that has ended. */
export function endBrowsersOf(owner: number): void {
  for (const process of processesIn(`${PROFILE}${owner}-`)) kill(process);
}

/**
 * Ends a browser's processes and waits until the system has cleared them away: one that is killed is still there for a moment, without a command line to know it by.
 * @param known its processes, looked up while they were well
 * @param profile its folder, for those that began since
 */
export async function endBrowser(known: readonly Process[], profile: string): Promise<void> {
  const all = [...known, ...processesIn(profile)];
  for (const process of all) kill(process);
  const until = performance.now() + CLEARED_MS;
  while (all.some(isAlive) && performance.now() < until) await sleep(LOOK_EVERY_MS);
}

/** The processes that are told a browser's folder. @param profile the folder, or the beginning of its name */
export function processesIn(profile: string): readonly Process[] {
  return numbers().flatMap((pid) => {
    if (pid === process.pid || !read(pid, 'cmdline').includes(profile)) return [];
    const { startedAt } = statOf(pid);
    return startedAt === undefined ? [] : [{ pid, startedAt }];
  });
}

function kill(each: Process): void {
  if (!isAlive(each)) return;
  try {
    process.kill(each.pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
}

/** One that has ended, and whose exit code nobody has asked for yet, is not. */
function isAlive({ pid, startedAt }: Process): boolean {
  const now = statOf(pid);
  return now.startedAt === startedAt && now.state !== 'Z' && now.state !== 'X';
}

/** The name, in brackets, may hold anything; the state comes after it, the start 19 fields later (man 5 proc). */
function statOf(pid: number): { readonly state: string | undefined; readonly startedAt: string | undefined } {
  const stat = read(pid, 'stat');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0], startedAt: fields[19] };
}

function numbers(): readonly number[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number);
  } catch {
    return [];
  }
}

function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
