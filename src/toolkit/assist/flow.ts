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
    return each.insert.includes('\n') || each.insert.startsWith('- ') ? [] : [each];
  });
}

function keyInFlow(each: Completion, place: Place, text: string, schema: SchemaPart): Pick<Completion, 'insert' | 'isSnippet'> {
  if (/^\s*:/.test(text.slice(each.to))) return { insert: each.label, isSnippet: false };
  const [, key = each.label, rest = ''] = /^([^:\n]+):([^\n]*)$/.exec(each.insert) ?? [];
  if (rest.trim() !== '' && rest.trim() !== '$1') return { insert: `${key}:${rest}`, isSnippet: each.isSnippet };
  return { insert: `${each.label}: ${emptyValue(partsAt(schema, [...place.path, each.label]))}`, isSnippet: true };
}

/** What is needed there, if one shape alone may stand there; else brackets to write in, or nothing. */
function emptyValue(parts: readonly SchemaPart[]): string {
  const offers = parts.flatMap(
    ({ defaultSnippets }) => (defaultSnippets as readonly { readonly body: unknown }[] | undefined) ?? [],
  );
  const [only] = offers;
  if (offers.length === 1 && typeof only?.body === 'string' && /^\^[{[]/.test(only.body)) return only.body.slice(1);
  const types = new Set(parts.flatMap((part) => part.type ?? (part.enum === undefined ? [] : ['string'])));
  if (types.size === 1 && types.has('object')) return '{$1}';
  if (types.size === 1 && types.has('array')) return '[$1]';
  return '$1';
}
