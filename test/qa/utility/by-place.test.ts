import { expect, it } from 'vitest';
import type { Picture } from '#qa/datasets/dataset';
import { ExampleStore } from '#qa/pictures/store';
import { commonestByPlace } from '#qa/utility/training/by-place';

it('gives each place what is commonest there, every source counting the same, void not at all', async () => {
  const truths: Readonly<Record<string, readonly number[]>> = { a: [0, 1, 255, 2], b: [0, 1, 2, 2], c: [1, 0, 255, 0] };
  const size = { width: 4, height: 1 };
  const read = async ({ image }: Picture) => ({
    ...size,
    rgb: new Uint8Array(12),
    truth: Uint8Array.from(truths[image] ?? []),
  });
  const source = (...names: readonly string[]) => ({
    dataset: { folder: '', layout: '', pictures: [] },
    pictures: names.map((image) => ({ id: image, image, truth: '', sequence: '', vocabulary: new Map() })),
  });
  const place = (...sources: readonly ReturnType<typeof source>[]) =>
    commonestByPlace({ name: 'row', sources }, new ExampleStore(read, 1e6), size, 3);
  expect([...(await place(source('a', 'b', 'c')))]).toEqual([0, 1, 2, 2]);
  // A source of one weighs what one of three does.
  expect([...(await place(source('a', 'b', 'a'), source('c'), source('c')))]).toEqual([1, 0, 2, 0]);
});
