/** Reports of a validation: pure functions from a `ValidationReport` to text. */
export { type AnnotationOptions, annotations } from './annotations.js';
export { criterionText } from './cases.js';
export { farmReportPage } from './farm/page.js';
export { farmSummary } from './farm/summary.js';
export { type HtmlOptions, htmlReport } from './html.js';
export { jsonLines } from './json-lines.js';
export { type JunitOptions, junitXml } from './junit.js';
export { sarif } from './sarif.js';
export { type TextOptions, textSummary } from './text.js';
