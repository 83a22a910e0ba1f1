/** The classes that a comparison is about, and which names of the datasets' own they gather. */
import { parse } from 'yaml';
import { usageError } from '#core/errors';
import { CAMVID_11 } from './camvid11.js';
import { CITYSCAPES_19 } from './cityscapes19.js';

export type Rgb = readonly [number, number, number];

export interface TargetClass {
  readonly name: string;
  /** For pictures of predictions. */
  readonly color: Rgb;
  /** Names in any dataset's vocabulary; case, spaces, hyphens and underscores don't count. */
  readonly from: readonly string[];
}

export interface ClassMap {
  readonly name: string;
  readonly classes: readonly TargetClass[];
}

/** What is no class: never trained on, never counted. */
export const VOID = 255;
const MOST_CLASSES = 200;

const BUILT_IN: Readonly<Record<string, ClassMap>> = { camvid11: CAMVID_11, cityscapes19: CITYSCAPES_19 };

export function builtInClassMap(name: string): ClassMap | undefined {
  return BUILT_IN[name];
}
export const CLASS_MAP_NAMES: readonly string[] = Object.keys(BUILT_IN);

/** From a name of a dataset to the index of its class. */
export function classIndex({ classes }: ClassMap): ReadonlyMap<string, number> {
  return new Map(classes.flatMap(({ from }, i) => from.map((name): [string, number] => [plainName(name), i])));
}

/** A name without what spellings differ in. */
export function plainName(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

/**
 * `{name: .., classes: [{name: .., color: [r, g, b], from: [..]}]}`. Without `from` a class gathers its own name.
 * @throws NearmissError NM8102
 */
export function parseClassMap(text: string, file: string): ClassMap {
  const wrong = (what: string) => usageError('NM8102', `${file}: ${what}`, 'docs/utility.md shows a file of classes');
  const tree = yamlObject(text, wrong);
  const { name, classes } = tree;
  if (typeof name !== 'string') throw wrong('it needs a name');
  if (!Array.isArray(classes) || classes.length < 2 || classes.length > MOST_CLASSES)
    throw wrong(`2 to ${MOST_CLASSES} classes`);
  const parsed = classes.map((entry: unknown, i) => parseClass(entry, `class ${i + 1}`, wrong));
  const seen = new Map<string, string>();
  for (const { name: target, from } of parsed) {
    for (const source of from) {
      const before = seen.get(plainName(source));
      if (before !== undefined) throw wrong(`${source} goes to both ${before} and ${target}`);
      seen.set(plainName(source), target);
    }
  }
  return { name, classes: parsed };
}

type Wrong = (what: string) => Error;

function parseClass(entry: unknown, where: string, wrong: Wrong): TargetClass {
  const { name, color, from } = (typeof entry === 'object' && entry !== null ? entry : {}) as Record<string, unknown>;
  if (typeof name !== 'string' || name === '') throw wrong(`${where} needs a name`);
  if (!isRgb(color)) throw wrong(`${name} needs a color: three integers 0..255`);
  if (from === undefined) return { name, color, from: [name] };
  if (!Array.isArray(from) || !from.every((item) => typeof item === 'string')) throw wrong(`${name}: from is a list of names`);
  return { name, color, from };
}

export function isRgb(value: unknown): value is Rgb {
  const isByte = (part: unknown): boolean => Number.isInteger(part) && (part as number) >= 0 && (part as number) <= 255;
  return Array.isArray(value) && value.length === 3 && value.every(isByte);
}

/** @throws what `wrong` makes when the text is no YAML mapping. */
export function yamlObject(text: string, wrong: Wrong): Readonly<Record<string, unknown>> {
  let tree: unknown;
  try {
    tree = parse(text);
  } catch (error) {
    throw wrong(error instanceof Error ? (error.message.split('\n')[0] as string) : 'it is no YAML');
  }
  if (typeof tree !== 'object' || tree === null || Array.isArray(tree)) throw wrong('it is no mapping');
  return tree as Readonly<Record<string, unknown>>;
}
