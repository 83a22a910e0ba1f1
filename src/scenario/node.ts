/** The YAML file as a small tree with positions, after everything dangerous has been refused. */

import {
  Composer,
  type CST,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  Parser,
  type Node as YamlNode,
} from 'yaml';
import type { Diagnostic } from '#core/errors';
import type { Code } from './codes.js';
import { syntaxProblems } from './syntax.js';

export interface Position {
  readonly line: number;
  readonly column: number;
}
interface Placed {
  /** Where it begins. */
  readonly at: Position;
  /** Where a reader looks for it: at its key, or where it begins when it has none. */
  readonly head: Position;
}
export type Node =
  | (Placed & { readonly kind: 'map'; readonly entries: readonly Entry[] })
  | (Placed & { readonly kind: 'list'; readonly items: readonly Node[] })
  | (Placed & { readonly kind: 'scalar'; readonly value: string | number | boolean | null });
export interface Entry {
  readonly key: string;
  readonly keyAt: Position;
  readonly value: Node;
}

/** The largest shipped scenario has 4,400. A parser takes seconds over a text of this length in which nothing is right. */
const MOST_CHARACTERS = 250_000;
const MOST_DEPTH = 40;
/** More than levels, since a line of dashes may adorn a comment. */
const MOST_IN_A_ROW = 120;
const MOST_NODES = 20_000;

export interface Problem {
  readonly code: Code;
  readonly at: Position;
  readonly message: string;
  readonly hint?: string;
}

export function toDiagnostic(file: string, { code, at, message, hint }: Problem): Diagnostic {
  return { file, line: at.line, column: at.column, code, message, severity: 'error', ...(hint === undefined ? {} : { hint }) };
}

export function readTree(text: string): { node?: Node; problems: Problem[] } {
  const start = { line: 1, column: 1 };
  if (text.length > MOST_CHARACTERS)
    return {
      problems: [
        { code: 'NM2018', at: start, message: `the file has ${text.length} characters`, hint: `at most ${MOST_CHARACTERS}` },
      ],
    };
  const tooDeep = nestingDepth(text);
  if (tooDeep !== undefined)
    return { problems: [{ code: 'NM2018', at: tooDeep, message: `nested more than ${MOST_DEPTH} levels deep` }] };
  const lines = new LineCounter();
  const documents = firstDocuments(text, lines);
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  const problems = documents.flatMap((document) =>
    syntaxProblems(document, text).map(({ offset, ...said }): Problem => ({ at: at(offset), ...said })),
  );
  if (problems.length > 0) return { problems };
  if (documents.length !== 1)
    return {
      problems: [
        {
          code: 'NM2001',
          at: start,
          message: documents.length === 0 ? 'the file is empty' : 'more than one document in the file',
          hint: 'one scenario a file',
        },
      ],
    };
  const contents = documents[0]?.contents;
  if (contents === null || contents === undefined)
    return { problems: [{ code: 'NM2001', at: start, message: 'the file is empty', hint: 'start with `nearmiss: 1`' }] };
  const budget = { left: MOST_NODES, told: false };
  const node = convert(contents as YamlNode, at, problems, budget, 0);
  return problems.length > 0 || node === undefined ? { problems } : { node, problems };
}

/** One, or two where there are more: a text of a hundred thousand would take seconds to read. */
function firstDocuments(text: string, lines: LineCounter): readonly Document.Parsed[] {
  const composer = new Composer({
    version: '1.2',
    // Told below: the parser would compare each key with every other.
    uniqueKeys: false,
    merge: false,
    strict: true,
  });
  const documents: Document.Parsed[] = [];
  for (const document of composer.compose(withFirstMistake(new Parser(lines.addNewLine).parse(text)))) {
    documents.push(document);
    if (documents.length === 2) break;
  }
  return documents;
}

/** Of pieces that fit nowhere only the first, which is the one that is told: each takes longer than all the rest of reading it. */
function* withFirstMistake(tokens: Iterable<CST.Token>): Iterable<CST.Token> {
  let isWrong = false;
  for (const token of tokens) {
    if (!isWrong || token.type !== 'error') yield token;
    isWrong ||= token.type === 'error';
  }
}

