/** A connection to Redis that finds its way back, and says in a person's words when there is none. */
import type { Redis } from 'ioredis';
import { infrastructureError, NearmissError, usageError } from '#core/errors';
import { withoutPassword } from '../address.js';

const LONGEST_PAUSE_MS = 2_000;

export interface RedisAddress {
  /** `redis://` or `rediss://`, with its password. */
  readonly url: string;
  /** Whom to trust beside the system's authorities: PEM. */
  readonly ca?: string;
}

/** @param patienceMs how long a request may wait for the server to come back */
export interface Line {
  readonly redis: Redis;
  /** @throws NearmissError NM7801 (exit 3) where there is no answer in time or the server refuses */
  ask<T>(request: () => Promise<T>): Promise<T>;
  close(): void;
}

export async function openLine({ url, ca }: RedisAddress, patienceMs: number): Promise<Line> {
  const { Redis } = await import('ioredis');
  const tls = url.startsWith('rediss:') ? { tls: ca === undefined ? {} : { ca } } : {};
  const redis = new Redis(url, {
    lazyConnect: true,
    maxRetriesPerRequest: null,
    retryStrategy: (times) => Math.min(LONGEST_PAUSE_MS, 50 * times),
    ...tls,
  });
  let last: Error | undefined;
  redis.on('error', (error: Error) => {
    last = error;
  });
  const where = withoutPassword(url);
  const refused = (error: unknown): NearmissError => {
    const said = error instanceof Error ? error.message : String(error);
    // Of a connection that could not be opened the client says only that it is closed.
    const why = /closed/i.test(said) ? (last?.message ?? said) : said;
    return infrastructureError(
      'NM7801',
      `the queue at ${where} can't be used: ${why}`,
      'is Redis running there, and is the password right?',
      error,
    );
  };
  async function ask<T>(request: () => Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(refused(last ?? new Error(`no answer in ${patienceMs / 1000} s`))), patienceMs);
    });
    try {
      return await Promise.race([request(), late]);
    } catch (error) {
      if (error instanceof NearmissError) throw error;
      throw refused(error);
    } finally {
      clearTimeout(timer);
    }
  }
  const line = { redis, ask, close: () => redis.disconnect() };
  try {
    await ask(() => redis.connect());
    await refuseOld(line);
  } catch (error) {
    redis.disconnect();
    throw error;
  }
  return line;
}

/** BullMQ's scripts want 6.2 or newer. */
async function refuseOld({ redis, ask }: Omit<Line, 'close'>): Promise<void> {
  const version = /redis_version:(\d+)\.(\d+)/.exec(await ask(() => redis.info('server')));
  const [major, minor] = [Number(version?.[1]), Number(version?.[2])];
  if (major > 6 || (major === 6 && minor >= 2)) return;
  throw usageError(
    'NM7802',
    `this Redis is ${major}.${minor}; a queue needs 6.2 or newer`,
    'let a newer Redis or Valkey run there',
  );
}
