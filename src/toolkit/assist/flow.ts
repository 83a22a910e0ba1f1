/** Between brackets a completion must stay on its line; the language server writes blocks of lines. */
import type { Place } from './place.js';
import type { Completion } from './types.js';
import { partsAt, type SchemaPart } from './walk.js';

/** The same completions, written so that they fit between brackets. */
export function fitToFlow(
  completions: readonly Completion[],
  place: Place,
  text: string,
  schema: SchemaPart,
): readonly Completion[] {
  if (!place.isFlow) return completions;
  return completions.flatMap((each) => {
    if (each.kind === 'key' && place.isKey) return [{ ...each, ...keyInFlow(each, place, text, schema) }];
    return each.insert.includes('\n') ? [] : [each];
  });
}

function keyInFlow(each: Completion, place: Place, text: string, schema: SchemaPart): Pick<Completion, 'insert' | 'isSnippet'> {
  if (/^\s*:/.test(text.slice(each.to))) return { insert: each.label, isSnippet: false };
  const [, key = each.label, rest = ''] = /^([^:\n]+):([^\n]*)$/.exec(each.insert) ?? [];
  if (rest.trim() !== '' && rest.trim() !== '$1') return { insert: `${key}:${rest}`, isSnippet: each.isSnippet };
  return { insert: `${each.label}: ${emptyValue(partsAt(schema, [...place.path, each.label]))}`, isSnippet: true };
}

/** Brackets to write in, where nothing but a map or a list can stand there. */
function emptyValue(parts: readonly SchemaPart[]): string {
  const types = new Set(parts.flatMap((part) => part.type ?? (part.enum === undefined ? [] : ['string'])));
  if (types.size === 1 && types.has('object')) return '{$1}';
  if (types.size === 1 && types.has('array')) return '[$1]';
  return '$1';
}
