/** A line an event, for machines and for people, without secrets. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FAILURE_CAUSES, type WorkerEvent } from '#contracts/farm';
import { type LogOptions, type LogRecord, openLog } from '#watch/index';
import { anyText } from './any-text.js';
import { receiptOf } from './farm-sample.js';

const task = { order: '3f9cab0011223344', shard: 12 } as const;
const EVENTS: readonly WorkerEvent[] = [
  { type: 'taken', task, attempt: 2 },
  { type: 'frame', task, sample: '000048', done: 1, total: 10 },
  { type: 'sample', task, sample: '000048', frames: 10, stages: { render: 1 } },
  {
    type: 'failed',
    task,
    failure: {
      cause: 'page',
      code: 'NM5003',
      message: 'the page did not answer',
      evidence: 'Error: x\n  at y',
      worker: 'w',
      atMs: 0,
    },
    next: 'again',
  },
  { type: 'taken', task, attempt: 3 },
  { type: 'done', task, receipt: receiptOf({ found: 1, frames: 30, wallMs: 61_234.5 }) },
  { type: 'lost', task },
  { type: 'taken', task: { order: task.order, merge: true }, attempt: 1 },
  { type: 'released', task: { order: task.order, merge: true } },
  { type: 'draining' },
  { type: 'away', why: 'redis://:hunter2@h does not answer' },
  { type: 'back' },
];

function logged(events: readonly WorkerEvent[], changes: Partial<LogOptions> = {}): string[] {
  const lines: string[] = [];
  const now = () => Date.UTC(2026, 10, 30, 3, 4, 5, 678);
  const log = openLog({
    format: 'json',
    level: 'info',
    worker: 'host-1',
    secrets: [],
    now,
    write: (line) => lines.push(line),
    ...changes,
  });
  for (const event of events) log.on(event);
  return lines;
}

test('JSON has the same fields in the same order, and nothing that does not apply', () => {
  const lines = logged(EVENTS);
  const [taken, sample, failed, , done, lost, , released, draining, away, back] = lines.map(
    (line) => JSON.parse(line) as LogRecord,
  );
  expect(lines).toHaveLength(EVENTS.length - 1);
  const basic = { time: '2026-11-30T03:04:05.678Z', worker: 'host-1', order: task.order };
  expect(taken).toEqual({ ...basic, level: 'info', event: 'taken', message: 'takes shard 12', shard: 12, attempt: 2 });
  expect(sample).toMatchObject({ sample: '000048', frames: 10, attempt: 2 });
  expect(failed).toMatchObject({
    level: 'warn',
    cause: 'page',
    code: 'NM5003',
    message: 'the page did not answer (tried again later)',
  });
  expect(done).toMatchObject({
    attempt: 3,
    frames: 30,
    seconds: 61.235,
    message: 'shard 12 is done; 1 sample was there already',
  });
  expect(lost).not.toHaveProperty('attempt');
  expect(released).toMatchObject({ message: 'gives the merge back', attempt: 1 });
  expect(released).not.toHaveProperty('shard');
  expect(draining).toEqual({
    time: basic.time,
    level: 'info',
    event: 'draining',
    message: 'takes nothing more',
    worker: 'host-1',
  });
  expect(away).toEqual({
    time: basic.time,
    level: 'warn',
    event: 'away',
    message: 'the queue is out of reach: redis://***@h does not answer',
    worker: 'host-1',
  });
  expect(back).toMatchObject({ level: 'info', event: 'back' });
});

test('text reads at a glance', () => {
  expect(logged(EVENTS, { format: 'text' })).toEqual([
    '03:04:05 info  3f9c shard 12 try 2: takes shard 12',
    '03:04:05 info  3f9c shard 12 try 2: sample 000048 is whole',
    '03:04:05 warn  3f9c shard 12 try 2: the page did not answer (tried again later) [page NM5003]\n    Error: x\n      at y',
    '03:04:05 info  3f9c shard 12 try 3: takes shard 12',
    '03:04:05 info  3f9c shard 12 try 3: shard 12 is done; 1 sample was there already',
    '03:04:05 warn  3f9c shard 12: the lease of shard 12 is lost; another may have it',
    '03:04:05 info  3f9c merge: takes the merge',
    '03:04:05 info  3f9c merge: gives the merge back',
    '03:04:05 info  takes nothing more',
    '03:04:05 warn  the queue is out of reach: redis://***@h does not answer',
    '03:04:05 info  the queue is in reach again',
  ]);
});

test('levels: frames to those who ask, a shard set aside to everybody', () => {
  expect(logged(EVENTS, { level: 'debug' })).toHaveLength(EVENTS.length);
  const failure = { cause: 'mistake', message: 'm', worker: 'w', atMs: 0 } as const;
  const aside: WorkerEvent = { type: 'failed', task, failure, next: 'aside' };
  expect(logged([...EVENTS, aside], { level: 'error' }).map((line) => (JSON.parse(line) as LogRecord).message)).toEqual([
    'm (set aside)',
  ]);
});

test('whatever is said: one line of JSON, no secret, and text that a terminal takes as text', () => {
  const hostile = fc.oneof(anyText(), fc.constantFrom('\x1b[2J', 'a\nb', 'redis://:hunter2@h', '"', 'top-secret-value'));
  const words = fc.array(hostile, { maxLength: 4 }).map((parts) => parts.join(' '));
  fc.assert(
    fc.property(words, words, words, fc.constantFrom(...FAILURE_CAUSES), (message, evidence, sample, cause) => {
      const events: readonly WorkerEvent[] = [
        { type: 'failed', task, failure: { cause, message, evidence, worker: 'w', atMs: 0 }, next: 'again' },
        { type: 'sample', task, sample, frames: 1, stages: {} },
      ];
      const secrets = ['top-secret-value'];
      const lines = logged(events, { secrets });
      expect(lines).toHaveLength(2);
      const texts = logged(events, { secrets, format: 'text' });
      const told = [...lines, ...texts].some((line) => /hunter2|top-secret-value/.test(line));
      // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what must not be there
      const moved = texts.some((line) => /[\x00-\x08\x0b-\x1f\x7f-\x9f]/.test(line));
      const whole = lines.every((line) => !/[\n\r]/.test(line) && typeof JSON.parse(line) === 'object');
      expect({ told, moved, whole }).toEqual({ told: false, moved: false, whole: true });
    }),
  );
});
