/** Whose the joules are: by share of busy time, none twice, through the counters' turn. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type EnergyShares, type MachineReader, startEnergyShares } from '#watch/index';
import { busyMsIn } from '#watch/machine/processor';

/** µJ, of each of two packages. */
const RANGE = 1e9;

interface Step {
  /** Of both packages together, below 1000 of each. */
  readonly joules: number;
  readonly busyMs: number;
  /** By process. */
  readonly cpuMs: Readonly<Record<number, number>>;
}

/** Its counters begin near their turn; what it does is told by hand. */
function fakeMachine() {
  const counters = [RANGE - 1e6, 3];
  const cpu = new Map<number, number>();
  const state = { busyMs: 123_450, nowMs: 0, readable: true, read: 0 };
  const reader: MachineReader = {
    powercap: {
      list: async () => ['intel-rapl', 'intel-rapl:0', 'intel-rapl:1', 'intel-rapl:1:0'],
      async read(zone, file) {
        if (file === 'name') return `package-${zone.at(-1)}\n`;
        if (file === 'max_energy_range_uj') return String(RANGE);
        state.read++;
        return state.readable ? `${counters[zone.endsWith('0') ? 0 : 1]}\n` : undefined;
      },
    },
    busyMs: () => busyMsIn(`cpu  0 0 ${state.busyMs / 10} 77 5 0 0 9 0 0\ncpu0 1 1 1 1\n`),
    processes: () => [...cpu].map(([pid, ms]) => ({ pid, parent: 1, ticks: ms / 10, ended: 0 })),
  };
  return {
    state,
    reader,
    counters,
    async open(): Promise<EnergyShares> {
      const shares = await startEnergyShares(() => state.nowMs, reader);
      if (shares === undefined) throw new Error('no counter');
      return shares;
    },
    pass({ joules, busyMs, cpuMs }: Step): void {
      for (const [i, part] of [0.75, 0.25].entries())
        counters[i] = ((counters[i] as number) + Math.round(1e6 * joules * part)) % RANGE;
      state.busyMs += busyMs;
      state.nowMs += 5_000;
      for (const [pid, ms] of Object.entries(cpuMs)) cpu.set(Number(pid), (cpu.get(Number(pid)) ?? 0) + ms);
    },
  };
}

test('busy is what neither idles nor waits; guests and stolen time are in none of it', () => {
  expect(busyMsIn('cpu  1 2 3 1000 2000 4 5 3000 1 1\ncpu0 9 9 9 9\nintr 5\n')).toBe(150);
  for (const broken of ['', 'cpu', 'cpu0 1 2 3 4 5 6 7', 'cpu  1 2 x 4 5 6 7']) expect(busyMsIn(broken)).toBeUndefined();
});

test('closed form: a quarter of busy time, a quarter of the joules; of a process that was there, from then on', async () => {
  const machine = fakeMachine();
  machine.pass({ joules: 0, busyMs: 400, cpuMs: { 7: 400 } });
  const share = (await machine.open())(() => 7);
  await share.look();
  machine.pass({ joules: 100, busyMs: 1000, cpuMs: { 7: 250 } });
  expect(machine.counters[0]).toBeLessThan(RANGE / 2);
  await share.look();
  machine.pass({ joules: 900, busyMs: 3000, cpuMs: { 7: 1500 } });
  expect(await share.end()).toBeCloseTo(25 + 450, 6);
  machine.pass({ joules: 100, busyMs: 100, cpuMs: { 7: 100 } });
  expect(await share.end()).toBeCloseTo(475, 6);
});

test('a process that comes later counts from its start, another in its place too', async () => {
  const machine = fakeMachine();
  let pid: number | undefined;
  const share = (await machine.open())(() => pid);
  await share.look();
  pid = 7;
  machine.pass({ joules: 100, busyMs: 1000, cpuMs: { 7: 500 } });
  await share.look();
  pid = 8;
  machine.pass({ joules: 100, busyMs: 1000, cpuMs: { 7: 10, 8: 100 } });
  expect(await share.end()).toBeCloseTo(60, 6);
});

const PIDS = [11, 12, 13];
/** Up to a few times the processors' own count of what they did, as ticks go. */
const steps = (most: number) =>
  fc.array(
    fc
      .record({
        joules: fc.integer({ min: 0, max: 1200 }),
        ticks: fc.nat(500),
        parts: fc.tuple(...PIDS.map(() => fc.double({ min: 0, max: most / PIDS.length, noNaN: true }))),
        look: fc.nat(2),
        turn: fc.nat(2),
      })
      .map(({ joules, ticks, parts, look, turn }) => ({
        joules,
        busyMs: 10 * ticks,
        cpuMs: Object.fromEntries(PIDS.map((pid, i) => [pid, 10 * Math.floor((parts[i] as number) * ticks)])),
        look,
        turn,
      })),
    { maxLength: 12 },
  );

