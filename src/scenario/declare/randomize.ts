/** Domain randomization: how strongly each side of a sample is varied, and between which bounds. */
import { may, need, record, tuple } from '../language/combinators.js';
import type { Declaration, Read } from '../language/context.js';
import { oneOf, otherwise, whenKey, whenText } from '../language/union.js';
import { constantOf, type Value, value } from '../language/value.js';
import { quantities } from '../units.js';
import { diffusion } from './randomize-diffusion.js';
import { type Figure, GROUPS, type GroupName, KEY_NAMES, KEYS, type KeyName } from './randomize-figures.js';
import { rangeText } from './randomize-page.js';

export type Pair = readonly [low: Value, high: Value];

/** `[low, high]` instead of a figure's own bounds; of a share the greatest share alone. */
function bounds(figure: Figure): Declaration<Pair | Value> {
  const { about, why, quantity, by, limits } = figure;
  const [least, most] = limits;
  const { example } = quantities[quantity];
  const doc = `At full strength ${rangeText(figure)}: ${about} (${why}).`;
  if (by === 'share') return value(doc, quantity, { least, most });
  return inOrder(
    tuple(`${doc} Two bounds, for example [${example}, ${example}].`, value('Bound.', quantity, { least, most }), 2),
  );
}

/** Refuses constants that are the wrong way round. */
function inOrder(pair: Declaration<readonly Value[]>): Declaration<Pair> {
  return {
    ...pair,
    read(node, context) {
      const [low, high] = pair.read(node, context) ?? [];
      if (low === undefined || high === undefined) return undefined;
      const [a, b] = [constantOf(low), constantOf(high)];
      if (a === undefined || b === undefined || a <= b) return [low, high];
      context.report('NM2016', node.at, 'the lower bound is above the upper one');
      return undefined;
    },
  };
}

const strength = (about: string) => value(about, 'ratio', { least: 0, most: 1 });

/** A strength alone, or with bounds of one's own. */
function dial(name: KeyName): Declaration<DialTree> {
  const { about, figures } = KEYS[name] as { readonly about: string; readonly figures: Readonly<Record<string, Figure>> };
  const fields = Object.fromEntries(Object.entries(figures).map(([key, each]) => [key, may(bounds(each))]));
  const full = record(about, { strength: need(strength('From 0, nothing, to 1, the whole range.')), ...fields });
  const plain = strength(`Strength 0..1: ${about}.`);
  return oneOf(about, [
    whenKey('strength', '{strength: 1, ...}', full),
    whenText('0.5', plain),
    otherwise('{uniform: [0, 1]}', plain),
  ]) as Declaration<DialTree>;
}

export type DialTree = Value | ({ readonly strength: Value } & { readonly [figure: string]: Pair | Value });

const dials = Object.fromEntries(KEY_NAMES.map((name) => [name, may(dial(name))])) as Readonly<
  Record<KeyName, ReturnType<typeof may<DialTree>>>
>;
const groups = Object.fromEntries(
  (Object.keys(GROUPS) as GroupName[]).map((name) => {
    const members = name === 'all' ? 'every key' : GROUPS[name].join(', ');
    return [name, may(strength(`Strength 0..1 of ${members}, where nothing nearer says otherwise.`))];
  }),
) as Readonly<Record<GroupName, ReturnType<typeof may<Value>>>>;

export const randomize = record('what is varied beyond the scenario itself, by strengths from 0 to 1', {
  ...groups,
  ...dials,
  diffusion: may(diffusion),
});
export type RandomizeTree = Read<typeof randomize>;
