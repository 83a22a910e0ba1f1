/** One small scenario, to the byte: what a change of the export changes shows here. */
import { expect, it } from 'vitest';
import { actor, event, scenario, walker } from '../world/fixture.js';
import { exported } from './fixture.js';

const start = { position: [20, -1.75, 0] as const, heading: 0, speed: 10, lane: { id: 'right', s: 20, offset: 0 } };
const CASE = scenario(
  [{ ...actor('ego', { asset: 'sedan', seed: 1, traits: {} }, start.position), start }, walker('walker', [80, -6, 0])],
  [
    event('slow', 'ego', { type: 'brake', deceleration: 4, jerk: 0 }, { type: 'time', after: 2 }),
    event(
      'dash',
      'walker',
      { type: 'cross', to: [80, -3], speed: 1.5, acceleration: 0 },
      { type: 'gap', from: 'ego', to: 'walker', op: 'below', value: 40 },
    ),
  ],
  { duration: 6 },
);

it('writes the same bytes as ever', async () => {
  const { xml, road, notes } = exported(CASE);
  expect(notes).toEqual([]);
  await expect(xml).toMatchFileSnapshot('golden/case.xosc');
  await expect(road).toMatchFileSnapshot('golden/case.xodr');
});
