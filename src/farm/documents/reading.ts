/** A document that came from outside, checked against what it should be. */
import type * as z from 'zod';
import { usageError } from '#core/errors';
import { parseDocument, sound } from './text.js';

export interface DocumentKind {
  /** For messages: `an order`. */
  readonly name: string;
  /** Of the error. */
  readonly code: string;
}

/**
 * @param given text, UTF-8 bytes or plain JSON @param where for messages
 * @throws NearmissError (exit 2) NM7940 where it is no JSON, the kind's code with path and expectation where it is another document
 */
export function readAs<T>(schema: z.ZodType<T>, given: unknown, where: string, kind: DocumentKind): T {
  const isText = typeof given === 'string' || given instanceof Uint8Array;
  const document = isText ? parseDocument(given, where) : sound(given, where);
  const { success, data, error } = schema.safeParse(document, { reportInput: true });
  if (success) return data;
  const [first] = error.issues;
  const more = error.issues.length > 1 ? ` (and ${error.issues.length - 1} more)` : '';
  const what = first === undefined ? 'it is not one' : `${placeOf(first.path)}${toldOf(first)}${more}`;
  throw usageError(kind.code, `${where} is not ${kind.name}: ${what}`, 'it comes from another version, or was changed by hand');
}

/** `plan.scenarios[3].sha256: `, empty at the top. */
function placeOf(path: readonly PropertyKey[]): string {
  const steps = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${shown(String(step))}`));
  return steps.length === 0 ? '' : `${steps.join('').replace(/^\./, '')}: `;
}

function toldOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return `there is no key ${issue.keys.slice(0, 3).map(quoted).join(', ')}`;
    case 'invalid_type':
      return issue.input === undefined ? `missing, expected ${aOrAn(issue.expected)}` : got(issue, aOrAn(issue.expected));
    case 'invalid_value':
      return got(issue, issue.values.map(String).join(', '));
    case 'too_small':
      return got(issue, `${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}${unitOf(issue.origin)}`);
    case 'too_big':
      return got(issue, `${issue.inclusive ? 'at most' : 'less than'} ${issue.maximum}${unitOf(issue.origin)}`);
    case 'invalid_union':
      return got(issue, 'one of the known forms');
    case 'invalid_format':
    case 'custom':
      return got(issue, issue.message);
    default:
      return issue.message;
  }
}

function got({ input }: { readonly input?: unknown }, expected: string): string {
  return `expected ${expected}, found ${quoted(input)}`;
}
function aOrAn(type: string): string {
  return `${/^[aeio]/.test(type) ? 'an' : 'a'} ${type === 'int' ? 'whole number' : type}`.replace('an whole', 'a whole');
}
function unitOf(origin: string): string {
  if (origin === 'string') return ' characters';
  return origin === 'array' || origin === 'set' ? ' entries' : '';
}

/** What stands there, short enough for a line. */
function quoted(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  return typeof value === 'string' ? `"${shown(value)}"` : shown(String(value));
}

/** Without what would move a terminal's cursor or turn its text. */
function shown(text: string): string {
  const short = text.length > 60 ? `${text.slice(0, 60)}...` : text;
  return short.replace(/[^\P{C}\u{E000}]/gu, '\u{FFFD}');
}
