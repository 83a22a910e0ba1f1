/** The still of the gallery shows its actors. */
import { expect, it } from 'vitest';
import type { SceneSpec } from '#contracts/scene';
import { worthOf } from '../../docs/site/gallery/worth.js';

const bodies = [
  { role: 'ego', instance: 1 },
  { role: 'actor', instance: 2 },
  { role: 'prop', instance: 3 },
] as unknown as SceneSpec['bodies'];
/** A picture of 1000 pixels with so many of an id. */
const picture = (id: number, count: number): number[] => Array.from({ length: 1000 }, (_, i) => (i < count ? id : 0));

it('prefers an actor that is seen, larger rather than smaller, to one that fills the picture', () => {
  const [none, far, near, filling] = [0, 5, 25, 700].map((count) => worthOf(picture(2, count), bodies)) as [
    number,
    number,
    number,
    number,
  ];
  expect(none).toBe(0);
  expect(far).toBeGreaterThan(none);
  expect(near).toBeGreaterThan(far);
  expect(filling).toBeLessThan(none);
});

it('does not count the ego nor props', () => {
  for (const id of [1, 3]) expect(worthOf(picture(id, 20), bodies)).toBe(0);
});
