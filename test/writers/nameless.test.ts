/** What belongs to no class is no category: it is left out of scores, and its pixels are void. */
import { expect, it } from 'vitest';
import { instanceAnnotations } from '../../src/writers/coco/instances.js';
import { panopticFrame } from '../../src/writers/coco/panoptic.js';
import { madeDefinition, madeFrame, madeObject } from './made-sample.js';

const [width, height] = [8, 4];
const shape = madeObject({ id: 'distractor-1', track: 9, class: 'unlabeled', at: [9, 0, 4], heading: 0, size: [1, 1, 1] });
const car = madeObject({ id: 'car', track: 2, at: [20, 3, 0], heading: 0, size: [4.4, 1.8, 1.5] });
/** The left half is the car's, the right half the shape's; nothing is behind them. */
const instance = new Uint16Array(width * height).map((_, i) => (i % width < 4 ? 2 : 9));
const { annotations } = madeFrame(0, [car, shape]);

it('in COCO instances', () => {
  const rows = instanceAnnotations(madeDefinition('coco'), annotations, instance, { width, height });
  expect(rows.map(({ track_id }) => track_id)).toEqual([2]);
});

it('in COCO panoptic: id 0', () => {
  const rgb = new Uint8Array(3 * width * height);
  const ids = { instance, semantic: new Uint8Array(width * height), width, height };
  const segments = panopticFrame(madeDefinition('coco'), annotations, ids, rgb) as { id: number; area: number }[];
  expect(segments.map(({ id, area }) => [id, area])).toEqual([[2, 16]]);
  expect([...rgb].filter((value) => value === 9)).toEqual([]);
});
