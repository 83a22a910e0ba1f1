/** Key frames for any rates and windows: complete, in order, each instant once; the cases that the documentation names. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Sensor } from '#contracts/rig';
import { channelsOf } from '../../../src/writers/nuscenes/channels.js';
import { remaining, scheduleOf } from '../../../src/writers/nuscenes/schedule.js';
import { camera, instants, lidar } from './fixture.js';

const rig = (...sensors: Partial<Sensor>[]) =>
  channelsOf({ actors: [{ id: 'ego', sensors }] } as unknown as Parameters<typeof channelsOf>[0]);
const channels = rig(camera, lidar);
const keyTimes = (cameraHz: number, lidarHz: number, seconds: number) =>
  scheduleOf(channels, [...instants('front', cameraHz, seconds), ...instants('roof', lidarHz, seconds)]).keys.map(
    (ns) => ns / 1e9,
  );

describe('key frames', () => {
  test('where rates divide', () => expect(keyTimes(12, 20, 1.3)).toEqual([0, 0.5, 1]));
  test("at the lidar's nearest turns where its rate does not", () =>
    expect(keyTimes(10, 15, 1.2).map((t) => t.toFixed(3))).toEqual(['0.000', '0.467', '1.000']));
  test('of radars with 13 scans a second the earlier of two that are half a period away', () => {
    const radar = { ...lidar, id: 'ahead', type: 'radar' } as unknown as Partial<Sensor>;
    const all = [...instants('roof', 20, 3.1), ...instants('ahead', 13, 3.1)];
    const { keys, shots } = scheduleOf(rig(lidar, radar), all);
    expect(keys.map((ns) => ns / 1e9)).toEqual([0, 0.5, 1, 1.5, 2, 2.5, 3]);
    const own = shots.filter(({ isKey, channel }) => isKey && channel.name === 'RADAR_AHEAD');
    expect(own.map(({ index }) => index)).toEqual([0, 6, 13, 19, 26, 32, 39]);
  });
  test('no more often than the slowest channel', () => expect(keyTimes(1, 10, 3)).toEqual([0, 1, 2]));
  test('at the pictures of a rig without lidar', () => {
    const { keys, reference } = scheduleOf(rig(camera), instants('front', 10, 1.2));
    expect([reference?.name, keys]).toEqual(['CAM_FRONT', [0, 5e8, 1e9]]);
  });
  test('none where nothing was measured', () => expect(scheduleOf(channels, [])).toMatchObject({ keys: [], shots: [] }));
});

test('every key frame is complete, near and in order; every instant is one file; sweeps belong to what follows', () => {
  const rates = fc.double({ min: 0.5, max: 40, noNaN: true });
  const from = fc.double({ min: 0, max: 2, noNaN: true });
  fc.assert(
    fc.property(rates, rates, from, fc.double({ min: 0.1, max: 4, noNaN: true }), (cameraHz, lidarHz, start, length) => {
      const inWindow = ({ timeNs }: { timeNs: number }) => timeNs >= start * 1e9 && timeNs < (start + length) * 1e9;
      const seconds = start + length;
      const all = [...instants('front', cameraHz, seconds), ...instants('roof', lidarHz, seconds)].filter(inWindow);
      const { keys, shots } = scheduleOf(channels, all);
      if (keys.length === 0) return shots.length === 0;
      const there = new Set(all.map(({ sensor }) => sensor)).size;
      expect(shots).toHaveLength(all.length);
      expect(keys).toEqual([...keys].sort((a, b) => a - b));
      for (const [k, key] of keys.entries()) {
        const own = shots.filter(({ isKey, sample }) => isKey && sample === k);
        expect(own).toHaveLength(there);
        for (const { timeNs } of own) expect(Math.abs(timeNs - key)).toBeLessThanOrEqual(250_000_002);
      }
      for (const { isKey, sample, timeNs } of shots.filter((shot) => !shot.isKey)) {
        expect(isKey).toBe(false);
        if (sample > 0) expect(timeNs).toBeGreaterThan(keys[sample - 1] as number);
        if (sample < keys.length - 1) expect(timeNs).toBeLessThanOrEqual(keys[sample] as number);
      }
    }),
  );
});

test('a key frame that lost a picture is none: its turn is a sweep of the next one', () => {
  const schedule = scheduleOf(channels, [...instants('front', 10, 1.2), ...instants('roof', 10, 1.2)]);
  const left = remaining(schedule, ({ channel, timeNs }) => channel.name !== 'CAM_FRONT' || timeNs !== 500_000_000);
  expect([left.keys, left.kept]).toEqual([
    [0, 1e9],
    [0, 2],
  ]);
  expect(left.shots).toHaveLength(schedule.shots.length - 1);
  const turn = left.shots.find(({ channel, timeNs }) => channel.name === 'LIDAR_TOP' && timeNs === 500_000_000);
  expect(turn).toMatchObject({ isKey: false, sample: 1 });
  expect(remaining(schedule, ({ channel }) => channel.name !== 'CAM_FRONT')).toMatchObject({ keys: [], shots: [] });
});

test('channels have the names that nuScenes knows', () => {
  const names = (...sensors: Partial<Sensor>[]) => rig(...sensors).map(({ name }) => name);
  expect(names(camera, lidar)).toEqual(['CAM_FRONT', 'LIDAR_TOP']);
  expect(names({ ...camera, id: 'CAM_BACK_LEFT' }, { ...camera, id: 'back-left' })).toEqual([
    'CAM_BACK_LEFT',
    'CAM_BACK_LEFT_2',
  ]);
  expect(names({ ...lidar, id: 'left' }, { ...lidar, id: 'LIDAR_TOP' })).toEqual(['LIDAR_LEFT', 'LIDAR_TOP']);
});
