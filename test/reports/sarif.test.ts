/** SARIF: required properties, one result a failed criterion, infrastructure apart. */
import { describe, expect, it } from 'vitest';
import type { ValidationReport } from '#contracts/validation';
import { sarif } from '#reports/index';
import { emptyReport, hostileReport } from './hostile.js';
import { sampleReport } from './sample.js';
import { type Log, type Result, sarifProblems } from './sarif-rules.js';

const logOf = (report: ValidationReport): Log => JSON.parse(sarif(report)) as Log;
const runOf = (log: Log): Log['runs'][number] => log.runs[0] as Log['runs'][number];

describe('SARIF', () => {
  const report = sampleReport();
  const run = runOf(logOf(report));

  it('meets the demands of the standard, whatever is in it', () => {
    for (const one of [report, hostileReport(), emptyReport()]) expect(sarifProblems(logOf(one))).toEqual([]);
  });

  it('has an error for every criterion that a case failed, a warning for every invalid one', () => {
    const failed = report.cases
      .filter(({ outcome }) => outcome === 'fail')
      .flatMap(({ criteria }) => criteria.filter(({ passed }) => !passed));
    const at = (level: string): Result[] => run.results.filter((result) => result.level === level);
    expect(at('error')).toHaveLength(failed.length);
    expect(at('warning')).toHaveLength(6);
    expect(run.tool.driver.rules.map(({ id }) => id)).toEqual(['execution', 'min-ttc of ego', 'no-collision of ego']);
  });

  it('tells infrastructure as notifications of the tool, which then was not successful', () => {
    const [invocation] = run.invocations;
    const kinds = invocation?.toolExecutionNotifications.map(({ descriptor, level }) => `${descriptor.id} ${level}`);
    expect(kinds).toEqual(['infrastructure error', 'infrastructure error', 'flaky warning', 'flaky warning']);
    expect(invocation?.executionSuccessful).toBe(false);
    expect(runOf(logOf(emptyReport())).invocations[0]?.executionSuccessful).toBe(true);
  });

  it('names each result by its case, and no two alike', () => {
    const prints = run.results.map(({ partialFingerprints }) => partialFingerprints['nearmissCase/v1']);
    expect(new Set(prints).size).toBe(prints.length);
    expect(prints[0]).toBe('cpnco-child-from-parked-cars/7/0#no-collision of ego');
  });

  it('gives a failure that names no criterion a rule of its own', () => {
    const [first] = report.cases;
    if (first === undefined) throw new Error('no case');
    const bare = runOf(logOf({ ...report, cases: [{ ...first, criteria: [] }] }));
    expect(bare.results.map(({ ruleId }) => ruleId)).toEqual(['verdict']);
  });

  it('is the same twice', () => expect(sarif(sampleReport())).toBe(sarif(report)));

  it.each<readonly [string, (result: Result) => void]>([
    ['a message', (result) => Object.assign(result.message, { text: '' })],
    ['a level', (result) => Object.assign(result, { level: 'fatal' })],
    ['a line', (result) => Object.assign(result.locations[0]?.physicalLocation.region ?? {}, { startLine: 0 })],
    ['a URI', (result) => Object.assign(result.locations[0]?.physicalLocation.artifactLocation ?? {}, { uri: 'a b' })],
    ['a rule', (result) => Object.assign(result, { ruleIndex: 7 })],
  ])('control: %s that is wrong is seen', (_, spoil) => {
    const log = logOf(report);
    spoil(runOf(log).results[0] as Result);
    expect(sarifProblems(log)).toHaveLength(1);
  });
});
