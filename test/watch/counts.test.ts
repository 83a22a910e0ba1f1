/** Spans that are lost are told of as that is found out, each once. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openCounts } from '#watch/spans/counts';

test('batches that fail are told at once, what never went out at the end, and nothing twice', () => {
  const batches = fc.array(fc.record({ spans: fc.integer({ min: 1, max: 9 }), taken: fc.boolean() }), { maxLength: 20 });
  fc.assert(
    fc.property(batches, fc.nat(9), (all, waiting) => {
      const counts = openCounts();
      const told: number[] = [];
      counts.onLost((count) => told.push(count));
      const lost: number[] = [];
      for (const { spans, taken } of all) {
        for (let i = 0; i < spans; i++) counts.ended();
        if (taken) counts.sent(spans);
        else {
          counts.lost(spans);
          lost.push(spans);
        }
        expect(told).toEqual(lost);
      }
      for (let i = 0; i < waiting; i++) counts.ended();
      const end = counts.close();
      expect(told).toEqual(waiting > 0 ? [...lost, waiting] : lost);
      expect(end.lost).toBe(told.reduce((a, b) => a + b, 0));
      expect(end.sent).toBe(all.reduce((sum, { spans, taken }) => sum + (taken ? spans : 0), 0));
      // A collector that answers when nobody waits for it any more.
      counts.lost(3);
      expect(told.reduce((a, b) => a + b, 0)).toBe(end.lost);
    }),
  );
});