/** Lanes end and begin anew at any time. @param workers that each lane's shares are opened by */
async function spentBy(
  machine: ReturnType<typeof fakeMachine>,
  all: readonly (Step & { look: number; turn: number })[],
  workers: readonly EnergyShares[],
) {
  const opened = PIDS.map((pid, i) => (workers[i] as EnergyShares)(() => pid));
  await Promise.all(opened.map((share) => share.look()));
  let [sum, joules] = [0, 0];
  for (const step of all) {
    machine.pass(step);
    joules += step.joules;
    await Promise.all(opened.map((share) => share.look()));
    sum += (await opened[step.turn]?.end()) ?? Number.NaN;
    opened[step.turn] = (workers[step.turn] as EnergyShares)(() => PIDS[step.turn]);
    await opened[step.turn]?.look();
  }
  for (const share of opened) sum += (await share.end()) ?? Number.NaN;
  return { sum, joules };
}

test('lanes of one worker: never more than the packages used, whatever the ticks say', async () => {
  await fc.assert(
    fc.asyncProperty(steps(3), async (all) => {
      const machine = fakeMachine();
      const shares = await machine.open();
      const { sum, joules } = await spentBy(machine, all, [shares, shares, shares]);
      expect(sum).toBeLessThanOrEqual(joules + 1e-3);
    }),
  );
});

test('two workers on a machine, read at the same moments: never more than the packages used, and all of it where they alone work', async () => {
  await fc.assert(
    fc.asyncProperty(steps(1), async (all) => {
      const machine = fakeMachine();
      const [a, b] = [await machine.open(), await machine.open()];
      const { sum, joules } = await spentBy(machine, all, [a, b, b]);
      expect(sum).toBeLessThanOrEqual(joules + 1e-3);
    }),
  );
  const machine = fakeMachine();
  const shares = [await machine.open(), await machine.open()].map((each, i) => each(() => PIDS[i]));
  await Promise.all(shares.map((share) => share.look()));
  machine.pass({ joules: 100, busyMs: 1000, cpuMs: { 11: 300, 12: 700 } });
  expect(await Promise.all(shares.map((share) => share.end()))).toEqual([30, 70].map((joules) => expect.closeTo(joules, 6)));
});

test('control: by a try’s whole time, two that overlap get more than there was', async () => {
  const machine = fakeMachine();
  const open = await machine.open();
  const [long, short] = [open(() => 11), open(() => 12)];
  await long.look();
  const hot = { joules: 100, busyMs: 1000, cpuMs: { 11: 500, 12: 500 } };
  const cool = { joules: 1, busyMs: 9000, cpuMs: { 11: 9000 } };
  machine.pass(hot);
  const ofShort = (await short.end()) ?? 0;
  machine.pass(cool);
  const ofLong = (await long.end()) ?? 0;
  expect([ofShort, ofLong]).toEqual([expect.closeTo(50, 6), expect.closeTo(51, 6)]);
  const naive = (101 * 9500) / 10_000 + (100 * 500) / 1000;
  expect(naive).toBeGreaterThan(101);
});

test('what can not be read for a while is made up for; nothing read, nothing said; two heartbeats at once are one reading', async () => {
  const machine = fakeMachine();
  const open = await machine.open();
  const share = open(() => 7);
  await share.look();
  machine.state.readable = false;
  machine.pass({ joules: 60, busyMs: 1000, cpuMs: { 7: 500 } });
  await share.look();
  const unseen = open(() => 8);
  expect(await unseen.end()).toBeUndefined();
  machine.state.readable = true;
  machine.pass({ joules: 40, busyMs: 1000, cpuMs: { 7: 500 } });
  expect(await share.end()).toBeCloseTo(50, 6);
  const { read } = machine.state;
  await Promise.all([share.look(), share.look()]);
  expect(machine.state.read).toBe(read);
});

test('no counter, or no count of busy time: no shares', async () => {
  const { reader } = fakeMachine();
  const none = { list: async () => [], read: async () => undefined };
  expect(await startEnergyShares(() => 0, { ...reader, powercap: none })).toBeUndefined();
  expect(await startEnergyShares(() => 0, { ...reader, busyMs: () => undefined })).toBeUndefined();
});
