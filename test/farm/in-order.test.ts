/** Work begun before its turn: looked at in order, no more than so much at once, and as little of it as can be thrown away. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { inOrder } from '#farm/index';

const later = (turns: number): Promise<void> =>
  turns === 0 ? Promise.resolve() : Promise.resolve().then(() => later(turns - 1));

it('gives results in the order of the tasks, however long each takes, never more at once than allowed', async () => {
  const anyWork = fc.record({ turns: fc.array(fc.nat(20), { maxLength: 12 }), atOnce: fc.integer({ min: 1, max: 5 }) });
  await fc.assert(
    fc.asyncProperty(anyWork, async ({ turns, atOnce }) => {
      let running = 0;
      let most = 0;
      const seen: number[] = [];
      const work = async (i: number): Promise<number> => {
        most = Math.max(most, ++running);
        await later(turns[i] as number);
        running--;
        return i;
      };
      for await (const [task, result] of inOrder(turns.keys(), atOnce, work)) {
        expect(await result()).toBe(task);
        seen.push(task);
      }
      expect(seen).toEqual([...turns.keys()]);
      expect(most).toBe(Math.min(atOnce, turns.length));
    }),
  );
});

it('one at a time, begins nothing that what came before makes needless', async () => {
  const begun: number[] = [];
  let enough = false;
  function* tasks() {
    for (let i = 0; !enough; i++) yield i;
  }
  for await (const [task, result] of inOrder(tasks(), 1, async (i) => begun.push(i))) {
    await result();
    enough = task === 2;
  }
  expect(begun).toEqual([0, 1, 2]);
});

it('tells of a failure in its turn, and of none that nobody asks for', async () => {
  const work = async (i: number): Promise<number> => {
    if (i === 2) throw new Error('two');
    return i;
  };
  const seen: number[] = [];
  const all = async (asked: (i: number) => boolean): Promise<void> => {
    for await (const [task, result] of inOrder([0, 1, 2, 3], 4, work)) if (asked(task)) seen.push(await result());
  };
  await expect(all(() => true)).rejects.toThrow('two');
  expect(seen).toEqual([0, 1]);
  await all((task) => task !== 2);
  expect(seen).toEqual([0, 1, 0, 1, 3]);
});
