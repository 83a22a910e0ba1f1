/** Problems that many declarations report. */
import { nearest } from '#core/errors';
import type { Node, Position } from '../node.js';
import type { ReadContext } from './context.js';

export function unknownKey(context: ReadContext, key: string, at: Position, known: readonly string[]): void {
  const guess = nearest(key, known);
  context.report(
    'NM2002',
    at,
    `there is no key "${key}" here`,
    guess === undefined ? `keys: ${known.join(', ')}` : `did you mean "${guess}"?`,
  );
}

/** @param wanted with its article, `a map` */
export function wrongKind(context: ReadContext, node: Node, wanted: string, hint?: string): undefined {
  context.report('NM2004', node.at, `${wanted} belongs here, not ${kindOf(node)}`, hint);
  return undefined;
}
function kindOf(node: Node): string {
  if (node.kind === 'map')
    return node.entries.length === 0
      ? 'an empty map'
      : `a map with ${node.entries.length === 1 ? 'one key' : `${node.entries.length} keys`}`;
  if (node.kind === 'list') return `a list of ${node.items.length}`;
  if (node.value === null) return 'nothing';
  return typeof node.value === 'string' ? `"${node.value.slice(0, 40)}"` : String(node.value);
}
