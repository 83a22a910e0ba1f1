/**
 * JUnit XML: a test suite a scenario file, a test case a concrete scenario. There is no standard; this is what Jenkins, GitLab and
 * GitHub's actions read: `failure` for a failed verdict, `error` for infrastructure, `skipped` for a run that was not executed as declared.
 */
import type { ValidationCase, ValidationReport } from '#contracts/validation';
import { pageLinks } from './anchors.js';
import { byScenario, factsOf, failedCriteria, headline, type ScenarioGroup, tally } from './cases.js';
import { joined, type Markup, markup } from './markup.js';

export interface JunitOptions {
  /**
   * `common`: cases have `file`, `line` and `properties`, which most readers use or pass over.
   * `xunit`: none of those, since the schema of Jenkins' xUnit plugin (junit-10.xsd) forbids them; the facts are in `system-out`.
   */
  readonly dialect?: 'common' | 'xunit';
}

/** Times are simulated, s: those that machines took would make other bytes of the same verdicts. */
export function junitXml(report: ValidationReport, { dialect = 'common' }: JunitOptions = {}): string {
  const links = pageLinks(report);
  const suites = byScenario(report).map((group) => suite(group, report, dialect, links));
  const skipped = dialect === 'common' ? markup` skipped="${tally(report.cases).invalid}"` : undefined;
  return markup`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="nearmiss: ${systemOf(report)}"${counts(report.cases)}${skipped}>
${joined(suites, '\n')}
</testsuites>
`.markup;
}

function systemOf({ sut }: ValidationReport): string {
  return `${sut.name} ${sut.version}`.trim();
}

function counts(cases: readonly ValidationCase[]): Markup {
  const { fail, error } = tally(cases);
  const time = cases.reduce((sum, { duration }) => sum + duration, 0);
  return markup` tests="${cases.length}" failures="${fail}" errors="${error}" time="${time.toFixed(3)}"`;
}

type Links = ReturnType<typeof pageLinks>;

function suite(
  { file, title, cases }: ScenarioGroup,
  report: ValidationReport,
  dialect: 'common' | 'xunit',
  links: Links,
): Markup {
  const known: readonly Property[] = [
    ['nearmiss', report.nearmissVersion],
    ['system', systemOf(report)],
    ['system.kind', report.sut.kind],
    ['seed', report.seed],
    ['title', title],
  ];
  const flaky = new Set(report.flaky);
  const written = cases.map((one) => testCase(one, flaky.has(one.id), dialect, links.get(one) ?? ''));
  return markup`<testsuite name="${title}"${counts(cases)} skipped="${tally(cases).invalid}" file="${file}">
${properties(known)}
${joined(written, '\n')}
</testsuite>`;
}

function testCase(one: ValidationCase, flaky: boolean, dialect: 'common' | 'xunit', link: string): Markup {
  const facts = propertiesOf(one, flaky, link);
  const common = dialect === 'common';
  const place = common ? markup` file="${one.file}" line="${one.line}"` : undefined;
  const time = one.duration.toFixed(3);
  return markup`<testcase name="${one.id}" classname="${className(one.file)}" time="${time}"${place}>
${common ? properties(facts) : undefined}${resultOf(one)}
<system-out>${common ? `replay: ${one.replay}` : facts.map(([name, value]) => `${name}: ${value}`).join('\n')}</system-out>
</testcase>`;
}

/** As Java writes packages, which Jenkins groups by: `scenarios/street/a.yaml` is `scenarios.street.a`. */
function className(file: string): string {
  const parts = file.split(/[\\/]+/).filter((part) => !['', '.', '..'].includes(part));
  return parts.map((part, i) => (i === parts.length - 1 ? part.replace(/\.ya?ml$/, '') : part).replaceAll('.', '_')).join('.');
}

function resultOf(one: ValidationCase): Markup | undefined {
  if (one.outcome === 'pass') return undefined;
  const message = headline(one);
  const text = factsOf(one).join('\n');
  if (one.outcome === 'invalid') return markup`<skipped message="${message}">${text}</skipped>`;
  if (one.outcome === 'error') return markup`<error type="infrastructure" message="${message}">${text}</error>`;
  const type = failedCriteria(one)[0]?.criterion ?? 'failure';
  return markup`<failure type="${type}" message="${message}">${text}</failure>`;
}

type Property = readonly [name: string, value: string | number];

function propertiesOf(one: ValidationCase, flaky: boolean, link: string): readonly Property[] {
  const parameters = Object.entries(one.parameters).map(([name, value]): Property => [`parameter.${name}`, value]);
  const metrics = Object.entries(one.metrics).map(([name, value]): Property => [`metric.${name}`, value]);
  return [
    ['seed', one.seed],
    ['draw', one.draw],
    ['replay', one.replay],
    ['report', link],
    ['concreteSha256', one.concreteSha256],
    ['traceSha256', one.traceSha256],
    ['simulatedSeconds', one.duration],
    ...(one.preventable === undefined ? [] : [['preventable', String(one.preventable)] as const]),
    ...(flaky ? [['flaky', 'true'] as const] : []),
    ...parameters,
    ...metrics,
  ];
}

function properties(list: readonly Property[]): Markup {
  const written = list.map(([name, value]) => markup`<property name="${name}" value="${value}"/>`);
  return markup`<properties>${written}</properties>`;
}
