/**
 * XML text as a tree with line numbers. Reads what scenario files use: elements, attributes, comments, CDATA, the five named entities and
 * character references. A document type is refused, so nothing can be expanded or fetched. Namespaces are not resolved.
 */
import { usageError } from '#core/errors';

export interface XmlNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
  /** Character data directly inside, joined. */
  readonly text: string;
  /** Of its start tag, from 1. */
  readonly line: number;
}

/** Whatever reads XML for the import: this file's `readXml`, or a parser from elsewhere behind the same signature. */
export type XmlReader = (text: string) => XmlNode;

interface Open {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlNode[];
  readonly line: number;
  text: string;
}

const NAME = '[\\p{L}_:][\\p{L}\\p{N}_:.\\-]*';
const TOKEN = new RegExp(
  [
    '<!--(?<comment>[\\s\\S]*?)-->',
    '<!\\[CDATA\\[(?<cdata>[\\s\\S]*?)\\]\\]>',
    '<\\?[\\s\\S]*?\\?>',
    `</(?<close>${NAME})\\s*>`,
    `<(?<open>${NAME})(?<attributes>(?:\\s+${NAME}\\s*=\\s*(?:"[^"<]*"|'[^'<]*'))*)\\s*(?<empty>/?)>`,
    '(?<text>[^<]+)',
  ].join('|'),
  'uy',
);
const ATTRIBUTE = new RegExp(`(${NAME})\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'gu');

/** @throws NearmissError (NM2901, exit 2) with the line of the first mistake */
export function readXml(source: string): XmlNode {
  const text = source.replace(/^\uFEFF/, '');
  const lineAt = lineFinder(text);
  const stack: Open[] = [];
  let root: XmlNode | undefined;
  let at = 0;
  const close = (): void => {
    const { children, ...rest } = stack.pop() as Open;
    const node: XmlNode = { ...rest, children };
    const parent = stack.at(-1);
    if (parent === undefined) root = node;
    else parent.children.push(node);
  };
  while (at < text.length) {
    TOKEN.lastIndex = at;
    const groups = TOKEN.exec(text)?.groups;
    const line = lineAt(at);
    if (groups === undefined) throw malformed(line, text.startsWith('<!', at) ? 'a document type' : 'a broken tag');
    at = TOKEN.lastIndex;
    if (groups.open !== undefined) {
      if (root !== undefined) throw malformed(line, 'a second root element');
      stack.push({
        name: groups.open,
        attributes: attributesOf(groups.attributes as string, line),
        children: [],
        line,
        text: '',
      });
      if (groups.empty === '/') close();
    } else if (groups.close !== undefined) {
      if (stack.at(-1)?.name !== groups.close) throw malformed(line, `</${groups.close}> without its start`);
      close();
    } else {
      const data = groups.cdata ?? (groups.text === undefined ? '' : decoded(groups.text, line));
      const inside = stack.at(-1);
      if (inside !== undefined) inside.text += data;
      else if (data.trim() !== '') throw malformed(line, 'text outside the root element');
    }
  }
  if (stack.length > 0) throw malformed(stack.at(-1)?.line as number, `<${stack.at(-1)?.name}> is never closed`);
  if (root === undefined) throw malformed(1, 'no element at all');
  return root;
}

function attributesOf(source: string, line: number): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name, double, single] of source.matchAll(ATTRIBUTE)) {
    if (Object.hasOwn(found, name as string)) throw malformed(line, `attribute ${name} twice`);
    found[name as string] = decoded((double ?? single ?? '').replace(/[\t\r\n]/g, ' '), line);
  }
  return found;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decoded(text: string, line: number): string {
  return text.replace(/&([^;&\s]*);?/g, (whole, name: string) => {
    const code = /^#x([0-9a-f]+)$/i.exec(name)?.[1];
    const value = code === undefined ? Number(/^#(\d+)$/.exec(name)?.[1]) : Number.parseInt(code, 16);
    const known = Object.hasOwn(ENTITIES, name) ? ENTITIES[name] : undefined;
    if (!whole.endsWith(';') || (known === undefined && !(value <= 0x10ffff))) throw malformed(line, `the entity ${whole}`);
    return known ?? String.fromCodePoint(value);
  });
}

/** Line numbers by offset, for offsets that only grow. */
function lineFinder(text: string): (offset: number) => number {
  let line = 1;
  let next = text.indexOf('\n');
  return (offset) => {
    while (next >= 0 && next < offset) {
      line++;
      next = text.indexOf('\n', next + 1);
    }
    return line;
  };
}

function malformed(line: number, what: string): Error {
  return usageError('NM2901', `line ${line} of the XML can't be read: ${what}`);
}
