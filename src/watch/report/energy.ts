/** Energy of a run, and what the grid gives off for it: an estimate, with all that it stands on. */
import type { EnergyUse, FarmCost, Rate, RateName } from '#contracts/farm-report';

export interface Worked {
  readonly cpuMs: number;
  readonly gpuMs: number;
  /** Wall time of workers at work, added up. */
  readonly busyMs: number;
  readonly frames: number;
}

const MS_AN_HOUR = 3_600_000;

/** @param measuredJoules what the processors counted themselves; estimated where missing */
export function energyOf(worked: Worked, rates: Readonly<Record<RateName, Rate>>, measuredJoules?: number): EnergyUse {
  const hours = (ms: number): number => ms / MS_AN_HOUR;
  const cpuWh = measuredJoules === undefined ? hours(worked.cpuMs) * rates.wattsPerCore.value : measuredJoules / 3600;
  const gpuWh = hours(worked.gpuMs) * rates.wattsPerGpu.value;
  const memoryWh = hours(worked.busyMs) * rates.gibPerWorker.value * rates.wattsPerGib.value;
  const overheadWh = (cpuWh + gpuWh + memoryWh) * (rates.pue.value - 1);
  const kWh = (cpuWh + gpuWh + memoryWh + overheadWh) / 1000;
  return {
    processors: measuredJoules === undefined ? 'estimated' : 'measured',
    cpuWh,
    gpuWh,
    memoryWh,
    overheadWh,
    kWh,
    co2Grams: kWh * rates.gridGPerKwh.value,
    rates,
    leavesOut: [
      'making and scrapping the machines',
      'disks, network, the store and the queue',
      ...(measuredJoules === undefined ? ['what machines take while they idle', 'tries that came to nothing'] : []),
    ],
  };
}

export function costOf({ cpuMs, frames }: Worked, rates: Readonly<Record<RateName, Rate>>): FarmCost {
  const cpuHours = cpuMs / MS_AN_HOUR;
  const total = cpuHours * rates.pricePerCpuHour.value;
  return { cpuHours, total, ...(frames > 0 ? { per1000Frames: (1000 * total) / frames } : {}) };
}
