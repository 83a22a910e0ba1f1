/** Elements as XML text: two spaces a level, UTF-8, LF. */
import type { XmlElement } from './element.js';

export function writeXml(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${lines(root, '').join('\n')}\n`;
}

function lines({ name, attributes, children, comment }: XmlElement, indent: string): string[] {
  const head = `${name}${Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escaped(value)}"`)
    .join('')}`;
  const about = comment === undefined ? [] : [`${indent}<!-- ${commentText(comment)} -->`];
  if (children.length === 0) return [...about, `${indent}<${head}/>`];
  return [...about, `${indent}<${head}>`, ...children.flatMap((child) => lines(child, `${indent}  `)), `${indent}</${name}>`];
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\t': '&#9;',
};

function escaped(text: string): string {
  return allowed(text).replace(/[&<>"\n\t]/g, (character) => ESCAPES[character] as string);
}

/** A comment can't hold two hyphens in a row, nor end with one. */
function commentText(text: string): string {
  return allowed(text)
    .replace(/-(?=-)/g, '- ')
    .replace(/-$/, '- ');
}

/** Control characters can't stand in XML 1.0, not even escaped. */
function allowed(text: string): string {
  return Array.from(text, (character) =>
    /[\p{Cc}\uFFFE\uFFFF]/u.test(character) && !/[\n\t]/.test(character) ? ' ' : character,
  ).join('');
}
