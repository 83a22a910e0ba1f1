/**
 * XML text as a tree with line numbers. A document type is refused, so nothing can be expanded or fetched, and so are files nested deeper than any
 * scenario or road. Namespaces are not resolved.
 */
import { parseXml, XmlCdata, type XmlDocument, XmlElement, XmlError, XmlText } from '@rgrove/parse-xml';
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

/** Levels of elements; whoever walks the tree may recurse. */
const MOST_DEPTH = 200;

/** @throws NearmissError (NM2901, exit 2) with line and column of the first mistake */
export function readXml(source: string): XmlNode {
  const text = source.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const { children, root } = parsed(text);
  const placeOf = placeFinder(text);
  const documentType = children.find(({ type }) => type === 'doctype');
  if (documentType !== undefined) throw malformed(placeOf(documentType.start), 'a document type is not read');
  return nodeOf(root as XmlElement, placeOf, 1);
}

function parsed(text: string): XmlDocument {
  try {
    return parseXml(text, { includeOffsets: true, preserveDocumentType: true });
  } catch (error) {
    if (error instanceof XmlError) throw malformed(error, error.message.split(' (line ')[0] as string);
    // The parser calls itself for each level.
    if (error instanceof RangeError) throw malformed({ line: 1, column: 1 }, `more than ${MOST_DEPTH} levels of elements`);
    throw error;
  }
}

function nodeOf(element: XmlElement, placeOf: (offset: number) => Place, depth: number): XmlNode {
  const place = placeOf(element.start);
  if (depth > MOST_DEPTH) throw malformed(place, `more than ${MOST_DEPTH} levels of elements`);
  const { name, attributes, children } = element;
  return {
    name,
    attributes,
    children: children.flatMap((child) => (child instanceof XmlElement ? [nodeOf(child, placeOf, depth + 1)] : [])),
    text: children.map((child) => (child instanceof XmlText || child instanceof XmlCdata ? child.text : '')).join(''),
    line: place.line,
  };
}

interface Place {
  readonly line: number;
  readonly column: number;
}

/** Lines and columns, from 1, by offset, for offsets that only grow. */
function placeFinder(text: string): (offset: number) => Place {
  let line = 1;
  let start = 0;
  return (offset) => {
    for (let next = text.indexOf('\n', start); next >= 0 && next < offset; next = text.indexOf('\n', start)) {
      line++;
      start = next + 1;
    }
    return { line, column: offset - start + 1 };
  };
}

function malformed({ line, column }: Place, what: string): Error {
  return usageError('NM2901', `line ${line} column ${column} of the XML can't be read: ${what}`);
}
