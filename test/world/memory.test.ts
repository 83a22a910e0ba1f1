/** A run lets go of its past: simulating must not hold every step in memory. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { snapshotOf } from '#world/snapshot';

it('a snapshot does not keep those before it alive', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  let now = snapshotOf([], 0, [], [0, 0, 0]);
  const first = new WeakRef(now);
  for (let step = 1; step <= 3; step++) now = snapshotOf([], step, [], [0, 0, 0], now);
  // A WeakRef holds its target until the present turn is over.
  await new Promise((resolve) => setImmediate(resolve));
  collect();
  expect(now.time).toBe(3);
  expect(first.deref()).toBeUndefined();
});
