/** The summary for terminals. */
import { describe, expect, it } from 'vitest';
import { textSummary } from '#reports/index';
import { emptyReport, hostileReport } from './hostile.js';
import { sampleReport } from './sample.js';

describe('text summary', () => {
  const lines = textSummary(sampleReport()).split('\n');

  it('has a head, a line a scenario, failures, flaky cases and the regression', () => {
    expect(lines[0]).toBe('nearmiss 0.1.0, system cautious-driver 2.3.1 (process), seed 7, 200 cases');
    expect(lines[2]).toMatch(/^runs {2}passed {2}failed {2}invalid {2}errors {2}failure share +scenario$/);
    expect(lines[3]).toMatch(
      /^ 100 +53 +43 +3 +1 {2}44.8 % \(35.2 % to 54.7 %\) {2}Child from behind parked cars \(CPNCO\) \[/,
    );
    expect(lines[5]).toMatch(/accepted after 20 runs$/);
    expect(lines).toContain('2 flaky cases: cpnco-child-from-parked-cars/7/12, cpnco-child-from-parked-cars/7/13');
    expect(lines.at(-2)).toBe(
      'Against cautious-driver 2.3.0: 11 fixed, 3 broken of 197 in both, p = 0.0574 (McNemar, exact, two-sided)',
    );
  });

  it('tells of so many failures, of each scenario in turn, with how to run them again', () => {
    const told = textSummary(sampleReport(), { maxFailures: 2 })
      .split('\n')
      .filter((line) => /^(FAIL|ERROR|INVALID| +replay)/.test(line));
    expect(told.map((line) => line.replace(/\d\.\d.*/, ''))).toEqual([
      'FAIL     cpnco-child-from-parked-cars/7/0: ego hits child at 1',
      '         replay: nearmiss validate scenarios/pedestrian/cpnco-child-from-parked-cars.yaml --seed 7 --only 0',
      'FAIL     deer-at-dusk/7/0: ego hits deer at 1',
      '         replay: nearmiss validate scenarios/wildlife/deer-at-dusk.yaml --seed 7 --only 0',
    ]);
    expect(lines).toContain('... and 50 more that did not pass');
  });

  it('warns where most runs were not executed as declared', () => {
    const report = sampleReport();
    const invalid = report.cases.filter(({ outcome }) => outcome === 'invalid');
    expect(textSummary({ ...report, cases: invalid })).toContain('Most runs were not executed as declared');
    expect(lines.join('\n')).not.toContain('Most runs');
  });

  it('lets no text move the cursor, begin a line or command a runner', () => {
    const hostile = textSummary(hostileReport());
    expect(hostile.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cs}\u202e]|##\[/u);
    expect(hostile.split('\n').filter((line) => line.trimStart().startsWith('::'))).toEqual([]);
    expect(hostile.split('\n').length).toBe(textSummary({ ...hostileReport(), seed: '' }).split('\n').length);
  });

  it('says of nothing that it is nothing', () => {
    expect(textSummary(emptyReport()).split('\n')).toHaveLength(4);
  });
});
