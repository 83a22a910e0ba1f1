/** Processor time and energy, as the machine tells them. */
import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cpuMsOf, type PowercapReader, startEnergyMeter } from '#watch/index';
import { cpuMsIn, type ProcessTimes, processTimes } from '#watch/machine/processor';

const statOf = ({ pid, parent, ticks, ended }: ProcessTimes, name: string): string =>
  `${pid} (${name}) S ${parent} 1 1 0 -1 4194304 100 0 0 0 ${ticks} 0 ${ended} 0 20 0 11 0 12345 1000 200 18446744073709551615\n`;

const tree: fc.Arbitrary<readonly ProcessTimes[]> = fc
  .array(fc.record({ under: fc.nat(), ticks: fc.nat(1e6), ended: fc.nat(1e6) }), { minLength: 1, maxLength: 20 })
  .map((all) => all.map(({ under, ticks, ended }, i) => ({ pid: i + 1, parent: i === 0 ? 0 : (under % i) + 1, ticks, ended })));

test('a line of /proc is read whatever the process is called', () => {
  fc.assert(
    fc.property(tree, fc.string({ unit: fc.constantFrom(...'a() 1\n[]') }), (all, name) => {
      for (const one of all) expect(processTimes(statOf(one, name))).toEqual(one);
    }),
  );
  for (const broken of ['', '1 (x', '1 (x) S 1', 'no process']) expect(processTimes(broken)).toBeUndefined();
});

test('a process and all below it, each once; nobody else', () => {
  fc.assert(
    fc.property(tree, fc.nat(), fc.nat(), (all, a, b) => {
      const parentOf = new Map(all.map(({ pid, parent }) => [pid, parent]));
      const pids = [(a % all.length) + 1, (b % all.length) + 1];
      const isBelow = (pid: number): boolean => pids.includes(pid) || (pid > 1 && isBelow(parentOf.get(pid) as number));
      const wanted = all.filter(({ pid }) => isBelow(pid)).reduce((sum, { ticks, ended }) => sum + ticks + ended, 0);
      expect(cpuMsIn(all, pids)).toBe(wanted * 10);
    }),
  );
  const circle = [1, 2].map((pid) => ({ pid, parent: 3 - pid, ticks: 1, ended: 0 }));
  expect(cpuMsIn(circle, [1])).toBe(20);
});

test('a browser that was waited for is not lost; who is gone is not known', () => {
  const before: readonly ProcessTimes[] = [
    { pid: 1, parent: 0, ticks: 500, ended: 0 },
    { pid: 2, parent: 1, ticks: 90, ended: 0 },
  ];
  const after: readonly ProcessTimes[] = [{ pid: 1, parent: 0, ticks: 510, ended: 90 }];
  expect([cpuMsOf(1, () => before), cpuMsOf(1, () => after)]).toEqual([5900, 6000]);
  expect(cpuMsOf(2, () => after)).toBeUndefined();
  expect(cpuMsOf(1, () => undefined)).toBeUndefined();
});

test('this very machine: work shows, that of a child too', () => {
  const before = cpuMsOf(process.pid) ?? 0;
  const busy = 'const end = process.cpuUsage().user + 150000; while (process.cpuUsage().user < end);';
  spawnSync(process.execPath, ['-e', busy]);
  expect((cpuMsOf(process.pid) ?? Infinity) - before).toBeGreaterThanOrEqual(130);
});

/** Two packages, a part of one, and the whole board. */
function powercap(energies: Record<string, string | undefined>): PowercapReader {
  const names: Record<string, string> = {
    'intel-rapl:0': 'package-0',
    'intel-rapl:1': 'package-1',
    'intel-rapl:0:0': 'core',
    'intel-rapl:2': 'psys',
  };
  return {
    list: async () => ['intel-rapl', ...Object.keys(names)],
    read: async (zone, file) =>
      file === 'name'
        ? `${names[zone]}\n`
        : file === 'energy_uj'
          ? energies[zone]
          : file === 'max_energy_range_uj'
            ? '1000000000\n'
            : undefined,
  };
}

test('joules: packages alone, through the counter’s turn', async () => {
  const energies: Record<string, string | undefined> = {
    'intel-rapl:0': '999000000\n',
    'intel-rapl:1': '0\n',
    'intel-rapl:0:0': '5\n',
    'intel-rapl:2': '5\n',
  };
  const meter = await startEnergyMeter(powercap(energies));
  energies['intel-rapl:0'] = '4000000\n';
  energies['intel-rapl:1'] = '2500000\n';
  energies['intel-rapl:0:0'] = '900000000\n';
  energies['intel-rapl:2'] = '900000000\n';
  expect(await meter?.read()).toBeCloseTo(5 + 2.5, 9);
  energies['intel-rapl:1'] = undefined;
  energies['intel-rapl:0'] = '5000000\n';
  expect(await meter?.read()).toBeUndefined();
  energies['intel-rapl:1'] = '3000000\n';
  expect(await meter?.read()).toBeCloseTo(6 + 3, 9);
});

test('no counter that can be read, no meter', async () => {
  expect(await startEnergyMeter(powercap({}))).toBeUndefined();
  expect(await startEnergyMeter({ list: async () => [], read: async () => undefined })).toBeUndefined();
});
