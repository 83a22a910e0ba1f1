/**
 * Workflow commands of GitHub Actions: what to see beside the lines of a scenario. A step shows ten errors and ten warnings at most,
 * so there is one of each kind a scenario, which says how many cases it stands for.
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
import type { CaseOutcome, ValidationCase, ValidationReport } from '#contracts/validation';
import { byScenario, headline, type ScenarioGroup } from './cases.js';
import { count } from './figures.js';
import { oneLine } from './line.js';

export interface AnnotationOptions {
  /** Cases that one annotation names; 3 when missing. */
  readonly examples?: number;
}

/** One command a line; nothing where all passed. */
export function annotations(report: ValidationReport, { examples = 3 }: AnnotationOptions = {}): string {
  const groups = byScenario(report);
  const found = KINDS.flatMap((kind) => groups.map((group) => annotation(group, kind, examples)));
  const flaky = report.flaky.length === 0 ? [] : [flakyWarning(report.flaky, examples)];
  return [...found, ...flaky].filter((line) => line !== undefined).join('');
}

interface Kind {
  readonly outcome: CaseOutcome;
  readonly command: 'error' | 'warning';
  readonly what: string;
}
/** Most important first, since a step shows the first ones only. */
const KINDS: readonly Kind[] = [
  { outcome: 'fail', command: 'error', what: 'failed' },
  { outcome: 'error', command: 'error', what: 'without a verdict (infrastructure)' },
  { outcome: 'invalid', command: 'warning', what: 'not executed as declared' },
];

function annotation({ file, title, cases }: ScenarioGroup, kind: Kind, examples: number): string | undefined {
  const found = cases.filter(({ outcome }) => outcome === kind.outcome);
  const [first] = found;
  if (first === undefined) return undefined;
  const lines = [
    `${found.length} of ${count(cases.length, 'run')} ${kind.what}`,
    ...found.slice(0, examples).map(example),
    ...(found.length > examples ? [`and ${found.length - examples} more`] : []),
  ];
  return command(kind.command, { file: oneLine(file), line: String(first.line), title: oneLine(title) }, lines);
}

function example(one: ValidationCase): string {
  const replay = one.replay === '' ? '' : `; replay: ${one.replay}`;
  return oneLine(`${one.id}: ${headline(one)}${replay}`);
}

function flakyWarning(ids: readonly string[], examples: number): string {
  const named = ids.slice(0, examples).map(oneLine).join(', ');
  const text = `${count(ids.length, 'case')} came out otherwise when run again with the same seed: ${named}`;
  return command('warning', { title: 'Flaky cases' }, [text]);
}

function command(name: string, properties: Readonly<Record<string, string>>, lines: readonly string[]): string {
  const written = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(value)}`);
  return `::${name} ${written.join(',')}::${escapeData(lines.join('\n'))}\n`;
}

/** The three characters that the runner reads back from a message. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
