/** Who runs here, by what Linux says of processes. */
import { readdirSync, readFileSync } from 'node:fs';

export interface Proc {
  readonly pid: number;
  readonly parent: number;
  /** `Z`: ended, and nobody has asked for its exit code. */
  readonly state: string;
  readonly command: string;
}

export function processes(): readonly Proc[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ') as [string, string];
        const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
        return [{ pid: Number(name), parent: Number(parent), state, command }];
      } catch {
        return [];
      }
    });
}

export function below(all: readonly Proc[], pid: number): readonly Proc[] {
  const own = all.filter(({ parent }) => parent === pid);
  return [...own, ...own.flatMap((each) => below(all, each.pid))];
}

export type Kind = 'worker' | 'child' | 'browser' | 'page';

/** The processes of one kind that a worker has. @param pid of `farm work` */
export function victims(pid: number, kind: Kind): readonly Proc[] {
  if (kind === 'worker') return [{ pid, parent: 0, state: 'R', command: '' }];
  const all = below(processes(), pid);
  if (kind === 'child') return all.filter(({ command, parent }) => parent === pid && /worker\.m?js/.test(command));
  const browsers = all.filter(({ command }) => command.includes('nearmiss-browser-'));
  return browsers.filter(({ command }) =>
    kind === 'page' ? command.includes('--type=renderer') : !command.includes('--type='),
  );
}

/** What makes shards, and has outlived the worker that started it. */
export function orphans(): readonly Proc[] {
  return processes().filter(({ parent, command }) => parent === 1 && /bundle\/worker\.m?js/.test(command));
}

/** Processes of workers' children and browsers whose workers are gone. @param marks words in their command lines */
export function leftOver(marks: readonly string[]): readonly Proc[] {
  return processes().filter(({ command, pid }) => pid !== process.pid && marks.some((mark) => command.includes(mark)));
}
