/** Examples as editors insert them, with marks to type over. */

/** A word or quantity behind a colon, a bracket or a comma, or alone; `...` stands for what is left open. */
const VALUE = /(^|[[:,] ?)('[^']*'|[^\s[\]{},:][^[\]{},:]*)(?=[\]},]|$)/g;

/** `{lane: right, s: 40 m}` with marks: `{lane: ${1:right}, s: ${2:40 m}}`. @param used marks that stand before it */
export function snippetOf(example: string, used = 0): string {
  let mark = used;
  return example.replaceAll(VALUE, (_all, before: string, value: string) => {
    mark++;
    return value === '...' ? `${before}$${mark}` : `${before}\${${mark}:${value.replaceAll(/[$}\\]/g, '\\$&')}}`;
  });
}

export interface Snippet {
  readonly label: string;
  readonly body: string;
  readonly description?: string;
}

/** The caret has editors insert the text as it is. @param shown where the example itself is too long to be its name */
export function offer(example: string, description?: string, shown = example): Snippet {
  return { label: shown, body: `^${snippetOf(example)}`, ...(description === undefined ? {} : { description }) };
}
