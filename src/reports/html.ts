/** The report as one HTML page that needs nothing else: no network, no other file. Reads on paper, by keyboard and by screen readers. */
import type { ValidationCase, ValidationReport } from '#contracts/validation';
import { byScenario, fairly } from './cases.js';
import { flakySection, regressionSection } from './html/comparison.js';
import { overview } from './html/overview.js';
import { contentPolicy } from './html/policy.js';
import { scenarioSection } from './html/scenario.js';
import { SCRIPT } from './html/script.js';
import { STYLE } from './html/style.js';
import { markup, raw } from './markup.js';

export interface HtmlOptions {
  /** Failures shown with plots and replay, shared fairly between scenarios; 50 when missing. */
  readonly maxFailures?: number;
  /** Rows in all tables of cases together, those that did not pass first; 2000 when missing. */
  readonly maxCases?: number;
}

/** The same report gives the same bytes; times that machines took are not on it. */
export function htmlReport(report: ValidationReport, { maxFailures = 50, maxCases = 2000 }: HtmlOptions = {}): string {
  const groups = byScenario(report);
  const failures = groups.map(({ cases }) => cases.filter(({ outcome }) => outcome === 'fail'));
  const embedded = new Set(fairly(failures, maxFailures));
  const listed = new Set(
    fairly(
      groups.map(({ cases }) => byInterest(cases)),
      maxCases,
    ),
  );
  const anchors = new Map(report.cases.map((one, i) => [one, `case-${i}`]));
  const places = new Map([...embedded].map((one) => [one.id, anchors.get(one) ?? '']));
  const sections = groups.map((group, i) => scenarioSection(group, `scenario-${i}`, { embedded, listed, anchors }));
  const title = `Validation of ${report.sut.name} ${report.sut.version}`.trim();
  return markup`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="${contentPolicy(SCRIPT, STYLE)}">
<title>${title}</title>
<style>${raw(STYLE)}</style>
</head>
<body>
<main>
${overview(report, groups, title)}
${regressionSection(report, places)}
${flakySection(report, places)}
${sections}
</main>
<script>${raw(SCRIPT)}</script>
</body>
</html>
`.markup;
}

const INTEREST = { fail: 0, error: 1, invalid: 2, pass: 3 } as const;
function byInterest(cases: readonly ValidationCase[]): readonly ValidationCase[] {
  return [...cases].sort((a, b) => INTEREST[a.outcome] - INTEREST[b.outcome]);
}
