/** Requirements on parameters: tests that a draw must pass. */
import type { ScenarioTree } from '../declare/top.js';
import type { Draw } from './values.js';

type RequirementNode = NonNullable<ScenarioTree['require']>[number];

/** Soft constraints are enforced in their share of draws, decided by a stream of their own. */
export function enforced(node: RequirementNode, i: number, draw: Draw): boolean {
  const probability = 'probability' in node ? node.probability : undefined;
  return probability === undefined || draw.random.child('soft').child(i).chance(draw.number(probability));
}

/** Names of the tests that the draw fails, one after the other. */
export function* failedTests(tree: ScenarioTree, draw: Draw): Generator<string> {
  for (const [i, node] of (tree.require ?? []).entries()) {
    const test = 'source' in node ? node : 'that' in node ? node.that : undefined;
    if (test === undefined || !enforced(node, i, draw)) continue;
    if (draw.number(test.value) === 0) yield 'label' in node && node.label !== undefined ? node.label : test.source;
  }
}
