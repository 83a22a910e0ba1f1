/** The reports of a validation, by the files that hold them. */
import type { ValidationReport } from '#contracts/validation';
import { htmlReport, jsonLines, junitXml, sarif } from '#reports/index';

export const REPORT_FILES: readonly { readonly name: string; readonly write: (report: ValidationReport) => string }[] = [
  { name: 'junit.xml', write: junitXml },
  { name: 'cases.jsonl', write: jsonLines },
  { name: 'report.sarif', write: sarif },
  { name: 'report.html', write: htmlReport },
];
