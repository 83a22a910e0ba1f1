/** What a worker looks at each time it is given a task: whether the store is still the order's. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { claimStore, createOrder } from '#farm/index';
import { folderStore } from '#writers/index';
import { acceptor } from '../../../src/toolkit/farm/accept.js';
import { planDataset } from '../../../src/toolkit/generate.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nearmiss-accept-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const planOf = (seed: string) => {
  const files = ['scenarios/wildlife/deer-pair-at-dusk.yaml'];
  return planDataset({ files, seed, count: 1, renderer: 'raycast', writers: ['native'] });
};

test('an order is taken as long as its store is of its plan, and not before or after', async () => {
  const out = join(folder, 'out');
  const [plan, other] = [await planOf('1'), await planOf('2')];
  const claim = (of: typeof plan) => claimStore(folderStore(out, 'test'), of, out, { resume: false, join: true });
  const [order, newer] = [plan, other].map((each) => createOrder({ plan: each, store: out }));
  if (order === undefined || newer === undefined) throw new Error('no orders');
  const accept = acceptor({ roots: [folder], where: 'the queue', inputs: { folder: join(folder, 'inputs'), now: Date.now } });

  await expect(accept(order)).rejects.toMatchObject({ code: 'NM7005', exitCode: 2 });
  await claim(plan);
  await accept(order);
  await accept(order);

  await rm(out, { recursive: true });
  await claim(other);
  await expect(accept(order)).rejects.toMatchObject({
    code: 'NM7005',
    exitCode: 2,
    message: expect.stringContaining('seed differ'),
    hint: expect.stringContaining('farm cancel'),
  });
  await accept(newer);
});

test('an order that would write elsewhere is refused before anything of it is read', async () => {
  const order = createOrder({ plan: await planOf('1'), store: join(folder, 'out') });
  const accept = acceptor({
    roots: [join(folder, 'mine')],
    where: 'the queue',
    inputs: { folder: join(folder, 'inputs'), now: Date.now },
  });
  await expect(accept(order)).rejects.toMatchObject({ code: 'NM7949' });
});
