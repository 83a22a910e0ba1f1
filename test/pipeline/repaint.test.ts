/** The diffusion pass in the line: where it stands, what it leaves, and that nothing is there where nobody asks for it. */
import { expect, test } from 'vitest';
import type { DatasetPlan } from '#contracts/job';
import type { RenderRequest } from '#contracts/renderer';
import type { ConcreteDiffusion, RepaintedFrame, RepaintInput } from '#contracts/repaint';
import type { FrameValidity } from '#contracts/validity';
import { type Ports, runSample } from '#pipeline/index';
import { memoryStore } from '#writers/index';
import type { JobQueue } from '../../src/farm/index.js';
import { makeFakeDataset } from '../farm/fake-dataset.js';
import { fakePlan, fakePorts, fakeSession } from './fake-world.js';

const DIFFUSION: ConcreteDiffusion = { model: 'made-up', strength: 0.5, steps: 2, guidance: 1, prompt: { weather: 'fog' } };
const FINE: FrameValidity = { segments: [], hallucinations: [], valid: true };
const VIOLATION = { code: 'ND01', invariant: 'labels hold', object: 'walker', detail: 'gone' };

const TASK = { sample: '000000', scenario: 0, draw: 1 };
type Asked = RepaintInput;

/** Turns pictures upside down in grey levels; drops frames of that number in draw 1. @param laps makes earlier frames take longer */
function repaints(asked: Asked[] = [], drop = -1) {
  return async (input: RepaintInput): Promise<RepaintedFrame> => {
    const { scenario, annotations, layers } = input;
    asked.push(input);
    for (let lap = 3 - annotations.frame; lap > 0; lap--) await new Promise((resolve) => setImmediate(resolve));
    const gone = scenario.draw === 1 && annotations.frame === drop;
    const { strength, steps, guidance, prompt } = scenario.diffusion as ConcreteDiffusion;
    const how = { strength, steps, guidance, prompt, refused: [], validity: FINE };
    return {
      rgb: (layers.rgb as Uint8Array).map((value) => 255 - value),
      repaint: {
        model: 'made-up',
        sha256: 'abc0'.repeat(16),
        engine: 'arithmetic',
        gate: 'eyes',
        outcome: gone ? 'dropped' : 'kept',
        ...how,
      },
      violations: gone ? [VIOLATION] : [],
    };
  };
}

function asking(repaint: NonNullable<Ports['repaint']> | undefined, diffusion: ConcreteDiffusion | undefined) {
  return (ports: Ports): Ports => ({
    ...ports,
    ...(repaint === undefined ? {} : { repaint }),
    draw(scenario, draw) {
      const drawn = ports.draw(scenario, draw);
      return { ...drawn, concrete: { ...drawn.concrete, ...(diffusion === undefined ? {} : { diffusion }) } };
    },
  });
}
const make = (plan: DatasetPlan, repaint?: Ports['repaint'], more = {}) =>
  makeFakeDataset(plan, { wrapPorts: asking(repaint, DIFFUSION), ...more });
const json = (files: ReadonlyMap<string, Uint8Array>, path: string) => JSON.parse(new TextDecoder().decode(files.get(path)));

