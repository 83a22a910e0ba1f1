/** Whoever watches a shard is told of every stage of every frame, in its place; and the dataset does not notice. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { expect, test, vi } from 'vitest';
import type { Span, SpanAbout } from '#contracts/span';
import { hashOfPlan } from '#farm/index';
import { type Ports, runSample, type Shard } from '#pipeline/index';
import { memoryStore } from '#writers/index';
import { fakePlan, fakePorts, fakeSession, simulate } from './fake-world.js';

interface Told {
  readonly name: string;
  readonly about: SpanAbout;
  readonly parts: Told[];
  ends: number;
  error?: unknown;
}

function recorded(name: string, about: SpanAbout = {}): { readonly told: Told; readonly span: Span } {
  const told: Told = { name, about, parts: [], ends: 0 };
  const span: Span = {
    begin(part, more) {
      expect(told.ends, `${part} begins in ${name}, which has ended`).toBe(0);
      const inner = recorded(part, more);
      told.parts.push(inner.told);
      return inner.span;
    },
    end(error) {
      told.ends++;
      if (error !== undefined) told.error ??= error;
    },
  };
  return { told, span };
}

function shardOf(changes: Partial<Shard> = {}): Shard {
  const plan = fakePlan();
  return {
    plan,
    planHash: hashOfPlan(plan),
    ports: fakePorts(plan),
    session: fakeSession(),
    store: memoryStore(),
    events: { onFrame: () => {}, onSample: () => {} },
    signal: new AbortController().signal,
    now: () => 0,
    ...changes,
  };
}
const TASK = { sample: '000000', scenario: 0, draw: 1 };
const everyone = (told: Told): readonly Told[] => [told, ...told.parts.flatMap(everyone)];
const names = ({ parts }: Told): readonly string[] => parts.map(({ name }) => name);

/** The fake world with a sensor that measures between the pictures. */
function withObservations(ports: Ports): Ports {
  const observations = [0, 1, 2, 3].map((index) => ({ sensor: 'front', index, timeNs: index * 50_000_000 }));
  return {
    ...ports,
    simulate: (concrete) => {
      const run = simulate(concrete);
      return { ...run, observations, timeline: { ...run.timeline, endNs: 300_000_000 } };
    },
    openSensor: () => ({
      observe: (index, timeNs) => ({ type: 'barometer', sensor: 'front', index, timeNs, columns: {}, values: {} }) as never,
    }),
    writers: [],
  };
}

test('one span a stage of each frame, in the frame, in the sample', async () => {
  const { told, span } = recorded('shard');
  await runSample(shardOf({ trace: span }), TASK);
  expect(names(told)).toEqual(['sample']);
  const sample = told.parts[0] as Told;
  expect(sample.about).toEqual({ sample: '000000' });
  expect(names(sample)).toEqual(['draw', 'simulate', 'frame', 'frame', 'frame', 'encode']);
  const frames = sample.parts.filter(({ name }) => name === 'frame');
  expect(frames.map(({ about }) => about)).toEqual([0, 1, 2].map((frame) => ({ sensor: 'front', frame })));
  for (const frame of frames) {
    expect(names(frame)).toEqual(['render', 'label', 'audit', 'encode']);
    expect(frame.parts.map(names)).toEqual([[], [], [], ['write']]);
  }
  for (const { name, ends, error } of everyone(sample)) expect([name, ends, error]).toEqual([name, 1, undefined]);
});

test('what is measured between two pictures is one span of the later one', async () => {
  const { told, span } = recorded('shard');
  await runSample(shardOf({ trace: span, ports: withObservations(fakePorts(fakePlan())) }), TASK);
  const [sample] = told.parts as [Told];
  const observed = everyone(sample).filter(({ name }) => name === 'observe');
  expect(observed.map(({ about }) => about.observations)).toEqual([1, 2, 1]);
  expect(names(sample)).toEqual(['draw', 'simulate', 'frame', 'frame', 'frame', 'encode']);
  expect(sample.parts.filter(({ name }) => name === 'frame').map((frame) => names(frame)[0])).toEqual([
    'observe',
    'observe',
    'observe',
  ]);
});

test('what fails says so, up to the sample, and nothing stays open', async () => {
  const { told, span } = recorded('shard');
  const failing: readonly Partial<Shard>[] = [
    { session: fakeSession(1) },
    { ports: { ...fakePorts(fakePlan()), labelFrame: () => Promise.reject(new Error('no labels')) } },
    {
      ports: {
        ...withObservations(fakePorts(fakePlan())),
        openSensor: () => {
          throw new Error('no sensor');
        },
      },
    },
  ];
  for (const changes of failing) await expect(runSample(shardOf({ trace: span, ...changes }), TASK)).rejects.toThrow();
  expect(told.parts.map(({ error }) => String(error))).toEqual([
    'Error: the fake renderer failed',
    'Error: no labels',
    'Error: no sensor',
  ]);
  for (const one of everyone(told).slice(1)) expect(one.ends, one.name).toBeGreaterThan(0);
  const why = (sample: Told) => everyone(sample).flatMap(({ name, error }) => (error === undefined ? [] : [name]));
  expect(told.parts.map((sample) => [...new Set(why(sample))])).toEqual([
    ['sample', 'frame', 'render'],
    ['sample', 'frame', 'label'],
    ['sample', 'frame', 'observe'],
  ]);
});

test('a dataset is the same bytes, watched or not', async () => {
  const [plain, watched] = [memoryStore(), memoryStore()];
  await runSample(shardOf({ store: plain }), TASK);
  await runSample(shardOf({ store: watched, trace: recorded('shard').span }), TASK);
  expect([...watched.files.keys()].sort()).toEqual([...plain.files.keys()].sort());
  for (const [path, bytes] of plain.files) expect(Buffer.from(watched.files.get(path) ?? []).equals(bytes), path).toBe(true);
});

test('nothing that told promises apart stays on when a sample is over, whole or not', async () => {
  const [run, disable] = [vi.spyOn(AsyncLocalStorage.prototype, 'run'), vi.spyOn(AsyncLocalStorage.prototype, 'disable')];
  try {
    await runSample(shardOf({ trace: recorded('shard').span }), TASK);
    await expect(runSample(shardOf({ trace: recorded('shard').span, session: fakeSession(2) }), TASK)).rejects.toThrow();
    const used = new Set(run.mock.contexts);
    expect(used.size).toBe(2);
    expect(new Set(disable.mock.contexts)).toEqual(used);
    run.mockClear();
    await runSample(shardOf(), TASK);
    expect(run).not.toHaveBeenCalled();
  } finally {
    run.mockRestore();
    disable.mockRestore();
  }
});
