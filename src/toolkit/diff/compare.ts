/** Two meanings compared: what is there on one side only, and what is otherwise. */
import { sameDimension } from '#scenario/units';
import { isQuantity, NAME_MARK, type Normal } from './normal.js';
import { quantityText, sameNumber } from './quantity.js';

export interface Difference {
  readonly kind: 'added' | 'removed' | 'changed' | 'renamed';
  /** `actors.deer.at.offset` */
  readonly path: string;
  readonly before?: string;
  readonly after?: string;
}
type Tree = { readonly [key: string]: Normal };

/** What only describes: no draw and no picture depends on it. */
export const WORDS = ['title', 'hazard', 'sources'];

export function compare(before: Tree, after: Tree): readonly Difference[] {
  const { renamed, tree } = withNamesOf(before, after);
  return [...renamed, ...differences(tree, after, [])];
}

function differences(a: Normal | undefined, b: Normal | undefined, path: readonly string[]): readonly Difference[] {
  const at = path.join('.').replaceAll(NAME_MARK, '');
  if (a === undefined || b === undefined) {
    if (a === b) return [];
    return [
      a === undefined
        ? { kind: 'added', path: at, after: shown(b as Normal) }
        : { kind: 'removed', path: at, before: shown(a) },
    ];
  }
  if (same(a, b)) return [];
  if (isTree(a) && isTree(b)) {
    const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
    return keys.flatMap((key) => differences(a[key], b[key], [...path, key]));
  }
  if (Array.isArray(a) && Array.isArray(b) && path.length > 0 && !isArguments(path)) {
    const longest = Math.max(a.length, b.length);
    return Array.from({ length: longest }, (_, i) => differences(a[i], b[i], [...path, String(i)])).flat();
  }
  return [{ kind: 'changed', path: at, before: shown(a), after: shown(b) }];
}
/** The arguments of a distribution are told together. */
function isArguments(path: readonly string[]): boolean {
  return /^(uniform|logUniform|normal|truncatedNormal)$/.test(path.at(-1) as string);
}

export function same(a: Normal, b: Normal): boolean {
  if (isQuantity(a) && isQuantity(b)) return sameDimension(a.dimension, b.dimension) && sameNumber(a.si, b.si);
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((each, i) => same(each, b[i] as Normal));
  if (!isTree(a) || !isTree(b)) return a === b;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && same(a[key] as Normal, b[key] as Normal))
  );
}
function isTree(value: Normal): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isQuantity(value);
}

/** For people: `{kind: deer, at: ...}` on one line, quantities with units. */
function shown(value: Normal): string {
  if (isQuantity(value)) return quantityText(value);
  if (Array.isArray(value)) return `[${value.map(shown).join(', ')}]`;
  if (isTree(value))
    return `{${Object.entries(value)
      .map(([key, each]) => `${key.replace(NAME_MARK, '')}: ${shown(each)}`)
      .join(', ')}}`;
  return typeof value === 'string' ? value.replaceAll(NAME_MARK, '') : String(value);
}

/** Actors, swarms, parameters and events that are the same under another name: the first tree speaks of them by their new ones. */
function withNamesOf(before: Tree, after: Tree): { readonly renamed: readonly Difference[]; readonly tree: Tree } {
  let tree = before;
  const renamed: Difference[] = [];
  for (const { group, mark } of [
    { group: 'actors', mark: NAME_MARK },
    { group: 'parameters', mark: '$' },
  ]) {
    for (const old of Object.keys((tree[group] as Tree | undefined) ?? {})) {
      const renaming = newNameOf(group, mark, old, tree, after);
      if (renaming === undefined) continue;
      tree = renaming.tree;
      renamed.push({ kind: 'renamed', path: `${group}.${old}`, before: old, after: renaming.name });
    }
  }
  const [events, others] = [eventsOf(tree), eventsOf(after)];
  for (const [i, old] of events.entries()) {
    const name = others[i];
    if (name === undefined || name === old || others.includes(old) || events.includes(name)) continue;
    const changed = replaced(tree, `${NAME_MARK}${old}`, `${NAME_MARK}${name}`) as Tree;
    if (!same(changed.story as Normal, after.story as Normal)) continue;
    tree = changed;
    renamed.push({ kind: 'renamed', path: `story.${old}`, before: old, after: name });
  }
  return { renamed, tree };
}

function newNameOf(
  group: string,
  mark: string,
  old: string,
  tree: Tree,
  after: Tree,
): { readonly name: string; readonly tree: Tree } | undefined {
  const [here, there] = [(tree[group] ?? {}) as Tree, (after[group] ?? {}) as Tree];
  if (Object.hasOwn(there, old)) return undefined;
  for (const name of Object.keys(there)) {
    if (Object.hasOwn(here, name)) continue;
    const moved = replaced(tree, `${mark}${old}`, `${mark}${name}`) as Tree;
    const { [old]: thing, ...rest } = moved[group] as Tree;
    if (same(thing as Normal, there[name] as Normal))
      return { name, tree: { ...moved, [group]: { ...rest, [name]: thing as Normal } } };
  }
  return undefined;
}

/** Names of events in the order of the story. */
function eventsOf(tree: Tree): readonly string[] {
  const text = JSON.stringify(tree.story ?? null);
  return [...text.matchAll(/"name":"@([^"]+)"/g)].map(([, name]) => name as string);
}

/** In strings that are the name, or have it in an expression; and in keys. */
function replaced(value: Normal, from: string, to: string): Normal {
  const pattern = new RegExp(`${from.replaceAll(/[$.*+?^()[\]{}|\\]/g, '\\$&')}(?![\\w-])`, 'g');
  const inText = (text: string): string => text.replaceAll(pattern, () => to);
  const walk = (each: Normal): Normal => {
    if (typeof each === 'string') return from.startsWith(NAME_MARK) ? (each === from ? to : each) : inText(each);
    if (Array.isArray(each)) return each.map(walk);
    if (!isTree(each)) return each;
    return Object.fromEntries(Object.entries(each).map(([key, inner]) => [key === from ? to : key, walk(inner)]));
  };
  return walk(value);
}
