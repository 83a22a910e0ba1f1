/**
 * Whose the joules are that the processors have counted. Between two readings,
 *
 *     joules of a process = joules of all packages x its processor time / busy time of all processors
 *
 * and what falls to it since it was opened is the sum of that. All that are open are read at one moment, so what they get adds up to no more than the packages
 * have used. What packages take while nobody works falls to those who work, in the measure they do.
 *
 * Limits: processes of two workers on one machine are read at different moments, so between two readings of each (a heartbeat, some seconds) they share by
 * different averages; where the power of a busy core changes much within that, the two may together get some of it twice or not at all, and over many readings
 * this evens out. Processor time is known to 10 ms. A container that sees a /proc/stat of its own, not the machine's, gets too much.
 */
import { type PowercapReader, readPowercap, startEnergyMeter } from './joules.js';
import { type BusyReader, cpuMsIn, type ProcessReader, readBusyMs, readProcesses } from './processor.js';

export interface MachineReader {
  readonly powercap: PowercapReader;
  readonly busyMs: BusyReader;
  readonly processes: ProcessReader;
}

export const readMachine: MachineReader = {
  powercap: readPowercap,
  busyMs: readBusyMs,
  processes: readProcesses,
};

export interface EnergyShare {
  /** Reads where that has not just been done. Call it more often than a counter takes round. Never rejects. */
  look(): Promise<void>;
  /** @returns joules since it was opened; undefined where nothing could be read. The same when asked again. Never rejects */
  end(): Promise<number | undefined>;
}

/** Opens a share. @param pid of a process that may come later: all that one uses counts; of one that is there, what it uses from now on */
export type EnergyShares = (pid: () => number | undefined) => EnergyShare;

interface Open {
  readonly pid: () => number | undefined;
  /** As it was read last; missing before the first reading. */
  last?: { readonly pid: number | undefined; readonly cpuMs: number };
  joules: number;
}

/** Two heartbeats within it are read once. */
const RECENT_MS = 1_000;

/** Undefined where no counter can be read. */
export async function startEnergyShares(
  monotonicMs: () => number,
  machine: MachineReader = readMachine,
): Promise<EnergyShares | undefined> {
  const meter = await startEnergyMeter(machine.powercap);
  let busy = machine.busyMs();
  if (meter === undefined || busy === undefined) return undefined;
  const open = new Set<Open>();
  let joules = 0;
  let askedAt = Number.NEGATIVE_INFINITY;
  let reading = Promise.resolve();

  /** What can't be read now is made up for by the next reading. */
  async function read(): Promise<void> {
    const joulesNow = await meter?.read();
    const [busyNow, all] = [machine.busyMs(), machine.processes()];
    if (joulesNow === undefined || busy === undefined || busyNow === undefined || all === undefined) return;
    const used = [...open].map((one) => [one, usedBy(one, all)] as const);
    const theirs = used.reduce((sum, [, ms]) => sum + ms, 0);
    // By the tick, they may have used more than all have.
    const shared = Math.max(theirs, busyNow - busy);
    for (const [one, ms] of used) if (ms > 0) one.joules += ((joulesNow - joules) * ms) / shared;
    [joules, busy] = [joulesNow, busyNow];
  }
  /** One after the other. */
  const readNext = (): Promise<void> => {
    askedAt = monotonicMs();
    reading = reading.then(read).catch(() => {});
    return reading;
  };

  return (pid) => {
    const one: Open = { pid, joules: 0 };
    open.add(one);
    void readNext();
    let ended: Promise<number | undefined> | undefined;
    const end = async (): Promise<number | undefined> => {
      await readNext();
      open.delete(one);
      return one.last === undefined ? undefined : one.joules;
    };
    return {
      look: () => (monotonicMs() - askedAt < RECENT_MS ? reading : readNext()),
      end: () => {
        ended ??= end();
        return ended;
      },
    };
  };
}

/** ms since it was read last; none the first time. */
function usedBy(one: Open, all: Parameters<typeof cpuMsIn>[0]): number {
  const pid = one.pid();
  const before = one.last;
  const known = pid !== undefined && all.some((each) => each.pid === pid);
  const cpuMs = known ? cpuMsIn(all, [pid]) : before?.pid === pid ? (before?.cpuMs ?? 0) : 0;
  one.last = { pid, cpuMs };
  if (before === undefined) return 0;
  return Math.max(0, before.pid === pid ? cpuMs - before.cpuMs : cpuMs);
}
