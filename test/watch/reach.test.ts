/** A queue that is out of reach: the log says it once, the worker is not ready, and the gauges say how old they are. */
import { expect, test } from 'vitest';
import type { OrderState } from '#contracts/farm';
import { infrastructureError } from '#core/errors';
import { lookAt } from '#toolkit/farm/watched';
import { type LogRecord, openWatch } from '#watch/index';
import { parseExposition } from './exposition.js';

test('whoever asks the queue in vain makes it unready, until somebody reaches it', async () => {
  const lines: LogRecord[] = [];
  let seconds = 1_800_000_000;
  const watch = await openWatch({
    env: {},
    worker: 'host-1',
    version: '0.1.0',
    backend: 'llvmpipe',
    pid: 1,
    now: () => 1000 * seconds,
    log: { format: 'json', level: 'info', write: (line) => lines.push(JSON.parse(line) as LogRecord) },
    metrics: { port: 0 },
  });
  let gone = false;
  const states = async (): Promise<readonly OrderState[]> => {
    if (gone) throw infrastructureError('NM7801', 'redis://:hunter2@h does not answer', 'start it');
    return [];
  };
  const ready = async () => {
    const answer = await fetch(`${watch.url}/readyz`);
    return [answer.status, await answer.text()];
  };
  const lastSeen = async () => {
    const read = parseExposition(await (await fetch(`${watch.url}/metrics`)).text());
    return read.get('nearmiss_queue_last_seen_timestamp_seconds')?.samples[0]?.value;
  };
  try {
    await lookAt({ states }, watch, 60_000);
    expect(await ready()).toEqual([200, 'ok\n']);
    gone = true;
    seconds += 60;
    await lookAt({ states }, watch, 60_000);
    watch.on({ type: 'away', why: 'a lane finds out, too' });
    expect(await ready()).toEqual([503, 'the queue is out of reach\n']);
    expect(await lastSeen()).toBe(1_800_000_000);
    gone = false;
    await lookAt({ states }, watch, 60_000);
    watch.on({ type: 'back' });
    expect(await ready()).toEqual([200, 'ok\n']);
    expect(await lastSeen()).toBe(1_800_000_060);
    expect(lines.map(({ level, event, message }) => [level, event, message])).toEqual([
      ['warn', 'away', 'the queue is out of reach: redis://***@h does not answer'],
      ['info', 'back', 'the queue is in reach again'],
    ]);
    watch.unready('it takes nothing more');
    await lookAt({ states }, watch, 60_000);
    expect(await ready()).toEqual([503, 'it takes nothing more\n']);
  } finally {
    await watch.close();
  }
});

test('a queue that does not answer is out of reach before the request is given up, and back with the answer', async () => {
  const told: string[] = [];
  let answer: (states: readonly OrderState[]) => void = () => {};
  const silent = new Promise<readonly OrderState[]>((resolve) => {
    answer = resolve;
  });
  const away = new Promise<void>((resolve) => {
    const watch = {
      on(event: { readonly type: string }) {
        told.push(event.type);
        resolve();
      },
      queue: () => void told.push('answer'),
    };
    void lookAt({ states: () => silent }, watch, 0).then(() => told.push('looked'));
  });
  await away;
  expect(told).toEqual(['away']);
  answer([]);
  await new Promise((resolve) => setImmediate(resolve));
  expect(told).toEqual(['away', 'answer', 'looked']);
});
