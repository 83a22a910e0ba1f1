/** `farm status`: when it is over, and that what is drawn again takes the place of what was there. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FarmQueue, Lease } from '#contracts/farm';
import { folderQueue } from '#farm/index';
import { fitted } from '#toolkit/farm/index';
import { redrawer } from '../../src/cli/commands/farm/redraw.js';
import { runCli } from '../../src/cli/run.js';
import { orderOf } from '../conformance/queue-suite.js';
import { receiptOf } from '../watch/farm-sample.js';
import { openScreen } from './screen.js';
import { testIo } from './test-io.js';

let folder = '';
let queue: FarmQueue;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nearmiss-status-'));
  const clock = { now: () => 1_800_000_000_000, monotonicMs: () => 0, sleep: async () => {} };
  queue = folderQueue({ ...clock, root: folder, token: 't', leaseMs: 30_000 });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const take = async (): Promise<Lease> => (await queue.take('w', 0)) as Lease;
const failure = { cause: 'mistake', message: 'no\nway', worker: 'w', atMs: 0 } as const;

test('a queue without orders is named', async () => {
  const { io, out } = testIo();
  expect(await runCli(['farm', 'status', '--queue', folder, '--watch'], '1', io)).toBe(0);
  expect(out).toEqual([`no orders in ${folder}`]);
});

test('--watch goes on while a shard is under way, whatever is set aside, and ends when nothing is left to do', async () => {
  await queue.submit(orderOf(2), [0, 1]);
  await (await take()).failed(failure, false);
  const other = await take();
  const looks: string[] = [];
  let ended: Promise<unknown> | undefined;
  const { io } = testIo({
    out(line) {
      looks.push(line);
      ended ??= other.done(receiptOf({ shard: 1 }));
    },
  });
  expect(await runCli(['farm', 'status', '--queue', folder, '--watch', '--json'], '1', io)).toBe(1);
  await ended;
  const counts = looks.map((line) => (JSON.parse(line) as [{ counts: unknown }])[0].counts);
  expect(counts[0]).toMatchObject({ aside: 1, leased: 1 });
  expect(counts.at(-1)).toMatchObject({ aside: 1, leased: 0, done: 1 });
});

test('--watch ends where the merge is set aside', async () => {
  const order = orderOf(1);
  await queue.submit(order, [0]);
  await (await take()).done(receiptOf({ shard: 0 }));
  await queue.offerMerge(order.id);
  await (await take()).failed(failure, false);
  const { io, out } = testIo();
  expect(await runCli(['farm', 'status', '--queue', folder, '--watch'], '1', io)).toBe(1);
  expect(out).toContain(`${order.id}: the merge is set aside after 1 try: mistake: no way`);
});

test('of many orders a line says how they are, those under way come first, and of what is set aside twelve are told', async () => {
  for (let i = 0; i < 5; i++)
    await queue.submit({ ...orderOf(20), id: `${i}`.repeat(16), priority: i === 3 ? 1 : 0 }, [...Array(20).keys()]);
  await take();
  for (let i = 0; i < 19; i++) await (await take()).failed(failure, false);
  await queue.cancel('0'.repeat(16));
  const { io, out } = testIo();
  expect(await runCli(['farm', 'status', '--queue', folder], '1', io)).toBe(1);
  expect(out[0]).toBe('5 orders: 1 under way, 3 waiting, 1 cancelled  0 of 100 shards, 0 %');
  expect(out.filter((line) => line.includes('/data/x')).map((line) => line[0])).toEqual(['3', '1', '2', '4', '0']);
  expect(out.filter((line) => line.includes('is set aside'))).toHaveLength(12);
  expect(out).toContain('and 7 more');
});

test('what is drawn again takes the place of what was there, however long and however many its lines are', () => {
  const line = fc.integer({ min: 0, max: 90 }).map((length) => 'x'.repeat(length));
  const looks = fc.array(fc.array(line, { maxLength: 30 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(looks, (each) => {
      const screen = openScreen(40, 24);
      const redraw = redrawer({ draw: screen.write, columns: 40, rows: 24 }, (text, columns) =>
        fitted(text, { columns, plain: false }),
      );
      for (const lines of each) {
        redraw(lines, false);
        expect(screen.gone).toEqual([]);
        const shown = lines.slice(0, lines.length > 23 ? 22 : 23).map((text) => fitted(text, { columns: 40, plain: false }));
        const more = lines.length > 23 ? [`and ${lines.length - 22} more lines`] : [];
        expect(screen.rows).toEqual([...shown, ...more].filter((text) => text !== ''));
      }
    }),
  );
});

test('letters that take two places go on in no other row, and the last look is whole', () => {
  const drawn: string[] = [];
  const redraw = redrawer({ draw: (text) => void drawn.push(text), columns: 40, rows: 3 }, (text) => text);
  redraw(['a', 'b', 'c'], false);
  redraw(['a', 'b', 'c'], true);
  expect(drawn).toEqual(['\x1b[J\x1b[?7la\nand 2 more lines\n\x1b[?7h', '\x1b[2A\x1b[Ja\nb\nc\n']);
});
