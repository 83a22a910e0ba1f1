/** What changed in meaning between two scenario files. */
import { readFile } from 'node:fs/promises';
import { type Node, type Position, readTree } from '#scenario/node';
import { readScenario } from '../scenarios.js';
import { compare, type Difference, WORDS } from './compare.js';
import { normalOf } from './normal.js';

export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}
export interface Change extends Difference {
  /** Only how it is described: its title, hazard or sources. */
  readonly isWords: boolean;
  readonly placeBefore?: Place;
  readonly placeAfter?: Place;
}

/** @throws NearmissError (exit 2) when a file can't be read */
export async function diffScenarios(before: string, after: string): Promise<readonly Change[]> {
  const [a, b] = [await readScenario(before), await readScenario(after)];
  const [nodeA, nodeB] = [await nodeOf(before), await nodeOf(after)];
  return compare(normalOf(a), normalOf(b)).map((difference) => {
    const path = difference.path.split('.');
    const renamed = difference.kind === 'renamed' ? [...path.slice(0, -1), difference.after ?? ''] : path;
    const [old, now] = [find(nodeA, path), find(nodeB, renamed)];
    const asWritten = difference.kind === 'changed' && old.text !== undefined && now.text !== undefined;
    return {
      ...difference,
      ...(asWritten ? { before: old.text, after: now.text } : {}),
      isWords: WORDS.includes(path[0] as string),
      ...(difference.kind === 'added' ? {} : { placeBefore: { file: before, ...old.place } }),
      ...(difference.kind === 'removed' ? {} : { placeAfter: { file: after, ...now.place } }),
    };
  });
}

async function nodeOf(file: string): Promise<Node | undefined> {
  return readTree((await readFile(file, 'utf8')).replace(/^\uFEFF/, '')).node;
}

interface Found {
  readonly place: Position;
  /** What is written there, where it is one word or quantity. */
  readonly text: string | undefined;
}

/** Where that is said, or the nearest that holds it: what a preset says has no line of its own. */
function find(root: Node | undefined, path: readonly string[]): Found {
  let node = root;
  let place: Position = { line: 1, column: 1 };
  let isExact = true;
  for (const step of path) {
    if (node?.kind === 'list') {
      node = node.items[Number(step)];
      if (node !== undefined) place = node.at;
      continue;
    }
    const entry = node?.kind === 'map' ? node.entries.find(({ key }) => key === step) : undefined;
    isExact &&= entry !== undefined;
    // One action alone needs no list, a sensor's type is a key of its map, and what a preset says stands nowhere.
    if (entry === undefined) continue;
    place = entry.keyAt;
    node = entry.value;
  }
  const text = isExact && node?.kind === 'scalar' ? String(node.value) : undefined;
  return { place: { line: place.line, column: place.column }, text };
}
