/** An XML element to be written, and short ways to build one. Child order is the order in the file: schemas insist on it. */

export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Written as a comment before the element. */
  readonly comment?: string;
}

export type AttributeValue = string | number | boolean | undefined;

/** Attributes that are undefined are left out, as are children. Numbers are rounded to a micrometre or microradian. */
export function element(
  name: string,
  attributes: Readonly<Record<string, AttributeValue>> = {},
  ...children: readonly (XmlElement | undefined)[]
): XmlElement {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, textOf(value)] as const],
  );
  return { name, attributes: Object.fromEntries(written), children: children.filter((child) => child !== undefined) };
}

export function commented(comment: string, about: XmlElement): XmlElement {
  return { ...about, comment };
}

function textOf(value: string | number | boolean): string {
  if (typeof value !== 'number') return String(value);
  const rounded = Math.round(value * 1e6) / 1e6;
  return String(rounded === 0 ? 0 : rounded);
}
