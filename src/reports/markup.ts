/** Text into XML and HTML, safe by construction: in a `markup` template every value is escaped unless it is markup itself. */

/** Well-formed markup. Made by `markup` and `raw` only. */
export interface Markup {
  readonly markup: string;
}
/** Null too: reports that were written as JSON have it in place of infinities. */
export type MarkupValue = string | number | Markup | readonly (Markup | undefined)[] | null | undefined;

/**
 * Markup with values in it. Text is escaped for the place where it stands (attributes must be quoted), lists are joined,
 * undefined is nothing.
 */
export function markup(strings: TemplateStringsArray, ...values: readonly MarkupValue[]): Markup {
  let inTag = false;
  let text = '';
  strings.forEach((literal, i) => {
    const opened = literal.lastIndexOf('<');
    const closed = literal.lastIndexOf('>');
    if (opened !== closed) inTag = opened > closed;
    text += literal + (i < values.length ? textOf(values[i], inTag) : '');
  });
  return { markup: text };
}

/** Text that is markup already: only for constants of this program. */
export function raw(text: string): Markup {
  return { markup: text };
}

export function joined(parts: readonly (Markup | undefined)[], between = ''): Markup {
  return { markup: parts.map((part) => part?.markup ?? '').join(between) };
}

/** For XML and HTML, between tags and in quoted attributes. Characters that XML 1.0 can't hold become visible, as `\u001b`. */
export function escapeMarkup(text: string, inTag: boolean): string {
  return text.replace(SPECIAL, (char) => {
    if ('&<>"\'\r'.includes(char)) return `&#${char.charCodeAt(0)};`;
    // Parsers turn these into blanks where they stand in an attribute as they are.
    if (char === '\n' || char === '\t') return inTag ? `&#${char.charCodeAt(0)};` : char;
    return visible(char);
  });
}

/** One character as people can read it. */
export function visible(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** `Cs` are halves of pairs that stand alone. */
const SPECIAL = /[&<>"'\p{Cc}\p{Cs}\ufffe\uffff]/gu;

function textOf(value: MarkupValue, inTag: boolean): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return escapeMarkup(value, inTag);
  if (typeof value === 'number') return String(value);
  return 'markup' in value ? value.markup : joined(value).markup;
}
