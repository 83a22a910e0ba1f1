import { expect, it } from 'vitest';
import { criteria } from '#validate/criteria';
import { RUN_METRICS } from '#validate/criticality/run-metrics';
import { criterionText } from '../../src/reports/cases.js';
import { criterionUnit } from '../../src/reports/criterion-unit.js';

/** They have no figure, or a share. */
const PURE = new Set(['temporal', 'threshold', 'no-near-mid-air-collision', 'energy-left']);

it('is there for every criterion that has one', () => {
  for (const type of Object.keys(criteria)) expect(criterionUnit(`${type} of ego`) === '', type).toBe(PURE.has(type));
});

it('is that of the figure a threshold is about', () => {
  for (const { words, unit } of RUN_METRICS) expect(criterionUnit(`${words} of ego below`)).toBe(unit);
});

it('stands behind figure and limit', () => {
  const missed = { criterion: 'min-ttc of ego', passed: false, value: 0.42, limit: 1, timeNs: 3.2e9 };
  expect(criterionText(missed)).toBe('min-ttc of ego: failed, 0.42 s (limit 1 s) at 3.2 s');
  const pure = { criterion: 'brake threat number of ego below', passed: false, value: 1.2, limit: 1 };
  expect(criterionText(pure)).toBe('brake threat number of ego below: failed, 1.2 (limit 1)');
});
