/** Energy that the processor has counted itself (Linux powercap, "RAPL"): of whole packages, whoever used it. */
import { readdir, readFile } from 'node:fs/promises';

const ROOT = '/sys/class/powercap';

export interface PowercapReader {
  /** Names in the folder; none where there is no such thing. */
  list(): Promise<readonly string[]>;
  /** A file of a zone; undefined where it can't be read, which for `energy_uj` most often takes root. */
  read(zone: string, file: string): Promise<string | undefined>;
}

export const readPowercap: PowercapReader = {
  list: () => readdir(ROOT).catch(() => []),
  read: (zone, file) => readFile(`${ROOT}/${zone}/${file}`, 'utf8').catch(() => undefined),
};

export interface EnergyMeter {
  /**
   * Joules of all packages since the meter was started; undefined where one can't be read now, and the next reading has what it missed. Read it more often
   * than a counter takes round, some minutes under load.
   */
  read(): Promise<number | undefined>;
}

interface Zone {
  readonly zone: string;
  /** µJ at which it begins anew at 0. */
  readonly range: number;
  last: number;
  joules: number;
}

/** Undefined where no counter can be read. */
export async function startEnergyMeter(reader: PowercapReader = readPowercap): Promise<EnergyMeter | undefined> {
  // Packages alone: their parts (`intel-rapl:0:0`) are counted in them; `psys` would count them again.
  const packages = (await reader.list()).filter((name) => /^intel-rapl:\d+$/.test(name));
  const zones: Zone[] = [];
  for (const zone of packages) {
    const name = (await reader.read(zone, 'name'))?.trim() ?? '';
    const [last, range] = [
      numberIn(await reader.read(zone, 'energy_uj')),
      numberIn(await reader.read(zone, 'max_energy_range_uj')),
    ];
    if (name.startsWith('package') && last !== undefined && range !== undefined) zones.push({ zone, range, last, joules: 0 });
  }
  if (zones.length === 0) return undefined;
  return {
    async read() {
      const counts = await Promise.all(zones.map(async ({ zone }) => numberIn(await reader.read(zone, 'energy_uj'))));
      if (counts.includes(undefined)) return undefined;
      for (const [i, zone] of zones.entries()) {
        const now = counts[i] as number;
        zone.joules += (now >= zone.last ? now - zone.last : now + zone.range - zone.last) / 1e6;
        zone.last = now;
      }
      return zones.reduce((sum, { joules }) => sum + joules, 0);
    },
  };
}

function numberIn(text: string | undefined): number | undefined {
  const trimmed = text?.trim() ?? '';
  return /^\d+$/.test(trimmed) ? Number(trimmed) : undefined;
}
