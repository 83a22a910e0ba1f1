/**
 * Parameters: declared values as constants, and a ParameterValueDistribution as distributions. All are plain numbers, which take their unit where
 * they are used.
 */
import type { XmlNode } from '../xml/read.js';
import { all, child, descendants, type Values } from './values.js';

export type ParameterYaml = number | string | Readonly<Record<string, unknown>>;

/** Declared values as written, the whole file's and those of its parts; where a name is declared twice, the first counts. */
export function declaredValues(root: XmlNode): ReadonlyMap<string, string> {
  const declarations = descendants(root, 'ParameterDeclaration').toReversed();
  return new Map(declarations.map(({ attributes }) => [attributes.name ?? '', attributes.value ?? '']));
}

/** @param used names that the import's text refers to @param distributions root of a ParameterValueDistribution file */
export function parametersYaml(
  used: ReadonlySet<string>,
  values: Values,
  distributions: XmlNode | undefined,
): Readonly<Record<string, ParameterYaml>> {
  const drawn = distributions === undefined ? new Map<string, ParameterYaml>() : distributed(distributions, values);
  const entries: [string, ParameterYaml][] = [];
  for (const [name, value] of drawn) if (used.has(name) || name.startsWith(SET)) entries.push([name, value]);
  const stated = (name: string): ParameterYaml => {
    const written = values.declared.get(name)?.trim() ?? '';
    return /^\$\{(.*)\}$/.exec(written)?.[1]?.trim() ?? (written.startsWith('$') ? written : Number(written));
  };
  for (const name of used) if (!drawn.has(name)) entries.push([name, stated(name)]);
  const needed = entries.filter(
    ([name]) => !name.startsWith(SET) || entries.some(([, value]) => String(value).includes(`$${name}`)),
  );
  return Object.fromEntries(needed);
}

/** Those that are named, and those that their own values name, in order of first use. */
export function usedParameters(body: unknown, values: Values): ReadonlySet<string> {
  const used = new Set<string>();
  const use = (text: string): void => {
    for (const [, name] of text.matchAll(/\$(\w+)/g)) {
      if (name === undefined || used.has(name) || !values.declared.has(name)) continue;
      used.add(name);
      use(values.declared.get(name) ?? '');
    }
  };
  use(JSON.stringify(body));
  return used;
}

/** The language's names of parameters start with a letter. */
export function withFitNames(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/\$_(\w+)/g, '$p_$1');
  if (Array.isArray(value)) return value.map(withFitNames);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key.replace(/^_/, 'p_'), withFitNames(inner)]));
}

/** Parameters that choose among sets of values. */
const SET = 'valueSet';

function distributed(root: XmlNode, values: Values): Map<string, ParameterYaml> {
  const found = new Map<string, ParameterYaml>();
  const put = (node: XmlNode, name: string | undefined, value: ParameterYaml | undefined): void => {
    if (name === undefined || value === undefined) return;
    if (!values.declared.has(name)) values.leaveOut(node, `the scenario declares no parameter "${name}"`);
    else found.set(name, value);
  };
  for (const single of descendants(root, 'DeterministicSingleParameterDistribution'))
    put(single, single.attributes.parameterName, singleYaml(single, values));
  for (const random of descendants(root, 'StochasticDistribution'))
    put(random, random.attributes.parameterName, stochasticYaml(random, values));
  for (const [i, multi] of descendants(root, 'DeterministicMultiParameterDistribution').entries())
    for (const [name, value] of valueSets(multi, `${SET}${i + 1}`, values)) {
      if (name.startsWith(SET)) found.set(name, value);
      else put(multi, name, value);
    }
  return found;
}

function singleYaml(node: XmlNode, values: Values): ParameterYaml | undefined {
  const set = child(node, 'DistributionSet');
  if (set !== undefined) return { choice: all(set, 'Element').map(({ attributes }) => Number(attributes.value)) };
  const range = child(node, 'DistributionRange');
  if (range === undefined) return unknown(node, values);
  const limits = limitsOf(range);
  const step = Number(range.attributes.stepWidth);
  const steps = Math.floor((limits[1] - limits[0]) / step + 1e-9);
  if (!(steps >= 0 && steps < 1000)) return unknown(node, values);
  return { choice: Array.from({ length: steps + 1 }, (_, i) => limits[0] + i * step) };
}

function stochasticYaml(node: XmlNode, values: Values): ParameterYaml | undefined {
  const [kind] = node.children;
  if (kind === undefined) return unknown(node, values);
  const range = child(kind, 'Range') === undefined ? undefined : limitsOf(kind);
  const number = (name: string): number => Number(kind.attributes[name]);
  switch (kind.name) {
    case 'UniformDistribution':
      return range && { uniform: range };
    case 'NormalDistribution': {
      const normal = { mean: number('expectedValue'), sd: Math.sqrt(number('variance')) };
      return range === undefined ? { normal } : { truncatedNormal: { ...normal, min: range[0], max: range[1] } };
    }
    case 'ProbabilityDistributionSet':
      return {
        choice: all(kind, 'Element').map(({ attributes }) => ({
          value: Number(attributes.value),
          weight: Number(attributes.weight),
        })),
      };
    case 'Histogram':
      return {
        choice: all(kind, 'Bin').map((bin) => ({ value: { uniform: limitsOf(bin) }, weight: Number(bin.attributes.weight) })),
      };
    default:
      return unknown(kind, values);
  }
}

/** One set of values out of several, by a number that is drawn. */
function valueSets(node: XmlNode, name: string, values: Values): [string, ParameterYaml][] {
  const sets = descendants(node, 'ParameterValueSet').map(
    (set) =>
      new Map(
        all(set, 'ParameterAssignment').map(({ attributes }) => [attributes.parameterRef ?? '', Number(attributes.value)]),
      ),
  );
  if (sets.length === 0) {
    unknown(node, values);
    return [];
  }
  const assigned = [...new Set(sets.flatMap((set) => [...set.keys()]))];
  const chosen = (of: string): ParameterYaml => {
    const written = sets.reduceRight((rest, set, i) => {
      const value = String(set.get(of) ?? values.declared.get(of));
      return i === sets.length - 1 ? value : `if($${name} < ${i + 0.5}, ${value}, ${rest})`;
    }, '');
    return sets.length === 1 ? Number(written) : written;
  };
  const index: [string, ParameterYaml] = [name, { choice: sets.map((_, i) => i) }];
  return [index, ...assigned.map((of): [string, ParameterYaml] => [of, chosen(of)])];
}

function limitsOf(node: XmlNode): [number, number] {
  const range = child(node, 'Range');
  return [Number(range?.attributes.lowerLimit), Number(range?.attributes.upperLimit)];
}
function unknown(node: XmlNode, values: Values): undefined {
  values.leaveOut(node, 'the language has no such distribution; the declared value stands');
  return undefined;
}
