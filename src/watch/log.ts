/**
 * What a worker says, a line each: JSON for machines, text for people. Lines of our own instead of a logging library's: there are ten kinds of event, the
 * writer is handed in, and every text loses its secrets here, once, whatever it is.
 */
import type { FarmTask, ShardReceipt, WorkerEvent } from '#contracts/farm';
import { cleanerOf } from './secrets.js';
import { keyOf } from './task.js';

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export interface LogOptions {
  readonly format: 'json' | 'text';
  /** Less is left out; `debug` has a line a frame. */
  readonly level: LogLevel;
  readonly worker: string;
  /** Of this process (`secretsOf`). */
  readonly secrets: readonly string[];
  /** Since 1970, ms. */
  readonly now: () => number;
  /** A line, without its end. */
  readonly write: (line: string) => void;
}

/** In this order in a line of JSON; what does not apply is left out. */
export interface LogRecord {
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly level: LogLevel;
  readonly event: WorkerEvent['type'] | 'note';
  readonly message: string;
  readonly worker: string;
  readonly order?: string;
  /** Its number; a merge has none. */
  readonly shard?: number;
  readonly attempt?: number;
  readonly sample?: string;
  readonly frames?: number;
  readonly seconds?: number;
  readonly cause?: string;
  readonly code?: string;
  readonly evidence?: string;
}

export interface Log {
  on(event: WorkerEvent): void;
  /** Something that is no event. */
  note(level: LogLevel, message: string): void;
}

type Said = Omit<LogRecord, 'time' | 'worker' | 'event'>;

export function openLog(options: LogOptions): Log {
  const { format, level, worker, secrets, now, write } = options;
  const attempts = new Map<string, number>();
  const clean = cleanerOf(secrets);
  const say = (event: LogRecord['event'], said: Said): void => {
    if (LOG_LEVELS.indexOf(said.level) < LOG_LEVELS.indexOf(level)) return;
    const record = cleaned(inOrder({ time: new Date(now()).toISOString(), event, worker, ...said }), clean);
    write(format === 'json' ? JSON.stringify(record) : textOf(record));
  };
  return {
    on(event) {
      if (!('task' in event)) return say(event.type, saidOfWorker(event));
      const key = keyOf(event.task);
      if (event.type === 'taken') attempts.set(key, event.attempt);
      const attempt = attempts.get(key);
      say(event.type, { ...placeOf(event.task), ...(attempt === undefined ? {} : { attempt }), ...saidOf(event) });
      if (ENDS.includes(event.type)) attempts.delete(key);
    },
    note: (noted, message) => say('note', { level: noted, message }),
  };
}

const ENDS: readonly WorkerEvent['type'][] = ['done', 'failed', 'lost', 'released'];

function placeOf(task: FarmTask): Pick<LogRecord, 'order' | 'shard'> {
  return 'merge' in task ? { order: task.order } : { order: task.order, shard: task.shard };
}

function saidOfWorker(event: Exclude<WorkerEvent, { task: FarmTask }>): Said {
  if (event.type === 'draining') return { level: 'info', message: 'takes nothing more' };
  if (event.type === 'back') return { level: 'info', message: 'the queue is in reach again' };
  return { level: 'warn', message: `the queue is out of reach: ${event.why}` };
}

function saidOf(event: Extract<WorkerEvent, { task: FarmTask }>): Said {
  const what = 'merge' in event.task ? 'the merge' : `shard ${event.task.shard}`;
  switch (event.type) {
    case 'taken':
      return { level: 'info', message: `takes ${what}` };
    case 'frame':
      return { level: 'debug', message: `frame ${event.done} of ${event.total}`, sample: event.sample };
    case 'sample':
      return {
        level: 'info',
        message: `sample ${event.sample} ${Object.keys(event.stages).length === 0 ? 'was there already' : 'is whole'}`,
        sample: event.sample,
        frames: event.frames,
      };
    case 'done':
      return { level: 'info', message: `${what} is done${foundIn(event.receipt)}`, ...figuresOf(event.receipt) };
    case 'failed': {
      const { cause, code, message, evidence } = event.failure;
      const also = { ...(code === undefined ? {} : { code }), ...(evidence === undefined ? {} : { evidence }) };
      return { level: event.next === 'aside' ? 'error' : 'warn', message: `${message} (${NEXT[event.next]})`, cause, ...also };
    }
    case 'lost':
      return { level: 'warn', message: `the lease of ${what} is lost; another may have it` };
    case 'released':
      return { level: 'info', message: `gives ${what} back` };
  }
}

const NEXT = { again: 'tried again later', aside: 'set aside', lost: 'the lease was lost' } as const;

function foundIn({ found }: ShardReceipt): string {
  return found === 0 ? '' : `; ${found} ${found === 1 ? 'sample was' : 'samples were'} there already`;
}
function figuresOf({ frames, wallMs }: ShardReceipt): Pick<LogRecord, 'frames' | 'seconds'> {
  return { frames, seconds: Math.round(wallMs) / 1000 };
}

const FIELDS = [
  'time',
  'level',
  'event',
  'message',
  'worker',
  'order',
  'shard',
  'attempt',
  'sample',
  'frames',
  'seconds',
  'cause',
  'code',
  'evidence',
] as const satisfies readonly (keyof LogRecord)[];

function inOrder(record: LogRecord): LogRecord {
  return Object.fromEntries(
    FIELDS.flatMap((field) => (record[field] === undefined ? [] : [[field, record[field]]])),
  ) as unknown as LogRecord;
}

/** Each text by itself: what is JSON around them is ours. */
function cleaned(record: LogRecord, clean: (text: string) => string): LogRecord {
  const each = (value: unknown): unknown => (typeof value === 'string' ? clean(value) : value);
  return Object.fromEntries(Object.entries(record).map(([field, value]) => [field, each(value)])) as unknown as LogRecord;
}

/** `12:31:07 warn  3f9c shard 12 try 2: message [page NM4003]`; evidence below, indented. */
function textOf({ time, level, message, order, shard, attempt, cause, code, evidence }: LogRecord): string {
  const place = [
    order?.slice(0, 4),
    order === undefined ? undefined : shard === undefined ? 'merge' : `shard ${shard}`,
    attempt !== undefined && attempt > 1 ? `try ${attempt}` : undefined,
  ].filter((part) => part !== undefined);
  const why = [cause, code].filter((part) => part !== undefined).join(' ');
  const line = `${time.slice(11, 19)} ${level.padEnd(5)} ${place.length === 0 ? '' : `${place.join(' ')}: `}${message}${why === '' ? '' : ` [${why}]`}`;
  const below = (evidence ?? '').trimEnd();
  return printable(below === '' ? line : `${line}\n${below.replace(/^/gm, '    ')}`);
}

/** No character that moves a terminal's cursor or colours it. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}]/gu, (char) =>
    char === '\n' || char === '\t' ? char : `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
}
