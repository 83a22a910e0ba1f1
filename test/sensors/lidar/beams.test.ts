/** Tables of beams against the makers' figures, and the shots of a turn. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lidarModel, lidarModels } from '#sensors/lidar/models/index';
import { shotsPerSecond, turnOf } from '#sensors/lidar/turn';
import { lidarSensor } from './fixture.js';

const DEGREE = Math.PI / 180;
const modelOf = (model: string) => lidarModel(lidarSensor({ model }));
const degrees = (model: string): number[] => modelOf(model).beams.map(({ elevation }) => elevation / DEGREE);
const azimuth = (directions: Float64Array, shot: number): number =>
  Math.atan2(directions[3 * shot + 1] as number, directions[3 * shot] as number);

describe('tables', () => {
  it('VLP-16: elevations by laser, 2.304 us a laser, 55.296 us a firing, 289,352 returns a second (science.md 4.4)', () => {
    const model = modelOf('VLP-16');
    expect(degrees('VLP-16').map(Math.round)).toEqual([-15, 1, -13, 3, -11, 5, -9, 7, -7, 9, -5, 11, -3, 13, -1, 15]);
    expect(model.beams.map(({ delay }) => Math.round(delay * 1e9))).toEqual(Array.from({ length: 16 }, (_, i) => 2304 * i));
    expect(model.pace).toEqual({ everyS: 55.296e-6 });
    expect(Math.round(shotsPerSecond(model, 10))).toBe(289_352);
  });

  it('VLP-16 at 10 Hz: 0.199 degrees a step; at 20 Hz twice that', () => {
    expect(turnOf(modelOf('VLP-16'), 10).azimuthStep / DEGREE).toBeCloseTo(0.199, 3);
    expect(turnOf(modelOf('VLP-16'), 20).azimuthStep / DEGREE).toBeCloseTo(0.398, 3);
  });

  it('HDL-32E: -30.67 to +10.67 degrees, interleaved as its manual lists them; 1085 columns at 20 Hz', () => {
    const listed = degrees('HDL-32E').map((v) => Math.round(v * 100) / 100);
    expect(listed.slice(0, 6)).toEqual([-30.67, -9.33, -29.33, -8, -28, -6.67]);
    expect(listed.slice(-4)).toEqual([-12, 9.33, -10.67, 10.67]);
    expect(listed[15]).toBeCloseTo(0, 9);
    expect(new Set(listed).size).toBe(32);
    expect(Math.round(shotsPerSecond(modelOf('HDL-32E'), 20))).toBe(694_444);
    expect(turnOf(modelOf('HDL-32E'), 20).columns).toBe(1085);
  });

  it('HDL-64E: +2 to -24.33 degrees in thirds and halves, 1.333 million a second, 0.1728 degrees a step', () => {
    const all = degrees('HDL-64E').sort((a, b) => a - b);
    expect(all).toHaveLength(64);
    expect([all[0], all[63]].map((v) => Math.round((v as number) * 100) / 100)).toEqual([-24.33, 2]);
    expect(Math.round(shotsPerSecond(modelOf('HDL-64E'), 10) / 1000)).toBe(1333);
    expect(turnOf(modelOf('HDL-64E'), 10).azimuthStep / DEGREE).toBeCloseTo(0.1728, 4);
  });

  it('OS1-128: 128 beams over 45 degrees, 1024 columns, 1.31 million a second', () => {
    const all = degrees('OS1-128');
    expect(all).toHaveLength(128);
    expect(Math.max(...all) - Math.min(...all)).toBeCloseTo(45, 9);
    expect(shotsPerSecond(modelOf('OS1-128'), 10)).toBe(1_310_720);
    expect(shotsPerSecond(lidarModel(lidarSensor({ model: 'OS1-128', columns: 2048 })), 10)).toBe(2_621_440);
  });

  it('generic: as the scenario says; the others keep their own beams', () => {
    expect(lidarModel(lidarSensor({ model: 'generic', elevations: [0.1, -0.2] })).beams).toHaveLength(2);
    expect(lidarModel(lidarSensor({ model: 'VLP-16', elevations: [0.1, -0.2] })).beams).toHaveLength(16);
    expect(() => lidarModel(lidarSensor({ model: 'VLP-61' }))).toThrow('there are VLP-16');
  });
});

describe('a turn', () => {
  it('looks straight ahead at its time, starts at the rear and goes clockwise', () => {
    for (const { name } of lidarModels) {
      const turn = turnOf(modelOf(name), 10);
      const ahead = turn.offsetsNs.findIndex((offset) => Math.abs(offset) < 1e-3);
      expect(azimuth(turn.directions, ahead)).toBeCloseTo(0, 9);
      expect(Math.abs(azimuth(turn.directions, 0))).toBeGreaterThan(Math.PI - 1.5 * turn.azimuthStep);
      // Half way through the first half it looks left, a quarter before the end right.
      const left = turn.offsetsNs.findIndex((offset) => offset >= -25e6);
      const right = turn.offsetsNs.findIndex((offset) => offset >= 25e6);
      expect(turn.directions[3 * left + 1]).toBeGreaterThan(0.9);
      expect(turn.directions[3 * right + 1]).toBeLessThan(-0.9);
    }
  });

  it('at any rate: rings from low to high, times within the turn, azimuth by time', () => {
    const cases = fc.record({
      model: fc.constantFrom(...lidarModels.map(({ name }) => name)),
      rateHz: fc.constantFrom(5, 7.5, 10, 20),
    });
    fc.assert(
      fc.property(cases, ({ model, rateHz }) => {
        const table = modelOf(model);
        const { directions, offsetsNs, rings, columns } = turnOf(table, rateHz);
        const latest = Math.max(...table.beams.map(({ delay }) => delay));
        const half = 0.5 / rateHz;
        for (let column = 0; column < columns; column += 97) {
          for (let ring = 0; ring < rings; ring++) {
            const shot = column * rings + ring;
            const time = (offsetsNs[shot] as number) / 1e9;
            expect(time).toBeGreaterThanOrEqual(-half - 1e-12);
            expect(time).toBeLessThan(half + latest);
            const wanted = -2 * Math.PI * time * rateHz;
            expect(Math.cos(azimuth(directions, shot) - wanted)).toBeCloseTo(1, 9);
            if (ring > 0) expect(directions[3 * shot + 2] as number).toBeGreaterThan(directions[3 * shot - 1] as number);
          }
        }
      }),
      { numRuns: 12 },
    );
  });
});
