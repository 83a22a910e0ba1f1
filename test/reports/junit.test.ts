/** JUnit XML through a strict parser: structure, totals, and that all texts come back. */
import { describe, expect, it } from 'vitest';
import { junitXml } from '#reports/index';
import { emptyReport, HOSTILE, hostileReport } from './hostile.js';
import { junitProblems } from './junit-rules.js';
import { sampleReport } from './sample.js';
import { type Element, noPython, parseXml } from './xml.js';

const SHOWN = HOSTILE.replace(/[\p{Cc}\p{Cs}\ufffe]/gu, (char) =>
  '\r\n'.includes(char) ? char : `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
);
const child = (element: Element, tag: string): Element | undefined => element.children.find((one) => one.tag === tag);
const property = (element: Element, name: string): string | undefined =>
  child(element, 'properties')?.children.find(({ attributes }) => attributes.name === name)?.attributes.value;
const caseOf = (root: Element, id: string): Element =>
  root.children.flatMap(({ children }) => children).find(({ attributes }) => attributes.name === id) as Element;

describe.skipIf(noPython)('JUnit XML', () => {
  const report = sampleReport();
  const text = junitXml(report);
  const small = junitXml({ ...report, cases: report.cases.slice(0, 8) });
  const root = parseXml(text);

  it('keeps every rule, in both dialects, whatever is in it', () => {
    for (const one of [report, hostileReport(), emptyReport()]) {
      for (const dialect of ['common', 'xunit'] as const)
        expect(junitProblems(parseXml(junitXml(one, { dialect })))).toEqual([]);
    }
  });

  it('has a suite a scenario and a case a concrete scenario', () => {
    expect(root.children.map(({ attributes }) => attributes.file)).toEqual(report.scenarios.map(({ file }) => file));
    expect(root.attributes).toMatchObject({ tests: '200', failures: '52', errors: '2', skipped: '6' });
  });

  it('tells of a failure why, where and how to run it again', () => {
    const failed = report.cases.find(({ outcome }) => outcome === 'fail');
    if (failed === undefined) throw new Error('no failure');
    const written = caseOf(root, failed.id);
    expect(written.attributes).toMatchObject({
      classname: 'scenarios.pedestrian.cpnco-child-from-parked-cars',
      file: failed.file,
      line: '24',
      time: failed.duration.toFixed(3),
    });
    const failure = child(written, 'failure');
    expect(failure?.attributes).toEqual({ type: 'no-collision of ego', message: failed.reasons[0] });
    expect(failure?.text).toContain(`replay: ${failed.replay}`);
    expect(property(written, 'traceSha256')).toBe(failed.traceSha256);
    expect(Number(property(written, 'parameter.egoSpeed'))).toBe(failed.parameters.egoSpeed);
    expect(Number(property(written, 'metric.minTtc'))).toBe(failed.metrics.minTtc);
  });

  it('gives invalid runs as skipped and infrastructure as errors', () => {
    const tagOf = (outcome: string): (string | undefined)[] =>
      report.cases.filter((one) => one.outcome === outcome).map(({ id }) => caseOf(root, id).children[1]?.tag);
    expect(new Set(tagOf('invalid'))).toEqual(new Set(['skipped']));
    expect(new Set(tagOf('error'))).toEqual(new Set(['error']));
    expect(new Set(tagOf('pass'))).toEqual(new Set(['system-out']));
  });

  it('says which cases are flaky', () => {
    const flaky = report.cases.filter(({ id }) => property(caseOf(root, id), 'flaky') === 'true').map(({ id }) => id);
    expect(flaky).toEqual(report.flaky);
  });

  it('brings hostile texts back as they were, controls made visible', () => {
    const hostile = parseXml(junitXml(hostileReport()));
    expect(hostile.children[0]?.attributes.name).toBe(SHOWN);
    const [, first] = hostile.children[0]?.children ?? [];
    expect(first && child(first, 'failure')?.attributes.message).toBe(SHOWN);
    expect(first && property(first, `parameter.${SHOWN}`)).toBe(SHOWN);
  });

  it('leaves out in the xunit dialect what its schema forbids', () => {
    const strict = parseXml(junitXml(report, { dialect: 'xunit' }));
    const cases = strict.children.flatMap(({ children }) => children.filter(({ tag }) => tag === 'testcase'));
    expect(cases.every(({ attributes }) => Object.keys(attributes).join() === 'name,classname,time')).toBe(true);
    expect(cases.some(({ children }) => children.some(({ tag }) => tag === 'properties'))).toBe(false);
  });

  it('is the same twice', () => expect(junitXml(sampleReport())).toBe(text));

  it.each<readonly [string, (text: string) => string, RegExp]>([
    ['a wrong total', (xml) => xml.replace('failures="5"', 'failures="4"'), /says 4 failures, there are 5/],
    ['a case without a name', (xml) => xml.replace(/<testcase name="[^"]*"/, '<testcase'), /testcase has no name/],
    ['a result twice', (xml) => xml.replace(/<failure [^>]*>[^<]*<\/failure>/, '$&$&'), /two results/],
    [
      'an element out of place',
      (xml) => xml.replace('<properties>', '<properties><failure type="" message=""/>'),
      /failure in properties/,
    ],
    ['a case left out', (xml) => xml.replace(/<testcase[\s\S]*?<\/testcase>/, ''), /says 8 tests, there are 7/],
  ])('control: %s is seen', (_, spoil, problem) => {
    expect(junitProblems(parseXml(spoil(small))).join('\n')).toMatch(problem);
  });

  it.each([
    ['an ampersand', '&'],
    ['a control character', '\u0007'],
    ['an open element', '<b>'],
  ])('control: %s that is not escaped is no XML', (_, char) => {
    expect(() => parseXml(small.replace('ego hits', `ego ${char} hits`))).toThrow();
  });
});
