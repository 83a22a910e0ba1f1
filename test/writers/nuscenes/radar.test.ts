/** Radar files, byte by byte, by the rules of the devkit's reader. */
import { expect, test } from 'vitest';
import { encodeRadar, type RadarScan } from '../../../src/writers/nuscenes/radar.js';

const scan = (
  ...rows: readonly (readonly [x: number, y: number, azimuth: number, speed: number, over: number])[]
): RadarScan => ({
  count: rows.length,
  columns: {
    xyz: Float32Array.from(rows.flatMap(([x, y]) => [x, y, 0.5])),
    azimuth: Float32Array.from(rows.map(([, , azimuth]) => azimuth)),
    radialVelocity: Float32Array.from(rows.map(([, , , speed]) => speed)),
    radialVelocityCompensated: Float32Array.from(rows.map(([, , , , over]) => over)),
    rcs: Float32Array.from(rows.map(() => 10)),
  },
});

/** As `RadarPointCloud.from_file` reads it, its demands included. */
function read(bytes: Uint8Array): readonly (readonly number[])[] {
  const text = new TextDecoder('latin1').decode(bytes);
  const end = text.indexOf('DATA binary\n') + 'DATA binary\n'.length;
  const meta = text.slice(0, end).trim().split('\n');
  expect(meta[0]?.startsWith('#') && meta[1]?.startsWith('VERSION')).toBe(true);
  const words = (line: number): readonly string[] => (meta[line] as string).split(' ').slice(1);
  const [sizes, types] = [words(3).map(Number), words(4)];
  expect([words(2).length, sizes.length, types.length, words(5).length]).toEqual([18, 18, 18, 18]);
  const width = Number(words(6)[0]);
  expect([width > 0, meta[7], meta[9], meta[10]]).toEqual([true, 'HEIGHT 1', `POINTS ${width}`, 'DATA binary']);
  const data = new DataView(bytes.slice(end).buffer);
  let at = 0;
  return Array.from({ length: width }, () =>
    types.map((type, k) => {
      const size = sizes[k] as number;
      // Its assertion is strict: the last field must not end where the file ends.
      expect(at + size).toBeLessThan(data.byteLength);
      const value = type === 'F' ? data.getFloat32(at, true) : size === 2 ? data.getInt16(at, true) : data.getInt8(at);
      at += size;
      return value;
    }),
  );
}

test('position, speeds along the line of sight, and what moves', () => {
  const rows = read(encodeRadar(scan([3, 4, Math.atan2(4, 3), -5, -10], [20, 0, 0, -10, 0], [20, 0, 0, 2, 12])));
  expect(rows[0]?.map((v) => Math.round(v * 1e4) / 1e4)).toEqual([3, 4, 0.5, 2, 0, 10, -3, -4, -6, -8, 1, 3, 0, 0, 0, 1, 0, 0]);
  expect(rows.map((row) => row[3])).toEqual([2, 1, 0]);
});
test('an empty scan is one row of NaN: the reader refuses none and takes that for none', () => {
  const rows = read(encodeRadar(scan()));
  expect(rows).toHaveLength(1);
  expect(rows[0]?.slice(0, 3)).toEqual([Number.NaN, Number.NaN, Number.NaN]);
});
