import { expect, test } from 'vitest';
import { memoryPool, withMemory } from '#core/memory-pool';

test('a piece that was given back is the next of its length', () => {
  const pool = memoryPool();
  const [a, b] = [pool.take(100), pool.take(100)];
  expect(a.buffer).not.toBe(b.buffer);
  pool.giveBack(a);
  expect(pool.take(99).buffer).not.toBe(a.buffer);
  expect(pool.take(100).buffer).toBe(a.buffer);
  expect(pool.take(100).buffer).not.toBe(a.buffer);
});

test('a piece fills its buffer, so that it can be seen as any kind of number', () => {
  const pool = memoryPool();
  for (const piece of [pool.take(24), pool.take(24)]) {
    const numbers = new Float64Array(piece.buffer);
    numbers.fill(Math.PI);
    expect(numbers).toHaveLength(3);
    expect([...piece.subarray(-8)]).toEqual([...new Uint8Array(Float64Array.of(Math.PI).buffer)]);
    pool.giveBack(piece);
  }
});

test('lengths that nobody takes any more are not kept', () => {
  const pool = memoryPool();
  const first = pool.take(1);
  pool.giveBack(first);
  for (let bytes = 2; bytes < 40; bytes++) pool.giveBack(pool.take(bytes));
  expect(pool.take(1)).not.toBe(first);
});

test('after work that failed its piece is not used again', async () => {
  const pool = memoryPool();
  let piece: Uint8Array | undefined;
  const work = async (taken: Uint8Array) => {
    piece = taken;
    throw new Error('no');
  };
  await expect(withMemory(pool, 8, work)).rejects.toThrow('no');
  expect(pool.take(8)).not.toBe(piece);
});
