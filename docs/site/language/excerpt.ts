/** A piece of a scenario as text: a value under the keys that lead to it. */
import { Document, isCollection, type Node, stringify, visit } from 'yaml';
import type { Example } from './corpus.js';

const WIDTH = 96;

/** On one line: `at: {lane: right, s: 10 m}`. */
export function inline(key: string, value: unknown): string {
  return stringify({ [key]: value }, { collectionStyle: 'flow', flowCollectionPadding: false, lineWidth: 0 })
    .trim()
    .replace(/^\{(.*)\}$/s, '$1');
}

/** Under its keys, each level on a line of its own; what fits on a line stays on one. */
export function excerpt({ path, value }: Example): string {
  const nested = path.reduceRight<unknown>((inner, step) => (typeof step === 'number' ? [inner] : { [step]: inner }), value);
  const document = new Document(nested);
  visit(document, {
    Collection(_, node, parents) {
      if (parents.length >= depthOf(path) && fitsOnALine(node)) node.flow = true;
    },
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: false }).trimEnd();
}

/** Parents that `visit` counts for the value: the document, and a collection and a pair for each key. */
function depthOf(path: readonly (string | number)[]): number {
  const lists = path.filter((step) => typeof step === 'number').length;
  return 1 + 2 * path.length - lists;
}

function fitsOnALine(node: Node): boolean {
  if (!isCollection(node)) return true;
  return stringify(node.toJSON(), { collectionStyle: 'flow', lineWidth: 0, flowCollectionPadding: false }).length <= WIDTH;
}
