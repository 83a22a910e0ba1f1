/** Energy of a run, and what the grid gives off for it: measured where the processors have counted it, else an estimate, with all that it stands on. */
import type { Spent } from '#contracts/farm';
import type { EnergyUse, FarmCost, Rate, RateName } from '#contracts/farm-report';

const MS_AN_HOUR = 3_600_000;
const JOULES_A_WH = 3600;

type Rates = Readonly<Record<RateName, Rate>>;

/** @param tries of shards that are done, and those that failed */
export function energyOf(tries: readonly Spent[], rates: Rates): EnergyUse {
  const hours = (of: (spent: Spent) => number): number => sumOf(tries, of) / MS_AN_HOUR;
  const cpuHours = hours(({ cpuMs }) => cpuMs);
  const measuredHours = hours(({ cpuMs, joules }) => (joules === undefined ? 0 : cpuMs));
  const measuredWh = sumOf(tries, ({ joules = 0 }) => joules) / JOULES_A_WH;
  const cpuWh = measuredWh + (cpuHours - measuredHours) * rates.wattsPerCore.value;
  const gpuWh = hours(({ gpuMs }) => gpuMs) * rates.wattsPerGpu.value;
  const memoryWh = hours(({ wallMs }) => wallMs) * rates.gibPerWorker.value * rates.wattsPerGib.value;
  const overheadWh = (cpuWh + gpuWh + memoryWh) * (rates.pue.value - 1);
  const kWh = (cpuWh + gpuWh + memoryWh + overheadWh) / 1000;
  const measuredShare = cpuHours > 0 ? measuredHours / cpuHours : 0;
  return {
    processors: measuredShare === 0 ? 'estimated' : measuredShare < 1 ? 'partly measured' : 'measured',
    measuredShare,
    cpuWh,
    gpuWh,
    memoryWh,
    overheadWh,
    kWh,
    co2Grams: kWh * rates.gridGPerKwh.value,
    rates,
    leavesOut: LEFT_OUT,
  };
}

const LEFT_OUT: readonly string[] = [
  'making and scrapping the machines',
  'disks, network, the store and the queue',
  'what machines take while no shard is made',
  'merging',
  'tries whose worker was gone, lost its lease or gave it back',
];

export interface CostInput {
  readonly done: readonly Spent[];
  readonly failed: readonly Spent[];
  readonly frames: number;
}

export function costOf({ done, failed, frames }: CostInput, rates: Rates): FarmCost {
  const hoursOf = (tries: readonly Spent[]): number => sumOf(tries, ({ cpuMs }) => cpuMs) / MS_AN_HOUR;
  const cpuHours = hoursOf([...done, ...failed]);
  const price = rates.pricePerCpuHour.value;
  const total = cpuHours * price;
  const failedTries = hoursOf(failed) * price;
  return { cpuHours, total, failedTries, ...(frames > 0 ? { per1000Frames: (1000 * total) / frames } : {}) };
}

export function sumOf<T>(all: readonly T[], of: (one: T) => number): number {
  return all.reduce((sum, one) => sum + of(one), 0);
}
