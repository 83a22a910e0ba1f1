/** What one try has used so far. It is looked at now and then: whoever used it may be gone when it is asked. */
import type { Spent } from '#contracts/farm';
import type { HoldOptions } from './hold.js';

/** Joules of the processors that fall to a process and all below it. Neither promise rejects. */
export interface JouleShare {
  /** At least now and then: counters begin anew. */
  look(): Promise<void>;
  /** @returns all since it was opened; undefined where nothing could be read. The same when asked again */
  end(): Promise<number | undefined>;
}

export interface Spending {
  /** What is gone by now keeps its last figure. */
  look(): void;
  /** Looks once more. Nothing is counted afterwards. */
  end(): Promise<void>;
  readonly spent: Omit<Spent, 'gpuMs'>;
}

export function openSpending({ maker, cpuMs, joules, monotonicMs }: HoldOptions): Spending {
  const began = monotonicMs();
  // None before the process is started, and none of one that is gone.
  const cpuNow = (): number => (maker.pid === undefined ? 0 : (cpuMs?.(maker.pid) ?? 0));
  const before = { pid: maker.pid, cpuMs: cpuNow() };
  const share = joules?.(() => maker.pid);
  let cpu = 0;
  let counted: number | undefined;
  const lookAtCpu = (): void => {
    cpu = Math.max(cpu, cpuNow() - (maker.pid === before.pid ? before.cpuMs : 0));
  };
  return {
    look() {
      lookAtCpu();
      void share?.look();
    },
    async end() {
      lookAtCpu();
      counted = await share?.end();
    },
    get spent() {
      return { wallMs: monotonicMs() - began, cpuMs: cpu, ...(counted === undefined ? {} : { joules: counted }) };
    },
  };
}
