/** The dials of a draw: how strongly what is varied, with bounds that have the strength in them. */
import type { Bounds } from '#contracts/development';
import { exp, lerp, ln } from '#core/math';
import type { RandomStream } from '#core/random';
import type { DialTree, Pair, RandomizeTree } from '../declare/randomize.js';
import { type Figure, GROUPS, type GroupName, KEY_NAMES, KEYS, type KeyName } from '../declare/randomize-figures.js';
import type { Value } from '../language/value.js';
import { BadDraw, type Draw } from './values.js';

export interface Dials {
  /** Whether anything of that key is varied. */
  on(key: KeyName): boolean;
  readonly strength: (key: KeyName) => number;
  /** Bounds at the drawn strength; of a share its own value twice. */
  bounds<K extends KeyName>(key: K, figure: FigureOf<K>): Bounds;
  /** A figure, drawn from `random` or else from the key's own stream. Without chance where the strength is 0. */
  figure<K extends KeyName>(key: K, figure: FigureOf<K>, random?: RandomStream): number;
  /** Whether a share's case comes true. */
  chance<K extends KeyName>(key: K, figure: FigureOf<K>, random: RandomStream): boolean;
  random(key: KeyName): RandomStream;
  /** Keeps a drawn figure for the record. */
  note(name: string, value: number | string): void;
  readonly notes: Readonly<Record<string, number | string>>;
}
export type FigureOf<K extends KeyName> = keyof (typeof KEYS)[K]['figures'] & string;

/** @returns undefined where nothing is to be varied: the draw is then what it is without `randomize` */
export function drawDials(tree: RandomizeTree | undefined, draw: Draw): Dials | undefined {
  if (tree === undefined) return undefined;
  const strengths = new Map(KEY_NAMES.map((key) => [key, strengthOf(tree, key, draw)]));
  if ([...strengths.values()].every((strength) => strength === 0)) return undefined;
  const strength = (key: KeyName): number => strengths.get(key) ?? 0;
  const notes: Record<string, number | string> = {};
  for (const [key, value] of strengths) if (value > 0) notes[key] = value;
  const own = draw.random.child('randomize');
  const bounds = (key: KeyName, name: string): Bounds => boundsOf(key, name, strength(key), tree[key], draw);
  const figure = (key: KeyName, name: string, random = own.child(key).child(name)): number =>
    between(bounds(key, name), figureOf(key, name).by, random.uniform());
  return {
    on: (key) => strength(key) > 0,
    strength,
    bounds,
    figure,
    chance: (key, name, random) => random.uniform() < bounds(key, name)[1],
    random: (key) => own.child(key),
    note(name, value) {
      notes[name] = value;
    },
    notes,
  };
}

function strengthOf(tree: RandomizeTree, key: KeyName, draw: Draw): number {
  const group = (Object.keys(GROUPS) as GroupName[]).find(
    (name) => tree[name] !== undefined && (GROUPS[name] as readonly KeyName[]).includes(key),
  );
  const said = tree[key] ?? (group === undefined ? undefined : tree[group]);
  if (said === undefined) return 0;
  const drawn = draw.number(isStrength(said) ? said : said.strength);
  if (drawn < 0 || drawn > 1) throw new BadDraw(`the strength of ${key} is ${drawn}, not 0 to 1`);
  return drawn;
}

function isStrength(dial: DialTree): dial is Value {
  return 'type' in dial;
}

function figureOf(key: KeyName, name: string): Figure {
  return (KEYS[key].figures as Readonly<Record<string, Figure>>)[name] as Figure;
}

/** At strength 0 nothing is added, factors are 1 and shares 0. */
function boundsOf(key: KeyName, name: string, strength: number, dial: DialTree | undefined, draw: Draw): Bounds {
  const { range, by } = figureOf(key, name);
  const stated = dial === undefined || isStrength(dial) ? undefined : dial[name];
  const [low, high] = stated === undefined ? range : statedBounds(stated, draw, `${key}.${name}`);
  if (by === 'between') return [low, high];
  if (by === 'share') return [high * strength, high * strength];
  if (by === 'added') return [low * strength, high * strength];
  return [exp(ln(low) * strength), exp(ln(high) * strength)];
}

function statedBounds(stated: Pair | Value, draw: Draw, what: string): Bounds {
  if (!isPair(stated)) return [0, draw.number(stated)];
  const [low, high] = [draw.number(stated[0]), draw.number(stated[1])];
  if (low > high) throw new BadDraw(`bounds of ${what} are the wrong way round`);
  return [low, high];
}
function isPair(stated: Pair | Value): stated is Pair {
  return Array.isArray(stated);
}

function between([low, high]: Bounds, by: Figure['by'], u: number): number {
  return by === 'factor' ? exp(lerp(ln(low), ln(high), u)) : lerp(low, high, u);
}
