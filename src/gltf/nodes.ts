/** The file's hierarchy: nodes of its scene, parents before children, with their rest. */
import type { Document, Node } from '@gltf-transform/core';
import type { ImportedNode } from '#contracts/imported';
import type { TextPlace } from '#contracts/own-asset';
import { namesOf } from './names.js';
import type { Problems } from './problems.js';

export interface Hierarchy {
  /** In the same order. */
  readonly nodes: readonly Node[];
  readonly rest: readonly ImportedNode[];
  indexOf(node: Node): number | undefined;
  /** All of that name, or whose mesh has it; none after reporting. */
  named(what: string, name: string, at: TextPlace): readonly number[];
  /** Whether one is the other or stands below it. */
  within(node: number, ancestor: number): boolean;
}

export function hierarchyOf(document: Document, problems: Problems): Hierarchy {
  const root = document.getRoot();
  const scene = root.getDefaultScene() ?? root.listScenes()[0];
  const tops = scene?.listChildren() ?? root.listNodes().filter((node) => node.getParentNode() === null);
  const nodes: Node[] = [];
  const parents: number[] = [];
  const visit = (node: Node, parent: number): void => {
    const index = nodes.push(node) - 1;
    parents.push(parent);
    for (const child of node.listChildren()) visit(child, index);
  };
  for (const top of tops) visit(top, -1);
  const numbers = namesOf(root.listNodes());
  const names = nodes.map(
    (node) => node.getName() || node.getMesh()?.getName() || (numbers[root.listNodes().indexOf(node)] as string),
  );
  const indices = new Map(nodes.map((node, i) => [node, i]));
  return {
    nodes,
    rest: nodes.map((node, i) => ({
      parent: parents[i] as number,
      translation: node.getTranslation(),
      rotation: unit(node.getRotation()),
      scale: node.getScale(),
    })),
    indexOf: (node) => indices.get(node),
    named(what, name, at) {
      const found = names.flatMap((each, i) => (each === name ? [i] : []));
      if (found.length === 0) problems.unknown(what, name, at, [...new Set(names)]);
      return found;
    },
    within(node, ancestor) {
      for (let i = node; i >= 0; i = parents[i] as number) if (i === ancestor) return true;
      return false;
    },
  };
}

function unit(q: readonly number[]): number[] {
  const length = Math.sqrt(q.reduce((sum, v) => sum + v * v, 0)) || 1;
  return q.map((v) => v / length);
}
