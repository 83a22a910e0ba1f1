/**
 * Catalogues: what a CatalogReference names is put in its place, with the values that the reference assigns to the entry's parameters. Vehicles, pedestrians,
 * controllers, environments, manoeuvres, trajectories and routes are all referred to alike.
 */
import { NearmissError, usageError } from '#core/errors';
import type { XmlNode, XmlReader } from '../xml/read.js';
import { all, child, descendants, type Values } from './values.js';

/** A directory that the file names under CatalogLocations. */
export interface CatalogueFolder {
  /** As written. */
  readonly path: string;
  readonly files: readonly { readonly file: string; readonly text: string }[];
  /** Why it was not read. */
  readonly refused?: string;
}

/** References within entries are followed so deep. */
const MOST_DEPTH = 8;
/** Elements put in place of references, in all. */
const MOST_ELEMENTS = 50_000;

/** Directories named under CatalogLocations, as written, each once. */
export function catalogueFolders(root: XmlNode): readonly string[] {
  const named = descendants(child(root, 'CatalogLocations'), 'Directory').map(({ attributes }) => attributes.path ?? '');
  return [...new Set(named)].filter((path) => path !== '');
}

/**
 * The same file, references to entries of those folders replaced; the others stay, and are told. An entry's elements have the line of its reference.
 * @throws NearmissError NM2901 (exit 2), naming the catalogue
 */
export function withCatalogues(root: XmlNode, folders: readonly CatalogueFolder[], read: XmlReader, values: Values): XmlNode {
  for (const node of descendants(child(root, 'CatalogLocations'), 'Directory')) {
    const folder = folders.find(({ path }) => path === node.attributes.path);
    if (folder?.refused !== undefined) values.leaveOut(node, folder.refused, `catalogues in "${folder.path}"`);
  }
  const entries = entriesOf(folders, read);
  let left = MOST_ELEMENTS;
  const resolved = (node: XmlNode, depth: number): XmlNode => {
    if (node.name !== 'CatalogReference') return { ...node, children: node.children.map((inner) => resolved(inner, depth)) };
    const entry = entries.get(keyOf(values.text(node, 'catalogName') ?? '', values.text(node, 'entryName') ?? ''));
    if (entry === undefined) return node;
    if (left === 0) return node;
    const size = sizeOf(entry);
    if (depth >= MOST_DEPTH || size > left) {
      if (size > left) left = 0;
      values.leaveOut(node, left === 0 ? 'too much in catalogues' : 'entries refer to each other, too deep');
      return node;
    }
    left -= size;
    return resolved(filledIn(entry, assigned(entry, node), node.line), depth + 1);
  };
  return resolved(root, 0);
}

function keyOf(catalogue: string, entry: string): string {
  return JSON.stringify([catalogue, entry]);
}

function entriesOf(folders: readonly CatalogueFolder[], read: XmlReader): ReadonlyMap<string, XmlNode> {
  const entries = new Map<string, XmlNode>();
  for (const { file, text } of folders.flatMap(({ files }) => files))
    for (const catalogue of all(readNamed(file, text, read), 'Catalog'))
      for (const entry of catalogue.children) {
        const key = keyOf(catalogue.attributes.name ?? '', entry.attributes.name ?? '');
        if (!entries.has(key)) entries.set(key, entry);
      }
  return entries;
}

function readNamed(file: string, text: string, read: XmlReader): XmlNode {
  try {
    return read(text);
  } catch (error) {
    if (error instanceof NearmissError) throw usageError(error.code, `catalogue ${file}: ${error.message}`, error.hint);
    throw error;
  }
}

/** The entry's parameters: their own values, or those that the reference gives. */
function assigned(entry: XmlNode, reference: XmlNode): ReadonlyMap<string, string> {
  const given = descendants(child(reference, 'ParameterAssignments'), 'ParameterAssignment');
  const own = all(child(entry, 'ParameterDeclarations'), 'ParameterDeclaration');
  return new Map([
    ...own.map(({ attributes }) => [attributes.name ?? '', attributes.value ?? ''] as const),
    ...given.map(({ attributes }) => [(attributes.parameterRef ?? '').replace(/^\$/, ''), attributes.value ?? ''] as const),
  ]);
}

function filledIn(node: XmlNode, parameters: ReadonlyMap<string, string>, line: number): XmlNode {
  return {
    ...node,
    line,
    attributes: Object.fromEntries(Object.entries(node.attributes).map(([key, value]) => [key, withValues(value, parameters)])),
    children: node.children
      .filter(({ name }) => name !== 'ParameterDeclarations')
      .map((inner) => filledIn(inner, parameters, line)),
  };
}

/** `$name`, alone or in an expression, where it is one of the entry's. */
function withValues(text: string, parameters: ReadonlyMap<string, string>): string {
  return text.replace(/\$(\w+)/g, (whole, name: string) => {
    const value = parameters.get(name);
    if (value === undefined) return whole;
    // Inside an expression, an expression is a part of it.
    return text === whole ? value : value.replace(/^\$\{(.*)\}$/, '($1)');
  });
}

function sizeOf(node: XmlNode): number {
  return node.children.reduce((sum, inner) => sum + sizeOf(inner), 1);
}
