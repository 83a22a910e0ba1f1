/**
 * SARIF 2.1.0 (OASIS): what code scanning of GitHub and others show beside a file. A rule a criterion, a result a criterion that a
 * case failed; runs not executed as declared are warnings; infrastructure is a notification of the tool, not a result.
 */
import type { ValidationCase, ValidationReport } from '#contracts/validation';
import { canonicalJson } from '#core/hash';
import { pageLinks } from './anchors.js';
import { byScenario, criterionText, factsOf, failedCriteria, headline } from './cases.js';
import { count } from './figures.js';
import { finite } from './finite.js';
import { fileUri } from './uri.js';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
/** Rule of cases that were not executed as declared. */
const EXECUTION = 'execution';
/** Rule of failures that name no criterion. */
const VERDICT = 'verdict';

/** One line of JSON, keys sorted, null for infinities and NaN; the same report gives the same bytes. */
export function sarif(report: ValidationReport): string {
  const found = report.cases.flatMap(findings);
  const links = pageLinks(report);
  const rules = rulesOf(found);
  const index = new Map(rules.map(({ id }, i) => [id, i]));
  const run = {
    tool: { driver: driver(report, rules) },
    automationDetails: { id: `nearmiss/${report.sut.name}/` },
    columnKind: 'utf16CodeUnits',
    invocations: [invocation(report)],
    results: found.map((finding) => ({
      ...resultOf(finding, links.get(finding.one) ?? ''),
      ruleIndex: index.get(finding.rule),
    })),
    properties: { seed: report.seed, sut: report.sut, scenarios: report.scenarios, regression: report.regression },
  };
  return `${canonicalJson(finite({ $schema: SCHEMA, version: '2.1.0', runs: [run] }))}\n`;
}

interface Finding {
  readonly one: ValidationCase;
  readonly rule: string;
  readonly level: 'error' | 'warning';
  readonly text: string;
}

function findings(one: ValidationCase): readonly Finding[] {
  if (one.outcome === 'invalid') return [{ one, rule: EXECUTION, level: 'warning', text: headline(one) }];
  if (one.outcome !== 'fail') return [];
  const failed = failedCriteria(one);
  if (failed.length === 0) return [{ one, rule: VERDICT, level: 'error', text: headline(one) }];
  return failed.map((result) => ({ one, rule: result.criterion, level: 'error', text: criterionText(result) }));
}

interface Rule {
  readonly id: string;
  readonly shortDescription: { readonly text: string };
  readonly defaultConfiguration: { readonly level: 'error' | 'warning' };
}

function rulesOf(found: readonly Finding[]): readonly Rule[] {
  const levels = new Map(found.map(({ rule, level }) => [rule, level]));
  return [...levels].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, level]) => ruleOf(id, level));
}
function ruleOf(id: string, level: 'error' | 'warning'): Rule {
  const text =
    id === EXECUTION
      ? 'The scenario was not executed as declared, so there is no verdict on the system.'
      : `The run fails the criterion "${id}".`;
  return { id, shortDescription: { text }, defaultConfiguration: { level } };
}

function driver({ nearmissVersion }: ValidationReport, rules: readonly Rule[]): object {
  const notifications = [
    { id: 'infrastructure', shortDescription: { text: 'There was no verdict: the machine, not the system.' } },
    { id: 'flaky', shortDescription: { text: 'A case came out otherwise when it was run again with the same seed.' } },
  ];
  return { name: 'nearmiss', version: nearmissVersion, rules, notifications };
}

/** @param report where it stands on the HTML page */
function resultOf({ one, rule, level, text }: Finding, report: string): object {
  const { seed, draw, parameters, metrics, replay, traceSha256, concreteSha256, preventable } = one;
  return {
    ruleId: rule,
    level,
    kind: 'fail',
    message: { text: [`${one.title}, ${one.id}: ${text}`, ...factsOf(one)].join('\n') },
    locations: [locationOf(one)],
    partialFingerprints: { 'nearmissCase/v1': `${one.id}#${rule}` },
    properties: { seed, draw, parameters, metrics, replay, report, traceSha256, concreteSha256, preventable },
  };
}

function locationOf({ file, line }: ValidationCase): object {
  return { physicalLocation: { artifactLocation: { uri: fileUri(file) }, region: { startLine: Math.max(1, line) } } };
}

function invocation(report: ValidationReport): object {
  const broken = report.cases.filter(({ outcome }) => outcome === 'error');
  const flaky = report.flaky.map((id) => `${id} came out otherwise when it was run again with the same seed`);
  return {
    executionSuccessful: broken.length === 0,
    exitCodeDescription: `${count(broken.length, 'case')} without a verdict in ${count(byScenario(report).length, 'scenario')}`,
    toolExecutionNotifications: [
      ...broken.map((one) => ({
        descriptor: { id: 'infrastructure' },
        level: 'error',
        message: { text: [`${one.id}: ${headline(one)}`, ...factsOf(one)].join('\n') },
        locations: [locationOf(one)],
      })),
      ...flaky.map((text) => ({ descriptor: { id: 'flaky' }, level: 'warning', message: { text } })),
    ],
  };
}
