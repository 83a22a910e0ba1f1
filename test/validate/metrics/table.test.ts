/** Every check value of science.md, sections 2 and 3. */
import { describe, expect, it } from 'vitest';
import { isCheckMet, METRIC_CHECKS } from '#validate/metrics/index';

const SECTIONS = ['2', '2.1', '2.2', '2.3', '3.1', '3.2', '3.3', '3.5'];

describe.each(SECTIONS)('science.md section %s', (section) => {
  const checks = METRIC_CHECKS.filter((check) => check.section === section);
  it('has check values', () => expect(checks).not.toEqual([]));
  it.each(checks.map((check) => [check.id, check] as const))('%s', (_, check) => {
    expect(Math.abs(check.measured() - check.wanted), `${check.what}: ${check.measured()}`).toBeLessThanOrEqual(
      check.tolerance,
    );
  });
});

describe('the table', () => {
  it('names each value once and belongs to a section that is tested', () => {
    expect(new Set(METRIC_CHECKS.map((check) => check.id)).size).toBe(METRIC_CHECKS.length);
    expect(METRIC_CHECKS.filter((check) => !SECTIONS.includes(check.section))).toEqual([]);
  });
  it('allows a thousandth at most', () => {
    const wide = METRIC_CHECKS.filter(({ wanted, tolerance }) => tolerance > 1e-3 * Math.max(1, Math.abs(wanted)));
    expect(wide).toEqual([]);
  });
  it('refuses a value that is off by three thousandths, each of them', () => {
    const off = METRIC_CHECKS.map((check) => ({
      ...check,
      measured: () => check.measured() + 0.003 * Math.max(1, Math.abs(check.wanted)),
    }));
    expect(off.filter(isCheckMet)).toEqual([]);
  });
});
