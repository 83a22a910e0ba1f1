/** A share of what `npm run fuzz` does: 1,000 hostile documents, each taken or refused in words. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FarmTask } from '#contracts/farm';
import { documentOf, type Finding, tryOne } from './run.js';
import { openTargets, type Target } from './targets.js';

const COUNT = 1_000;
let targets: readonly Target[];
beforeAll(async () => {
  targets = await openTargets();
});
afterAll(async () => {
  for (const target of targets) await target.close?.();
});

async function findings(of: readonly Target[], count: number) {
  const found: Finding[] = [];
  const byTarget = new Map<string, { taken: number; refused: number }>();
  for (let number = 0; number < count; number++) {
    const outcome = await tryOne(of, 'fast', number);
    const counts = byTarget.get(outcome.target) ?? { taken: 0, refused: 0 };
    byTarget.set(outcome.target, counts);
    if ('finding' in outcome) found.push(outcome.finding);
    else counts[outcome.taken ? 'taken' : 'refused']++;
  }
  return { found, byTarget };
}

test(`${COUNT} hostile documents`, async () => {
  const { found, byTarget } = await findings(targets, COUNT);
  expect(found.map(({ target, number, what }) => `${target} ${number}: ${what}`)).toEqual([]);
  expect([...byTarget.keys()].sort()).toEqual(targets.map(({ name }) => name).sort());
  for (const [, { refused }] of byTarget) expect(refused).toBeGreaterThan(0);
  // Harm that readers do not notice would test little; harm that is always noticed at the door, too.
  expect(byTarget.get('scenario')?.taken).toBeGreaterThan(10);
});

test('a document is decided by seed and number', () => {
  for (const number of [0, 17, 999]) expect(documentOf(targets, 'a', number).text).toBe(documentOf(targets, 'a', number).text);
  expect(documentOf(targets, 'a', 1).text).not.toBe(documentOf(targets, 'b', 1).text);
});

describe('readers that believe what they read are caught', () => {
  const broken = (name: string, read: (text: string) => boolean): Target => ({
    ...(targets.find((target) => target.name === name) as Target),
    read,
  });

  test('one that casts', async () => {
    const cast = broken('task', (text) => (JSON.parse(text) as FarmTask).order.length === 16);
    expect((await findings([cast], 200)).found.length).toBeGreaterThan(10);
  });

  test('one that recurses as deep as it is told', async () => {
    const depth = (value: unknown): number =>
      typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depth)) : 0;
    const recursive = broken('plan', (text) => {
      let value: unknown;
      try {
        value = JSON.parse(text);
      } catch {
        return false;
      }
      return depth(value) > 0;
    });
    const { found } = await findings([recursive], 1_000);
    expect(found.some(({ what }) => what.includes('Maximum call stack'))).toBe(true);
  });

  test('one that merges keys into its objects', async () => {
    const merge = (into: Record<string, unknown>, from: unknown): void => {
      if (typeof from !== 'object' || from === null) return;
      for (const [key, value] of Object.entries(from))
        if (typeof value === 'object' && value !== null && typeof into[key] === 'object') merge(into[key] as never, value);
        else into[key] = value;
    };
    const polluting = broken('task', (text) => {
      try {
        merge({}, JSON.parse(text));
      } catch {
        return false;
      }
      return true;
    });
    try {
      const { found } = await findings([polluting], 500);
      expect(found.some(({ what }) => what.includes('what every object is'))).toBe(true);
    } finally {
      delete (Object.prototype as { polluted?: unknown }).polluted;
    }
  });
});
