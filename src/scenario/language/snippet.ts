/** Examples as editors insert them, with marks to type over. */
import type { Schema } from './context.js';

/** A word or quantity behind a colon, a bracket or a comma, or alone; `...` stands for what is left open. */
const VALUE = /(^|[[:,] ?)('[^']*'|[^\s[\]{},:][^[\]{},:]*)(?=[\]},]|$)|({)(\.\.\.)(?=})/g;

/** `{lane: right, s: 40 m}` with marks: `{lane: ${1:right}, s: ${2:40 m}}`. @param used marks that stand before it */
export function snippetOf(example: string, used = 0): string {
  let mark = used;
  return example.replaceAll(VALUE, (_all, before = '', value = '', bracket = '', open = '') => {
    mark++;
    if (value === '...' || open !== '') return `${before}${bracket}$${mark}`;
    return `${before}\${${mark}:${value.replaceAll(/[$}\\]/g, '\\$&')}}`;
  });
}

export interface Snippet {
  readonly label: string;
  readonly body: string;
  readonly description?: string;
}

/** The caret has editors insert the text as it is. @param label the example without its brackets when missing */
export function offer(example: string, description?: string, label = withoutBrackets(example)): Snippet {
  return { label, body: `^${snippetOf(example)}`, ...(description === undefined ? {} : { description }) };
}
export function withoutBrackets(example: string): string {
  return example.replace(/^\{(.*)\}$/, '$1');
}

/**
 * What editors offer where a value is to be written. It stands in an alternative that never holds, which they read all the
 * same: beside the keywords of a map it would be offered inside the map as well. (`properties` sets the alternatives apart:
 * hovers join those that look alike.)
 * @param others alternatives that do hold; all values when missing
 */
export function offered(snippets: readonly Snippet[], others: readonly Schema[] = [{ properties: {} }]): Schema {
  const apart = others.map((each) => ('$ref' in each || 'properties' in each ? each : { ...each, properties: {} }));
  return { anyOf: [...apart, { not: {}, properties: {}, defaultSnippets: snippets }] };
}
