/** Processor time of processes and all they started: a worker, its browser, the browser's helpers. */
import { readdirSync, readFileSync } from 'node:fs';

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

/** Of all processors together, since the machine was started: whatever is not idling or waiting for a disk. @param stat of `/proc/stat` @returns ms; undefined where it is none */
export function busyMsIn(stat: string): number | undefined {
  const fields = /^cpu +(.*)$/m.exec(stat)?.[1]?.trim().split(/ +/).map(Number) ?? [];
  // What guests take stands in the first two, too; what the host took from a guest was never this machine's.
  const [user, nice, kernel, interrupts, soft] = [0, 1, 2, 5, 6].map((i) => fields[i] ?? Number.NaN) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const ticks = user + nice + kernel + interrupts + soft;
  return Number.isSafeInteger(ticks) ? (1000 * ticks) / TICKS : undefined;
}

/** Undefined where the machine does not tell it as Linux does. */
export type BusyReader = () => number | undefined;
export const readBusyMs: BusyReader = () => busyMsIn(textOf('/proc/stat'));

/** The machine's processes, or undefined where it does not tell them as Linux does. */
export type ProcessReader = () => readonly ProcessTimes[] | undefined;

/** Some milliseconds where there are hundreds. */
export const readProcesses: ProcessReader = () => {
  const all = namesIn('/proc').flatMap((name) =>
    /^\d+$/.test(name) ? (processTimes(textOf(`/proc/${name}/stat`)) ?? []) : [],
  );
  return all.length === 0 ? undefined : all;
};

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
/** Empty where it is not there, as of a process that has ended meanwhile. */
function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/**
 * Processor time so far of a process and all below it, ms: two readings give what was spent between them. Missed is what somebody did who is gone and nobody
 * waited for. Undefined where the machine tells of no other processes, or this one is gone.
 */
export function cpuMsOf(pid: number, processes: ProcessReader = readProcesses): number | undefined {
  const all = processes();
  return all?.some((one) => one.pid === pid) ? cpuMsIn(all, [pid]) : undefined;
}
