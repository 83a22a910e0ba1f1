/** Processor time of processes and all they started: a worker, its browser, the browser's helpers. */
import { readdir, readFile } from 'node:fs/promises';

/** What Linux says of a process, times in clock ticks. */
export interface ProcessTimes {
  readonly pid: number;
  readonly parent: number;
  /** Its own, user and kernel. */
  readonly ticks: number;
  /** Of children that have ended and were waited for, and theirs. */
  readonly ended: number;
}

/** Ticks a second in /proc, on every processor that Linux runs Node on. */
const TICKS = 100;

/** @param stat of `/proc/<pid>/stat` @returns undefined where it is none */
export function processTimes(stat: string): ProcessTimes | undefined {
  // The name stands in brackets, and may have brackets and blanks of its own.
  const from = stat.indexOf(' (');
  const to = stat.lastIndexOf(') ');
  if (from < 1 || to < from) return undefined;
  const pid = Number(stat.slice(0, from));
  const fields = stat.slice(to + 2).split(' ');
  const [parent, user, kernel, endedUser, endedKernel] = [1, 11, 12, 13, 14].map((i) => Number(fields[i])) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const times = { pid, parent, ticks: user + kernel, ended: endedUser + endedKernel };
  return Object.values(times).every(Number.isInteger) ? times : undefined;
}

/** Of these processes and all below them, ms. Those that are gone are counted where somebody of them has waited for them. */
export function cpuMsIn(all: readonly ProcessTimes[], pids: readonly number[]): number {
  const children = new Map<number, ProcessTimes[]>();
  for (const one of all) children.set(one.parent, [...(children.get(one.parent) ?? []), one]);
  const seen = new Set<number>();
  const todo = all.filter(({ pid }) => pids.includes(pid));
  let ticks = 0;
  for (let one = todo.pop(); one !== undefined; one = todo.pop()) {
    if (seen.has(one.pid)) continue;
    seen.add(one.pid);
    ticks += one.ticks + one.ended;
    todo.push(...(children.get(one.pid) ?? []));
  }
  return (1000 * ticks) / TICKS;
}

/** The machine's processes, or undefined where it does not tell them as Linux does. */
export type ProcessReader = () => Promise<readonly ProcessTimes[] | undefined>;

export const readProcesses: ProcessReader = async () => {
  const names = await readdir('/proc').catch(() => undefined);
  if (names === undefined) return undefined;
  const stats = await Promise.all(
    names.filter((name) => /^\d+$/.test(name)).map((name) => readFile(`/proc/${name}/stat`, 'utf8').catch(() => '')),
  );
  const all = stats.flatMap((stat) => processTimes(stat) ?? []);
  return all.length === 0 ? undefined : all;
};

export interface CpuMeter {
  /** Since the meter was started or last read, ms; never below 0. */
  read(): Promise<number>;
}

export interface CpuMeterOptions {
  /** The processes that do the work, as they are when asked. */
  readonly pids: () => readonly number[];
  readonly processes?: ProcessReader;
  /** Of this process, µs: what is taken where the machine does not tell of others. */
  readonly own?: () => { readonly user: number; readonly system: number };
}

/** Work that is done while nobody reads, by a process that is gone by then and nobody waited for, is missed. */
export async function startCpuMeter(options: CpuMeterOptions): Promise<CpuMeter> {
  const { pids, processes = readProcesses, own = () => process.cpuUsage() } = options;
  const total = async (): Promise<number> => {
    const all = await processes();
    if (all !== undefined) return cpuMsIn(all, pids());
    const { user, system } = own();
    return (user + system) / 1000;
  };
  let last = await total();
  return {
    async read() {
      const now = await total();
      const spent = Math.max(0, now - last);
      last = now;
      return spent;
    },
  };
}
