/** A document's text to plain JSON, after what could hurt whoever reads on has been refused. */
import { type NearmissError, usageError } from '#core/errors';

/** 64 MiB: an order with its scenarios is far smaller. */
export const LARGEST_DOCUMENT = 64 * 2 ** 20;
/** A manifest has an entry for each sample. */
export const LARGEST_MANIFEST = 512 * 2 ** 20;
/** Deeper than any document of ours: 12 levels, within a plan within an order. */
export const DEEPEST_DOCUMENT = 32;

/** @param bytes UTF-8, or text @param where for messages @throws NearmissError NM7940 (exit 2) */
export function parseDocument(bytes: Uint8Array | string, where: string, largest = LARGEST_DOCUMENT): unknown {
  if (bytes.length > largest) throw unreadable(where, `is larger than ${largest} bytes`);
  const text = typeof bytes === 'string' ? bytes : decoded(bytes, where);
  if (isTooDeep(text)) throw unreadable(where, `is nested more than ${DEEPEST_DOCUMENT} levels deep`);
  try {
    return sound(JSON.parse(text), where);
  } catch (error) {
    if (error instanceof SyntaxError) throw unreadable(where, 'is no JSON');
    throw error;
  }
}

/**
 * What came as an object already: refused where it is nested too deep, goes round in a circle or would change what objects are.
 * @throws NearmissError NM7940 (exit 2)
 */
export function sound(document: unknown, where: string): unknown {
  let level = [document];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST_DOCUMENT) throw unreadable(where, `is nested more than ${DEEPEST_DOCUMENT} levels deep`);
    const next: unknown[] = [];
    for (const value of level) {
      if (typeof value !== 'object' || value === null) continue;
      if (!Array.isArray(value) && Object.hasOwn(value, '__proto__')) throw unreadable(where, 'has a key "__proto__"');
      for (const member of Object.values(value)) if (typeof member === 'object' && member !== null) next.push(member);
    }
    level = next;
  }
  return document;
}

function decoded(bytes: Uint8Array, where: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw unreadable(where, 'is no UTF-8');
  }
}

/** Whether brackets outside of strings nest too deep. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (quoted) {
      if (c === BACKSLASH) i++;
      else if (c === QUOTE) quoted = false;
    } else if (c === QUOTE) quoted = true;
    else if (c === BRACKET || c === BRACE) {
      if (++depth > DEEPEST_DOCUMENT) return true;
    } else if (c === BRACKET_END || c === BRACE_END) depth--;
  }
  return false;
}

const [QUOTE, BACKSLASH, BRACKET, BRACKET_END, BRACE, BRACE_END] = [34, 92, 91, 93, 123, 125] as const;

function unreadable(where: string, what: string): NearmissError {
  return usageError('NM7940', `${where} ${what}`, 'it was not written by nearmiss, or was harmed on the way');
}
