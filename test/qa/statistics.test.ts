/** Statistics of datasets: closed forms, and the command as a user calls it. */
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { statisticsOf } from '#qa/statistics/picture';
import { piecesOf } from '#qa/statistics/pieces';
import { runCli } from '../../src/cli/run.js';
import { testIo } from '../cli/test-io.js';
import { HEIGHT, remover, scenes, temporaryFolder, WIDTH, writeFolders } from './scenes.js';

describe('pieces of a map', () => {
  const map = (rows: readonly string[]): [Uint8Array, number, number] => [
    Uint8Array.from(rows.join('').split(''), Number),
    (rows[0] as string).length,
    rows.length,
  ];

  it('join over sides, not over corners, whatever way round', () => {
    const rows = [
      '1110000111',
      '1110000111',
      '1110000111',
      '1111111111',
      '0000000000',
      '2222002222',
      '2222002222',
      '2222002222',
    ];
    const found = piecesOf(...map(rows));
    expect(found.filter(({ value }) => value === 1)).toEqual([{ value: 1, height: 0.5, foot: 0.5 }]);
    expect(found.filter(({ value }) => value === 2)).toEqual(Array(2).fill({ value: 2, height: 3 / 8, foot: 1 }));
  });

  it('are as many as a flood from each pixel finds', () => {
    const values = fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 240, maxLength: 240 });
    fc.assert(
      fc.property(values, (cells) => {
        const grid = Uint8Array.from(cells);
        expect(piecesOf(grid, 20, 12).length).toBe(flooded(grid, 20));
      }),
      { numRuns: 60 },
    );
  });

  /** Pieces of at least twelve pixels, by flooding. */
  function flooded(grid: Uint8Array, width: number): number {
    const seen = new Set<number>();
    let count = 0;
    for (let start = 0; start < grid.length; start++) {
      if (seen.has(start)) continue;
      const queue = [start];
      seen.add(start);
      for (const at of queue) {
        const beside = [at % width > 0 ? at - 1 : -1, at % width < width - 1 ? at + 1 : -1, at - width, at + width];
        for (const next of beside) {
          if (next < 0 || next >= grid.length || seen.has(next) || grid[next] !== grid[start]) continue;
          seen.add(next);
          queue.push(next);
        }
      }
      if (queue.length >= 12) count++;
    }
    return count;
  }
});

describe('statistics of a picture', () => {
  it('count shares, bands and light, void left out of classes', () => {
    const [width, height] = [16, 16];
    const truth = Uint8Array.from({ length: 256 }, (_, i) => (i < 64 ? 0 : i < 128 ? 255 : 1));
    const rgb = Uint8Array.from({ length: 768 }, (_, i) => (i < 192 ? 255 : i < 384 ? 0 : [200, 100, 50][i % 3]) as number);
    const { pixels, classes, light } = statisticsOf({ width, height, rgb, truth }, 2);
    expect(pixels).toBe(192);
    expect(classes.map((each) => each.pixels)).toEqual([64, 128]);
    expect(classes.map((each) => each.bands)).toEqual([
      [32, 32, 0, 0, 0, 0, 0, 0],
      [0, 0, 0, 0, 32, 32, 32, 32],
    ]);
    expect(light).toMatchObject({ pixels: 256, blown: 64, dark: 64 });
    expect(light.saturation).toBeCloseTo(128 * 0.75, 6);
    expect((classes[1]?.luma as number) / 128).toBeCloseTo(0.299 * 200 + 0.587 * 100 + 0.114 * 50, 4);
    expect(classes.map((each) => each.pieces.length)).toEqual([1, 1]);
  });
});

describe('nearmiss statistics', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await temporaryFolder();
    await writeFolders(join(folder, 'a'), scenes('a', 6));
    await writeFolders(join(folder, 'b'), scenes('b', 6));
    return remover(folder);
  });
  const call = async (...args: readonly string[]) => {
    const { io, out, err } = testIo();
    return { code: await runCli(['statistics', ...args], '0.0.0', io), out: out.join('\n'), err: err.join('\n') };
  };

  it('sets datasets side by side, as many pictures as asked', async () => {
    const { code, out } = await call(join(folder, 'a'), `${join(folder, 'b')}:2`, '--size', `${WIDTH}x${HEIGHT}`);
    expect(code).toBe(0);
    expect(out).toMatch(/^a {2}6 pictures/m);
    expect(out).toMatch(/^b {2}2 pictures/m);
    expect(out).toMatch(/^bicyclist +0\.00 +0\.00$/m);
  });

  it('agrees with what was drawn', async () => {
    const { out } = await call(join(folder, 'a'), '--size', `${WIDTH}x${HEIGHT}`, '--json');
    const { datasets } = JSON.parse(out);
    const drawn = scenes('a', 6).flatMap(({ index }) => [...index]);
    const share = (value: number) => drawn.filter((each) => each === value).length / drawn.length;
    expect(datasets[0].classes.car.share).toBeCloseTo(share(8), 6);
    expect(datasets[0].classes.sky.share).toBeCloseTo(share(0), 6);
    expect(datasets[0].classes.car).toMatchObject({ shownIn: 1, pieces: 1 });
    expect(datasets[0].classes.sky.bands[0]).toBe(1);
  });

  it('says what is wrong with a folder or an option', async () => {
    expect(await call(join(folder, 'none'))).toMatchObject({ code: 2, err: expect.stringContaining('NM8101') });
    expect(await call(join(folder, 'a'), '--classes', 'nope')).toMatchObject({
      code: 2,
      err: expect.stringContaining('NM8102'),
    });
  });
});
