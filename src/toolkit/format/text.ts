/**
 * The canonical form of a scenario's text. Kept: comments, blank lines (one where there were several), the author's order and
 * which values are quoted. Made alike: indentation by two, brackets without padding, double quotes for expressions and single ones
 * for words, one blank before a comment,
 * line ends. What spans several lines between brackets becomes a block.
 */
import { isCollection, type ParsedNode, parseDocument, Scalar, visit } from 'yaml';
import type { Diagnostic } from '#core/errors';
import { type Node, readTree, toDiagnostic } from '#scenario/node';

export interface Formatted {
  /** Undefined where the file is not whole: it stays as it is. */
  readonly text: string | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

export function formatText(written: string, file: string): Formatted {
  const text = written.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  const { node, problems } = readTree(text);
  if (node === undefined) return { text: undefined, diagnostics: problems.map((problem) => toDiagnostic(file, problem)) };
  const formatted = canonical(text);
  const again = readTree(formatted).node;
  if (again === undefined || !sameTree(node, again)) throw new Error(`formatting would change what ${file} says`);
  return { text: formatted, diagnostics: [] };
}

/** Characters; the time to fold a text anew grows with the square of its blank lines, and no valid text is that long. */
const MOST_FOLDED = 20_000;

function canonical(text: string): string {
  const document = parseDocument(text, { version: '1.2', keepSourceTokens: true, uniqueKeys: false });
  visit(document, {
    Scalar(_key, node) {
      if (node.type === Scalar.BLOCK_FOLDED && String(node.value).length > MOST_FOLDED) node.type = Scalar.BLOCK_LITERAL;
      if (node.type === Scalar.QUOTE_SINGLE || node.type === Scalar.QUOTE_DOUBLE) node.type = quotesFor(String(node.value));
    },
    Collection(_key, node) {
      if (node.flow === true && isOverLines(node as ParsedNode, text) && node.items.length > 0) node.flow = false;
    },
  });
  const written = document.toString({ lineWidth: 0, indent: 2, flowCollectionPadding: false, indentSeq: true });
  return tidied(written);
}

/** No blanks at ends of lines and no blank line twice, but within texts of several lines, where they mean something. */
function tidied(written: string): string {
  const kept: (readonly [number, number])[] = [];
  visit(parseDocument(written, { version: '1.2', uniqueKeys: false }), {
    Scalar(_key, node) {
      if (node.range && written.slice(node.range[0], node.range[1]).includes('\n')) kept.push([node.range[0], node.range[1]]);
    },
  });
  const isKept = within(kept);
  const once = written.replaceAll(/(?<![ \t])[ \t]+(?=\n)|(?<=\n\n)\n+/g, (found, at: number) => (isKept(at) ? found : ''));
  return `${once.trimEnd()}\n`;
}

/** Whether a place lies in one of the stretches. Both come in ascending order, so that each is passed once. */
function within(stretches: readonly (readonly [from: number, to: number])[]): (at: number) => boolean {
  let next = 0;
  return (at) => {
    while ((stretches[next]?.[1] ?? Number.POSITIVE_INFINITY) <= at) next++;
    return (stretches[next]?.[0] ?? Number.POSITIVE_INFINITY) <= at;
  };
}

/** Double ones for expressions, single ones for words; the other kind where that would need a backslash. */
function quotesFor(value: string): Scalar.Type {
  if (/[\n\t']/.test(value)) return Scalar.QUOTE_DOUBLE;
  return value.includes('$') && !/["\\]/.test(value) ? Scalar.QUOTE_DOUBLE : Scalar.QUOTE_SINGLE;
}

function isOverLines(node: ParsedNode, text: string): boolean {
  const [from, to] = node.range;
  return isCollection(node) && text.slice(from, to).includes('\n');
}

/** The same values under the same keys, wherever they stand. */
export function sameTree(a: Node, b: Node): boolean {
  if (a.kind === 'scalar' || b.kind === 'scalar') return a.kind === 'scalar' && b.kind === 'scalar' && a.value === b.value;
  if (a.kind === 'list' || b.kind === 'list') {
    if (a.kind !== 'list' || b.kind !== 'list' || a.items.length !== b.items.length) return false;
    return a.items.every((item, i) => sameTree(item, b.items[i] as Node));
  }
  if (a.entries.length !== b.entries.length) return false;
  return a.entries.every(({ key, value }, i) => key === b.entries[i]?.key && sameTree(value, b.entries[i].value));
}
