/** What failed tries said, alike ones together. */
import type { ShardFailure } from '#contracts/farm';
import type { FailureReason } from '#contracts/farm-report';

/** @param clean takes secrets out of a text. @returns the most frequent first, then in the order in which they came */
export function reasonsOf(failures: readonly ShardFailure[], clean: (text: string) => string): readonly FailureReason[] {
  const alike = new Map<string, ShardFailure[]>();
  for (const failure of failures) {
    const key = JSON.stringify([failure.cause, failure.code, failure.message]);
    const before = alike.get(key);
    if (before === undefined) alike.set(key, [failure]);
    else before.push(failure);
  }
  return [...alike.values()].map((tries) => reasonOf(tries, clean)).sort((a, b) => b.tries - a.tries);
}

function reasonOf(tries: readonly ShardFailure[], clean: (text: string) => string): FailureReason {
  const { cause, code, message } = tries[0] as ShardFailure;
  return {
    cause,
    ...(code === undefined ? {} : { code }),
    message: clean(message),
    tries: tries.length,
    workers: new Set(tries.map(({ worker }) => worker)).size,
  };
}
