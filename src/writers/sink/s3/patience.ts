/**
 * How a request is tried again. The library's own strategies share a budget between all requests of a process and give up together when it is spent, on the
 * second try of a request if need be; here each request has all of its tries.
 */
import type { S3ClientConfig } from '@aws-sdk/client-s3';
import { statusOf } from './told.js';

type Strategy = Exclude<NonNullable<S3ClientConfig['retryStrategy']>, { retry: unknown }>;
type Token = Awaited<ReturnType<Strategy['acquireInitialRetryToken']>>;

/** Tries in all. Waits double from try to try: 13 s in all at most, or 51 s where the store says that it has enough to do. */
export const ATTEMPTS = 8;
const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 20_000;
const WHEN_BUSY = 4;
const NOT_IMPLEMENTED = 501;

export interface PatienceOptions {
  /** 0 up to 1: so that those who were refused together don't come back together. */
  readonly random: () => number;
  /** ms before the second try, at most. */
  readonly firstWaitMs?: number;
}

export function patience({ random, firstWaitMs = FIRST_WAIT_MS }: PatienceOptions): Strategy {
  const token = (count: number, delay: number): Token => ({ getRetryCount: () => count, getRetryDelay: () => delay });
  return {
    acquireInitialRetryToken: async () => token(0, 0),
    async refreshRetryTokenForRetry(before, { error, errorType }) {
      const count = before.getRetryCount() + 1;
      const isFinal = errorType === 'CLIENT_ERROR' || (error !== undefined && statusOf(error) === NOT_IMPLEMENTED);
      if (isFinal || count >= ATTEMPTS) throw error ?? new Error('tried in vain');
      const first = errorType === 'THROTTLING' ? firstWaitMs * WHEN_BUSY : firstWaitMs;
      return token(count, Math.round(random() * Math.min(LONGEST_WAIT_MS, first << (count - 1))));
    },
    recordSuccess() {},
  };
}
