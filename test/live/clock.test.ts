/** Simulated time against real time that moves when it is told. */
import { expect, test } from 'vitest';
import { createClock, type Rate } from '#live/clock';
import { fakeWall, settle } from './fake-wall.js';

const forever = new AbortController().signal;
const S = 1e9;

async function running(rate: Rate) {
  const { wall, pass } = fakeWall();
  const clock = createClock(wall, rate);
  clock.setPaused(false);
  const reached: number[] = [];
  const wait = (timeNs: number) => void clock.until(timeNs, forever).then(() => reached.push(timeNs));
  return { clock, pass, wait, reached };
}

test.each([0.5, 1, 4])('at rate %d a second of simulation takes its share of real time', async (rate) => {
  const { clock, pass, wait, reached } = await running(rate);
  wait(2 * S);
  await pass(2000 / rate - 1);
  expect(reached).toEqual([]);
  await pass(1);
  expect(reached).toEqual([2 * S]);
  expect(clock.nowNs()).toBe(2 * S);
  expect(clock.wallOf(3 * S)).toBe(3000 / rate);
});

test('it stands still while it is paused, and goes on where it stood', async () => {
  const { clock, pass, wait, reached } = await running(1);
  wait(S);
  await pass(600);
  clock.setPaused(true);
  await pass(5000);
  expect([clock.nowNs(), reached]).toEqual([0.6 * S, []]);
  clock.setPaused(false);
  await pass(399);
  expect(reached).toEqual([]);
  await pass(1);
  expect(reached).toEqual([S]);
});

test('another rate counts from when it is set', async () => {
  const { clock, pass, wait, reached } = await running(1);
  wait(3 * S);
  await pass(1000);
  clock.setRate(2);
  await pass(999);
  expect(reached).toEqual([]);
  await pass(1);
  expect(reached).toEqual([3 * S]);
});

test('as fast as it is asked: time is where it was last waited for, and never goes back', async () => {
  const { clock, wait, reached } = await running('max');
  wait(5 * S);
  wait(2 * S);
  await settle();
  expect([reached, clock.nowNs()]).toEqual([[5 * S, 2 * S], 5 * S]);
  clock.setPaused(true);
  wait(6 * S);
  await settle();
  expect(clock.nowNs()).toBe(5 * S);
  clock.setPaused(false);
  await settle();
  expect(clock.nowNs()).toBe(6 * S);
});

test('a jump takes those along who wait', async () => {
  const { clock, pass, wait, reached } = await running(1);
  wait(10 * S);
  await pass(100);
  clock.jump(9.9 * S);
  await pass(99);
  expect(reached).toEqual([]);
  await pass(1);
  expect(reached).toEqual([10 * S]);
});

test('who waits is let go when the wait is called off', async () => {
  const { wall } = fakeWall();
  const clock = createClock(wall, 1);
  const halt = new AbortController();
  const waiting = clock.until(S, halt.signal);
  halt.abort(new Error('enough'));
  await expect(waiting).rejects.toThrow('enough');
});