test('pictures are new, labels and all other files are as without', async () => {
  const plan = fakePlan({ writers: ['native'] });
  const plain = (await makeFakeDataset(plan)).store.files;
  const { store, manifest } = await make(plan, repaints());
  const differing = [...store.files.keys()].filter(
    (path) => !Buffer.from(plain.get(path) ?? []).equals(store.files.get(path) as Buffer),
  );
  const named = differing.filter((path) => !/(sample|scenario|manifest)\.json$|^\.nearmiss\//.test(path));
  expect(new Set(named.map((path) => path.split('/')[3]))).toEqual(new Set(['rgb', 'repaint']));
  expect(named).toHaveLength(2 * 9);
  expect(json(store.files, 'samples/000001/front/repaint/000002.json')).toEqual({
    ...{
      model: 'made-up',
      sha256: 'abc0'.repeat(16),
      engine: 'arithmetic',
      gate: 'eyes',
      outcome: 'kept',
      strength: 0.5,
      steps: 2,
      guidance: 1,
    },
    ...{ prompt: { weather: 'fog' }, refused: [], validity: FINE },
  });
  const by = { model: 'made-up', sha256: 'abc0'.repeat(16) };
  expect(manifest.samples[0]?.repaint).toEqual({
    ...by,
    engine: 'arithmetic',
    gate: 'eyes',
    counts: { kept: 3, repaired: 0, dropped: 0 },
  });
  expect(manifest.repaint).toEqual({ models: [by], engines: ['arithmetic'], counts: { kept: 9, repaired: 0, dropped: 0 } });
});

test('what is dropped goes apart with its reason, and the run goes on', async () => {
  const { store, manifest } = await make(fakePlan(), repaints([], 1));
  expect(manifest.quarantine).toEqual({ frames: 1, byInvariant: { ND01: 1 } });
  expect(manifest.samples.map(({ frames }) => frames)).toEqual([3, 2, 3]);
  expect(manifest.samples[1]?.quarantined).toEqual([
    { sensor: 'front', frame: 1, timeNs: 100_000_000, violations: [VIOLATION] },
  ]);
  expect(manifest.repaint?.counts).toEqual({ kept: 8, repaired: 0, dropped: 1 });
  const told = json(store.files, 'quarantine/000001/front/000001.json');
  expect(told).toMatchObject({ violations: [VIOLATION], annotations: { repaint: { outcome: 'dropped' } } });
  expect([...store.files.keys()].filter((path) => /samples\/000001\/front\/.*000001/.test(path))).toEqual([]);
});

test('layers that the pass reads are drawn though nobody writes them', async () => {
  const plan = fakePlan({ layers: ['rgb'], writers: ['native'] });
  const drawn = async (diffusion: ConcreteDiffusion | undefined) => {
    const session = fakeSession();
    const requests: RenderRequest[] = [];
    const rest = { planHash: 'p', events: { onFrame: () => {}, onSample: () => {} }, signal: new AbortController().signal };
    const render = (request: RenderRequest) => {
      requests.push(request);
      return session.render(request);
    };
    const ports = asking(repaints(), diffusion)(fakePorts(plan));
    const store = memoryStore();
    await runSample({ ...rest, plan, ports, session: { ...session, render }, store, now: () => 0 }, TASK);
    expect([...store.files.keys()].filter((path) => path.includes('/normal/'))).toEqual([]);
    return requests[0]?.layers;
  };
  expect(await drawn(DIFFUSION)).toEqual(['rgb', 'depth', 'normal', 'semantic', 'instance']);
  expect(await drawn(undefined)).toEqual(['rgb', 'depth', 'semantic', 'instance']);
});

test('without pictures nothing is repainted', async () => {
  const none: Asked[] = [];
  const { manifest } = await make(fakePlan({ layers: ['depth', 'instance'] }), repaints(none));
  expect([none.length, manifest.repaint]).toEqual([0, undefined]);
});

test('frames come one after the other, in their order, however long each takes', async () => {
  let active = 0;
  const order: (readonly [frame: number, active: number])[] = [];
  const slow = repaints();
  await make(fakePlan({ count: 1 }), async (input) => {
    order.push([input.annotations.frame, ++active]);
    const made = await slow(input);
    active--;
    return made;
  });
  expect(order).toEqual([
    [0, 1],
    [1, 1],
    [2, 1],
  ]);
});

test('the same bytes in any order of samples, and after a stop', async () => {
  const whole = await make(fakePlan(), repaints([], 1));
  const backwards = (queue: JobQueue): JobQueue => ({
    run: (jobs, events, signal) => queue.run([...jobs].reverse(), events, signal),
  });
  const turned = await make(fakePlan(), repaints([], 1), { wrapQueue: backwards });
  expect(turned.manifest).toEqual(whole.manifest);
  let frames = 0;
  const failing = async (input: RepaintInput): Promise<RepaintedFrame> => {
    if (++frames === 5) throw new Error('the engine failed');
    return repaints([], 1)(input);
  };
  const store = memoryStore();
  await expect(make(fakePlan(), failing, { store })).rejects.toThrow('the engine failed');
  const resumed = await make(fakePlan(), repaints([], 1), { store, resume: true });
  expect(resumed.made).toBe(2);
  expect(resumed.manifest).toEqual(whole.manifest);
});

test('a picture of another size is refused', async () => {
  const small = async (input: RepaintInput) => ({ ...(await repaints()(input)), rgb: new Uint8Array(3) });
  await expect(make(fakePlan(), small)).rejects.toThrow(/3 bytes/);
});

test('nobody there to repaint is a fault, nobody asking for it is none', async () => {
  await expect(make(fakePlan())).rejects.toThrow('nobody does');
  const asked: Asked[] = [];
  const { manifest } = await makeFakeDataset(fakePlan(), { wrapPorts: (ports) => ({ ...ports, repaint: repaints(asked) }) });
  const plain = await makeFakeDataset(fakePlan());
  expect(asked).toEqual([]);
  expect(manifest).toEqual(plain.manifest);
});
