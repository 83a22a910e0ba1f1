/** Text, words, names and whole numbers. */
import { nearest } from '#core/errors';
import type { Position } from '../node.js';
import { type Declaration, described } from './context.js';
import { wrongKind } from './report.js';

/** A name that must be known elsewhere, with where it stands. */
export interface Name {
  readonly name: string;
  readonly at: Position;
}

export function text(doc: string, most = 2000): Declaration<string> {
  return {
    doc,
    example: () => '...',
    read(node, context) {
      if (node.kind !== 'scalar' || typeof node.value !== 'string')
        return wrongKind(context, node, 'text', 'put it in quotes where it looks like something else');
      if (node.value.length > most) {
        context.report('NM2004', node.at, `this text has ${node.value.length} characters`, `at most ${most}`);
        return undefined;
      }
      return node.value;
    },
    schema: () => described(doc, { type: 'string', maxLength: most }),
  };
}

/** One of these words. */
export function word<W extends string>(doc: string, words: readonly W[]): Declaration<W> {
  return {
    doc,
    example: () => words[0] ?? '',
    read(node, context) {
      const value = node.kind === 'scalar' && node.value !== null ? String(node.value) : undefined;
      if (value === undefined) return wrongKind(context, node, 'a word', `one of ${words.join(', ')}`);
      if ((words as readonly string[]).includes(value)) return value as W;
      const guess = nearest(value, words);
      context.report(
        'NM2006',
        node.at,
        `"${value}" can't stand here`,
        guess === undefined ? `one of ${words.join(', ')}` : `did you mean "${guess}"? One of ${words.join(', ')}`,
      );
      return undefined;
    },
    schema: () => described(doc, { enum: words }),
  };
}

/** What names may be of; editors complete them from the file itself. */
export type NameKind = 'actor' | 'lane' | 'event' | 'sensor' | 'region' | 'rig';
const EXAMPLE_NAMES: Readonly<Record<NameKind, string>> = {
  actor: 'ego',
  lane: 'right',
  event: 'flush',
  sensor: 'front',
  region: 'junction',
  rig: 'rigs/front-camera',
};

/** A name defined elsewhere; checked when the whole file has been read. */
export function name(doc: string, of?: NameKind, example = of === undefined ? '...' : EXAMPLE_NAMES[of]): Declaration<Name> {
  return {
    doc,
    example: () => example,
    read(node, context) {
      if (node.kind !== 'scalar' || typeof node.value !== 'string')
        return wrongKind(context, node, 'a name', of && `as in ${example}`);
      return { name: node.value, at: node.at };
    },
    schema: () => described(doc, { type: 'string', ...(of === undefined ? {} : { 'x-names': of }) }),
  };
}

export function whole(doc: string, least: number, most: number): Declaration<number> {
  return {
    doc,
    example: () => String(least),
    read(node, context) {
      if (node.kind !== 'scalar' || typeof node.value !== 'number' || !Number.isInteger(node.value))
        return wrongKind(context, node, 'a whole number', `from ${least} to ${most}`);
      if (node.value >= least && node.value <= most) return node.value;
      context.report('NM2007', node.at, `${node.value} is out of range`, `from ${least} to ${most}`);
      return undefined;
    },
    schema: () =>
      described(doc, {
        type: 'integer',
        minimum: least,
        maximum: most,
        defaultSnippets: [{ label: String(least), body: least }],
      }),
  };
}
