/** Browsers taken over in time: nobody waits for the fresh one, none is left behind. */
import { expect, test } from 'vitest';
import { createRenewal } from '#renderers/three/host/renewal';

class FakeStage {
  closed = false;
  constructor(
    readonly name: string,
    readonly stubborn: boolean,
  ) {}
  async close(): Promise<void> {
    this.closed = true;
    if (this.stubborn) throw new Error('its folder can not be removed');
  }
}

interface Gate {
  readonly passed: Promise<void>;
  open(): void;
  fail(why: string): void;
}

function gate(): Gate {
  let [open, fail] = [(): void => {}, (_: string): void => {}];
  const passed = new Promise<void>((resolve, reject) => {
    open = resolve;
    fail = (why) => reject(new Error(why));
  });
  passed.catch(() => {});
  return { passed, open, fail };
}

function renewalOf(after: number, stubborn = false) {
  const stages: FakeStage[] = [];
  const warmedWith: string[] = [];
  const gates = { open: gate(), warm: gate() };
  const renewal = createRenewal<FakeStage, string>({
    after,
    async open() {
      await gates.open.passed;
      const stage = new FakeStage(`fresh ${stages.length + 1}`, stubborn);
      stages.push(stage);
      return stage;
    },
    async warm(_stage, request) {
      warmedWith.push(request);
      await gates.warm.passed;
    },
  });
  return { renewal, stages, warmedWith, gates };
}
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

test('the old one draws on until the fresh one has drawn', async () => {
  const { renewal, stages, warmedWith, gates } = renewalOf(2);
  const got = (frame: string) => renewal.onFrame(frame)?.name;
  expect([got('1'), got('2'), got('3'), got('4')]).toEqual([undefined, undefined, undefined, undefined]);
  gates.open.open();
  await settle();
  expect(warmedWith).toEqual(['3']);
  expect(got('5')).toBeUndefined();
  gates.warm.open();
  await settle();
  expect(got('6')).toBe('fresh 1');
  expect(got('7')).toBeUndefined();
  expect(stages.map(({ closed }) => closed)).toEqual([false]);
});

test('after as many frames again there is another', async () => {
  const { renewal, gates } = renewalOf(1);
  gates.open.open();
  gates.warm.open();
  const got: (string | undefined)[] = [];
  for (let frame = 0; frame < 7; frame++) {
    got.push(renewal.onFrame('frame')?.name);
    await settle();
  }
  expect(got).toEqual([undefined, undefined, 'fresh 1', undefined, undefined, 'fresh 2', undefined]);
});

test('one that draws nothing is given up, though it can not even be closed, the old one kept, and another tried later', async () => {
  const { renewal, stages, gates } = renewalOf(1, true);
  gates.open.open();
  gates.warm.fail('killed');
  const got: unknown[] = [];
  for (let frame = 0; frame < 6; frame++) {
    got.push(renewal.onFrame('frame'));
    await settle();
  }
  expect(got.every((stage) => stage === undefined)).toBe(true);
  expect(stages.length).toBe(3);
  expect(stages.every(({ closed }) => closed)).toBe(true);
});

test('what is on its way when all ends is closed, and nothing is begun any more', async () => {
  for (const when of ['opening', 'warming', 'ready'] as const) {
    const { renewal, stages, gates } = renewalOf(0);
    renewal.onFrame('frame');
    if (when !== 'opening') gates.open.open();
    if (when === 'ready') gates.warm.open();
    await settle();
    const closing = renewal.close();
    await settle();
    gates.open.open();
    gates.warm.fail('closed under it');
    await closing;
    expect(renewal.onFrame('frame'), when).toBeUndefined();
    await settle();
    expect(
      stages.map(({ closed }) => closed),
      when,
    ).toEqual([true]);
  }
});
