/** Panels of values over time: scale, gaps, thinning, what is compared with what. */
import { describe, expect, test } from 'vitest';
import type { ObservationOf } from '#contracts/observation';
import { panelsOf } from '../../src/toolkit/inspect/quantities.js';
import { bounds, figures, HEIGHT, panelHtml, pathData, thinned, toX, toY, WIDTH } from '../../src/toolkit/inspect/sparkline.js';
import { toPlan, trackHtml, viewOf } from '../../src/toolkit/inspect/track.js';
import { valuesHtml } from '../../src/toolkit/inspect/values.js';
import { madeObservation } from '../writers/made-observation.js';

const scale = { from: 0, to: 3, low: 0, high: 10 };

test('time goes from edge to edge, values upwards', () => {
  expect([toX(0, scale), toX(3, scale), toY(0, scale), toY(10, scale), toY(5, scale)]).toEqual([
    0,
    WIDTH,
    HEIGHT,
    0,
    HEIGHT / 2,
  ]);
  expect(bounds([0, 10])).toEqual([-0.6, 10.6]);
  const [low, high] = bounds([5, 5]);
  expect(high).toBeGreaterThan(low);
});

test('a line is interrupted where a value or a stretch of samples is missing', () => {
  const moves = (times: number[], values: (number | undefined)[]) => pathData(times, values, scale).match(/M/g)?.length;
  expect(moves([0, 1, 2, 3], [1, 2, 3, 4])).toBe(1);
  expect(moves([0, 1, 2, 3], [1, undefined, 3, 4])).toBe(2);
  expect(moves([0, 1, 2, 9], [1, 2, 3, 4])).toBe(2);
  expect(pathData([0, 1], [undefined, undefined], scale)).toBe('');
});

test('thinning keeps every extreme and the order', () => {
  const values = Array.from({ length: 5000 }, (_, i) => (i === 777 ? 50 : i === 4001 ? -50 : Math.sin(i)));
  const kept = thinned(values);
  expect(kept.length).toBeLessThanOrEqual(400);
  expect(kept).toContain(777);
  expect(kept).toContain(4001);
  expect(kept).toEqual([...kept].sort((a, b) => a - b));
});

test('figures have the digits that their distance deserves', () => {
  expect(figures([11.04, 11.1179])).toEqual(['11.040', '11.118']);
  expect(figures([5, 7])).toEqual(['5', '7']);
  expect(figures([95228.51, 95251.6])).toEqual(['95229', '95252']);
  expect(figures([])).toEqual(['nothing', 'nothing']);
});

test('a panel names its lines, draws truth below, and escapes', () => {
  const html = panelHtml({ title: '<t>', unit: 'm', times: [0, 1], lines: [{ name: 'a&b', measured: [1, 2], truth: [1, 1] }] });
  expect(html).toContain('&#60;t&#62;');
  expect(html).toContain('a&#38;b <b>1 … 2</b>');
  expect(html.indexOf('class="truth"')).toBeLessThan(html.indexOf('class="measured"'));
});

describe('quantities', () => {
  const imu = madeObservation('imu', {
    specificForce: [1, 2, 10],
    trueSpecificForce: [0.5, 2, 9.8],
    accelerometerBias: [0.4, 0, 0.1],
  }) as ObservationOf<'imu'>;
  test('an error is measured less true, over the part that lasts', () => {
    const panel = panelsOf('imu', [imu]).find(({ title }) => title === 'error of specific force');
    expect(panel?.unit).toBe('m/s²');
    expect(panel?.lines.map(({ name, measured, truth }) => [name, measured[0]?.toFixed(2), truth?.[0]])).toEqual([
      ['forward', '0.50', 0.4],
      ['left', '0.00', 0],
      ['up', '0.20', 0.1],
    ]);
  });

  test('nothing is measured without a fix; truth goes on', () => {
    const fix = (changes: Record<string, number[]>) => madeObservation('gnss', changes) as ObservationOf<'gnss'>;
    const samples = [fix({ fix: [3], enu: [1, 2, 3] }), fix({ fix: [0], enu: [0, 0, 0], trueEnu: [7, 8, 9] })];
    const [position, error] = panelsOf('gnss', samples);
    expect(position?.lines[0]).toMatchObject({ name: 'east', measured: [1, undefined], truth: [expect.any(Number), 7] });
    expect(error?.lines[0]?.measured[1]).toBeUndefined();
    expect(trackHtml(samples).match(/<circle /g)).toHaveLength(1);
    expect(valuesHtml(samples)).toContain('a fix in <b>1</b> of 2');
  });

  test('no truth where a rangefinder has no surface', () => {
    const [range, error] = panelsOf('rangefinder', [
      madeObservation('rangefinder', { valid: [1], range: [5], trueRange: [0] }) as ObservationOf<'rangefinder'>,
    ]);
    expect(range?.lines[0]).toMatchObject({ measured: [5], truth: [undefined] });
    expect(error?.lines[0]?.measured).toEqual([undefined]);
  });
});

test('from above north is up, and both axes have one scale', () => {
  const view = viewOf([
    [0, 0],
    [20, 10],
  ]);
  const [x, y] = toPlan([10, 5], view);
  const [east, north] = [toPlan([11, 5], view), toPlan([10, 6], view)];
  expect([x, y]).toEqual([110, 110]);
  expect(east[0] - x).toBeCloseTo(y - north[1]);
});