function convert(
  node: YamlNode,
  at: (offset: number) => Position,
  problems: Problem[],
  budget: { left: number; told: boolean },
  depth: number,
  keyAt?: Position,
): Node | undefined {
  const here = at(node.range?.[0] ?? 0);
  const placed = { at: here, head: keyAt ?? here };
  const refuse = (code: Code, message: string, hint?: string): undefined => {
    problems.push({ code, at: here, message, ...(hint === undefined ? {} : { hint }) });
    return undefined;
  };
  if (budget.left-- <= 0) {
    if (budget.told) return undefined;
    budget.told = true;
    return refuse('NM2018', `more than ${MOST_NODES} values in the file`, 'a scenario is smaller than that');
  }
  if (depth > MOST_DEPTH) return refuse('NM2018', `nested more than ${MOST_DEPTH} levels deep`);
  if (isAlias(node))
    return refuse('NM2001', 'aliases (*name) are not read', 'share values by name: put them under parameters and write $name');
  if (
    node.tag !== undefined &&
    !['tag:yaml.org,2002:map', 'tag:yaml.org,2002:seq', 'tag:yaml.org,2002:str'].includes(node.tag) &&
    node.tag.startsWith('!')
  ) {
    return refuse('NM2001', `tags (${node.tag}) are not read`, 'leave it out, or put the value in quotes');
  }
  if (isScalar(node)) {
    const value: unknown = node.value;
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return { kind: 'scalar', ...placed, value };
    if (typeof value === 'number') {
      if (Number.isFinite(value)) return { kind: 'scalar', ...placed, value };
      return refuse('NM2007', `${node.source ?? value} is not a finite number`, 'write a number with its unit');
    }
    return refuse('NM2004', 'this kind of value is not read');
  }
  if (isSeq(node)) {
    const items = node.items.map((item) => convert(item as YamlNode, at, problems, budget, depth + 1));
    return { kind: 'list', ...placed, items: items.filter((item) => item !== undefined) };
  }
  if (!isMap(node)) return refuse('NM2004', 'this kind of value is not read');
  const known = new Set<string>();
  const entries = node.items.flatMap((pair): Entry[] => {
    const key = pair.key as YamlNode;
    const keyAt = at(key.range?.[0] ?? 0);
    if (!isScalar(key) || typeof key.value === 'object') {
      problems.push({ code: 'NM2004', at: keyAt, message: 'keys must be plain words', hint: 'as in title: A deer' });
      return [];
    }
    const name = String(key.value);
    if (known.has(name))
      problems.push({ code: 'NM2017', at: keyAt, message: 'this key is given twice', hint: 'keep one of the two' });
    known.add(name);
    const value =
      pair.value === null
        ? ({ kind: 'scalar', at: keyAt, head: keyAt, value: null } as const)
        : convert(pair.value as YamlNode, at, problems, budget, depth + 1, keyAt);
    return value === undefined ? [] : [{ key: name, keyAt, value }];
  });
  return { kind: 'map', ...placed, entries };
}

/** Where flow brackets, or block indicators in a row (`- - -`), first nest too deep: found before parsing, since a parser may recurse. */
function nestingDepth(text: string): Position | undefined {
  let depth = 0;
  let row = 0;
  let line = 1;
  let lineStart = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 10) {
      line++;
      lineStart = i + 1;
      let indent = 0;
      while (text.charCodeAt(i + 1 + indent) === 32 || (text[i + 1 + indent] === '-' && text[i + 2 + indent] === ' ')) indent++;
      if (indent > 6 * MOST_DEPTH) return { line, column: 1 };
    } else if (c === 91 || c === 123) depth++;
    else if (c === 93 || c === 125) depth = Math.max(0, depth - 1);
    if (isIndicator(text, i)) row++;
    else if (c !== 32) row = 0;
    if (depth > MOST_DEPTH || row > MOST_IN_A_ROW) return { line, column: i - lineStart + 1 };
  }
  return undefined;
}

/** Of a block: `-`, `?` or `:` with a blank behind it. */
function isIndicator(text: string, at: number): boolean {
  return '-?:'.includes(text[at] as string) && text[at + 1] === ' ';
}
