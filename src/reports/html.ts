/** The report as one HTML page that needs nothing else: no network, no other file. Reads on paper, by keyboard and by screen readers. */
import type { ValidationReport } from '#contracts/validation';
import { anchorsOf } from './anchors.js';
import { byScenario, fairly } from './cases.js';
import { flakySection, regressionSection, worstSection } from './html/comparison.js';
import { overview, scenarioOverview } from './html/overview.js';
import { contentPolicy } from './html/policy.js';
import { scenarioSection } from './html/scenario.js';
import { SCRIPT } from './html/script.js';
import { STYLE } from './html/style.js';
import { markup, raw } from './markup.js';
import { byInterest } from './severity.js';

export interface HtmlOptions {
  /** Failures shown with plots and replay, shared fairly between scenarios; 50 when missing. */
  readonly maxFailures?: number;
  /** Rows in all tables of cases together, those that did not pass first; 2000 when missing. */
  readonly maxCases?: number;
}

/** The same report gives the same bytes; times that machines took are not on it. */
export function htmlReport(report: ValidationReport, { maxFailures = 50, maxCases = 2000 }: HtmlOptions = {}): string {
  const groups = byScenario(report);
  // What broke since the last time is what the reader came for.
  const broken = new Set(report.regression?.broken);
  const failures = groups.map(({ cases }) => byInterest(cases.filter(({ outcome }) => outcome === 'fail')));
  const pick = (which: boolean) => failures.map((all) => all.filter(({ id }) => broken.has(id) === which));
  const embedded = new Set([...fairly(pick(true)), ...fairly(pick(false))].slice(0, maxFailures));
  const listed = new Set(
    fairly(
      groups.map(({ cases }) => byInterest(cases)),
      maxCases,
    ),
  );
  const anchors = anchorsOf(report);
  const shown = { embedded, listed, anchors, broken };
  const sections = groups.map((group, i) => scenarioSection(group, `scenario-${i}`, shown));
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
${overview(report, title)}
${regressionSection(report, shown)}
${worstSection(report, shown)}
${flakySection(report, shown)}
${scenarioOverview(report, groups)}
${sections}
</main>
<script>${raw(SCRIPT)}</script>
</body>
</html>
`.markup;
}
