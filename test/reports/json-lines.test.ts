/** JSON Lines: one line a case, small, stable, and all of it there. */
import { describe, expect, it } from 'vitest';
import type { ValidationCase } from '#contracts/validation';
import { jsonLines } from '#reports/index';
import { emptyReport, HOSTILE, hostileReport } from './hostile.js';
import { sampleReport } from './sample.js';

const linesOf = (text: string): Record<string, unknown>[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('JSON Lines', () => {
  const report = sampleReport();
  const lines = linesOf(jsonLines(report));

  it('has the head first and then every case', () => {
    const { cases, ...head } = report;
    expect(lines[0]).toEqual({ type: 'head', ...head, cases: 200 });
    expect(lines.slice(1)).toEqual(cases.map(({ curves: _, tracks: __, ...one }) => ({ type: 'case', ...one })));
  });

  it('has the same bytes whatever the order of keys', () => {
    const turned = (one: ValidationCase): ValidationCase =>
      Object.fromEntries(Object.entries(one).reverse()) as unknown as ValidationCase;
    expect(jsonLines({ ...report, cases: report.cases.map(turned) })).toBe(jsonLines(report));
    expect(jsonLines({ ...report, seed: '8' })).not.toBe(jsonLines(report));
  });

  it('holds what JSON can not as null, and any text in one line', () => {
    const [, first] = linesOf(jsonLines(hostileReport())) as unknown as [unknown, ValidationCase];
    expect(Object.values(first.metrics)).toEqual([null]);
    expect(first.title).toBe(HOSTILE);
    expect(linesOf(jsonLines(hostileReport()))).toHaveLength(5);
    expect(linesOf(jsonLines(emptyReport()))).toHaveLength(1);
  });
});
