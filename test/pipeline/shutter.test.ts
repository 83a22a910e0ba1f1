/** Rolling shutter and exposure, on closed forms through the oracle. */
import { expect, it } from 'vitest';
import type { Look } from '#contracts/renderer';
import { raycastRenderer } from '#renderers/raycast/index';
import { slicesOf } from '../../src/pipeline/shutter.js';
import { HEIGHT, request, SIZE } from '../conformance/renderer-suite.js';

const instants = { timeNs: 2_000_000_000, periodNs: 100_000_000, hasBefore: true };
const shutter = { exposureS: 0.008, readoutS: 0.02, slices: 48, samples: 4 };
const timeOf = (timeNs: number): Look => ({ frame: { timeNs } }) as unknown as Look;

it('centres the middle row on the picture, and each row a line later than the one above', () => {
  const slices = slicesOf(shutter, 48, instants, timeOf);
  expect(slices.map(({ rows }) => rows)).toEqual(Array.from({ length: 48 }, (_, i) => [i, i + 1]));
  const times = slices.map(({ look }) => look.frame.timeNs);
  // Row y's centre lies at y + 1/2.
  expect((times[23] as number) + (times[24] as number)).toBe(2 * instants.timeNs);
  for (let i = 1; i < 48; i++)
    expect(Math.abs((times[i] as number) - (times[i - 1] as number) - 2e7 / 48)).toBeLessThanOrEqual(1);
  const { exposures, next, before, look } = slices[0] as (typeof slices)[number];
  expect(exposures.map(({ frame }) => frame.timeNs - look.frame.timeNs)).toEqual([-3e6, -1e6, 1e6, 3e6]);
  expect([next.frame.timeNs - look.frame.timeNs, (before?.frame.timeNs ?? 0) - look.frame.timeNs]).toEqual([1e8, -1e8]);
});

it('is one slice for a global shutter, one instant without an exposure', () => {
  const [only, ...rest] = slicesOf({ ...shutter, readoutS: 0, exposureS: 0 }, 48, instants, timeOf);
  expect(rest).toEqual([]);
  expect(only?.rows).toEqual([0, 48]);
  expect(only?.exposures.map(({ frame }) => frame.timeNs)).toEqual([instants.timeNs]);
});

it('skews a vertical edge by its speed times the readout', async () => {
  const session = await raycastRenderer.open({});
  const depth = 4.5;
  const speed = 40;
  const size = { ...SIZE, width: 256, height: 192, fx: 240, fy: 240, cx: 128, cy: 96 };
  const base = request([depth, 0, HEIGHT], [depth, 0, HEIGHT]);
  const view = { ...base.view, intrinsics: size };
  const lookAt = (timeNs: number): Look => {
    const shift = ((timeNs - instants.timeNs) / 1e9) * speed;
    return { frame: { ...request([depth, -shift, HEIGHT], [depth, 0, HEIGHT]).frame, timeNs }, view };
  };
  const readoutS = 0.05;
  const slices = slicesOf({ exposureS: 0, readoutS, slices: 192, samples: 1 }, size.height, instants, lookAt);
  const layers = ['instance', 'depth'] as const;
  const { instance, depth: seen } = await session.render({
    ...base,
    ...lookAt(instants.timeNs),
    next: lookAt(instants.timeNs),
    slices,
    layers,
  });
  const edges: { row: number; column: number; away: number }[] = [];
  for (let row = 0; row < size.height; row++) {
    const line = [...(instance as Uint16Array).subarray(row * size.width, (row + 1) * size.width)];
    const column = line.indexOf(300);
    if (column >= 0) edges.push({ row, column, away: seen?.[row * size.width + column] as number });
  }
  expect(edges.length).toBeGreaterThan(20);
  const [n, sx, sy, sxx, sxy] = edges.reduce(
    ([a, b, c, d, e], { row, column }) => [a + 1, b + row, c + column, d + row * row, e + row * column],
    [0, 0, 0, 0, 0],
  ) as [number, number, number, number, number];
  const pxPerRow = (n * sxy - sx * sy) / (n * sxx - sx * sx);
  const away = edges.reduce((sum, edge) => sum + edge.away, 0) / edges.length;
  // 1000 px/s, 30 us a line, 720 rows: 21.6 px. Here 40 m/s at that distance, over 50 ms.
  const wanted = (speed / away) * size.fx * readoutS;
  expect(wanted).toBeGreaterThan(20);
  expect(Math.abs((pxPerRow * size.height) / wanted - 1)).toBeLessThan(0.03);
});
