/** The reports of a validation, by the files that hold them. */
import type { ValidationReport } from '#contracts/validation';
import { annotations } from '#reports/annotations';
import { htmlReport } from '#reports/html';
import { jsonLines } from '#reports/json-lines';
import { junitXml } from '#reports/junit';
import { sarif } from '#reports/sarif';
import { textSummary } from '#reports/text';

export const REPORT_FILES: readonly { readonly name: string; readonly write: (report: ValidationReport) => string }[] = [
  { name: 'junit.xml', write: junitXml },
  { name: 'cases.jsonl', write: jsonLines },
  { name: 'report.sarif', write: sarif },
  { name: 'report.html', write: htmlReport },
];

export const summaryText = (report: ValidationReport): string => textSummary(report);
/** GitHub workflow commands. */
export const annotationsText = (report: ValidationReport): string => annotations(report);
