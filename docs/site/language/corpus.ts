/** Scenario texts that use the language's keys: the shipped scenarios and rigs, and `docs/examples`, which use what those do not. */
import { readdir, readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { isMap, isScalar, isSeq, type Node, type Pair, parseDocument } from 'yaml';
import { isOpen, type KeyRecord, type Language, type Schema } from './schema.js';

export interface Example {
  /** In the repository. */
  readonly file: string;
  /** A whole scenario, as the loader reads it. */
  readonly text: string;
  /** Keys and positions from the top of the text to the key. */
  readonly path: readonly (string | number)[];
  readonly value: unknown;
  /** Where the value stands in the text. */
  readonly from: number;
  readonly to: number;
}
export interface Examples {
  /** Of a key of a record. */
  of(record: KeyRecord, key: string): readonly Example[];
  /** Of whole records. */
  ofRecord(record: KeyRecord): readonly Example[];
}

const FOLDERS = ['scenarios', 'docs/examples'];
const AROUND_RIG = `nearmiss: 1
title: A rig
hazard: none
road: {layout: test-track}
ego:
  kind: sedan
  at: {lane: right, s: 5 m}
  sensors:
`;

export interface CorpusFile {
  readonly file: string;
  readonly text: string;
}

/** @param root of the repository @returns whole scenarios; rigs of the catalogue stand on an ego; manifests of bodies are left out */
export async function readCorpus(root: string): Promise<CorpusFile[]> {
  const files: string[] = [];
  for (const folder of FOLDERS) {
    const found = await readdir(join(root, folder), { recursive: true });
    files.push(...found.filter((name) => name.endsWith('.yaml')).map((name) => posix.join(folder, name.replaceAll('\\', '/'))));
  }
  const read = await Promise.all(
    files.sort().map(async (file) => {
      const text = await readFile(join(root, file), 'utf8');
      return { file, text: file.includes('/catalogs/') ? AROUND_RIG + text.replaceAll(/^(?=.)/gm, '    ') : text };
    }),
  );
  return read.filter(({ text }) => /^nearmiss:/m.test(text));
}

export function examplesIn(corpus: readonly CorpusFile[], language: Language): Examples {
  const examples = new Map<KeyRecord, Map<string, Example[]>>();
  const WHOLE = '';
  for (const { file, text } of corpus) {
    const document = parseDocument(text);
    const meet = (node: unknown, schema: Schema, path: readonly (string | number)[]): void => {
      if (language.quantityOf(schema) !== undefined) return;
      const alternatives = language.alternatives(schema);
      if (isSeq(node)) {
        const items = alternatives.find(({ type }) => type === 'array')?.items;
        if (items !== undefined) for (const [i, item] of node.items.entries()) meet(item, items, [...path, i]);
      } else if (isMap(node)) {
        const pairs = node.items as Pair<Node, Node>[];
        const record = alternatives.map((each) => language.recordOf(each)).find((each) => each && fits(each, pairs, language));
        if (record !== undefined && path.length > 0) note(record, WHOLE, node, path);
        const open = alternatives.find(isOpen)?.additionalProperties as Schema | undefined;
        for (const { key, value } of pairs) {
          const name = keyOf(key);
          const inner = record === undefined ? open : record.keys[name];
          if (inner === undefined || value === null) continue;
          if (record !== undefined) note(record, name, value, [...path, name]);
          meet(value, inner, [...path, name]);
        }
      }
    };
    const note = (record: KeyRecord, key: string, value: Node, path: readonly (string | number)[]): void => {
      const [from = 0, to = 0] = value.range ?? [];
      const keys = examples.get(record) ?? examples.set(record, new Map()).get(record);
      const list = keys?.get(key) ?? keys?.set(key, []).get(key);
      list?.push({ file, text, path, value: value.toJS(document), from, to });
    };
    meet(document.contents, language.top, []);
  }
  const found = (record: KeyRecord, key: string): readonly Example[] => examples.get(record)?.get(key) ?? [];
  return { of: found, ofRecord: (record) => found(record, WHOLE) };
}

function keyOf(key: unknown): string {
  return isScalar(key) ? String(key.value) : String(key);
}

/** Whether a map is this record: all its keys known, all needed ones there, and the words that tell kinds apart the right ones. */
function fits(record: KeyRecord, pairs: readonly Pair<Node, Node>[], language: Language): boolean {
  const stated = new Map(pairs.map(({ key, value }) => [keyOf(key), value]));
  return (
    [...stated.keys()].every((key) => Object.hasOwn(record.keys, key)) &&
    (record.schema.required ?? []).every((key) => stated.has(key)) &&
    [...stated].every(([key, value]) => !isScalar(value) || mayBe(String(value.value), record.keys[key] as Schema, language))
  );
}
function mayBe(text: string, schema: Schema, language: Language): boolean {
  const alternatives = language.alternatives(schema);
  const words = alternatives.flatMap((each) => each.enum ?? (each.const === undefined ? [] : [each.const]));
  const onlyWords = alternatives.every((each) => each.enum !== undefined || each.const !== undefined);
  return !onlyWords || words.map(String).includes(text);
}

/** The one that shows most of a record: the most keys on few lines. */
export function fullest(examples: readonly Example[]): Example | undefined {
  const most = 320;
  const worth = ({ value }: Example): number => {
    const length = JSON.stringify(value).length;
    return length > most ? -length : Object.keys(value as object).length * 100 - length / 10;
  };
  return [...examples].sort((a, b) => worth(b) - worth(a))[0];
}

/** The clearest of some: without parameters of the file before those with, then the shortest. */
export function clearest(examples: readonly Example[]): Example | undefined {
  const cost = ({ value }: Example): number => {
    const text = JSON.stringify(value);
    return text.length + (text.includes('$') ? 60 : 0);
  };
  return [...examples].sort((a, b) => cost(a) - cost(b))[0];
}
