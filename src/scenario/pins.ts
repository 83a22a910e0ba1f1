/** Parameters of a scenario as an author sees them, and its text with some of them held. */
import { isMap, isNode, isScalar, type Node, type Pair, parseDocument } from 'yaml';
import type { ParameterAbout, Pin } from '#contracts/preview';
import { usageError } from '#core/errors';
import type { Parameter, Parameters } from './declare/parameters.js';
import { allUnits, type Dimension, type QuantityName, quantities, readLiteral, sameDimension } from './units.js';
import { usualUnit } from './variation/factors.js';

/** Every parameter in the order of the file; members of a correlated group one by one, as `group.member`. */
export function parametersAbout(text: string, parameters: Parameters): readonly ParameterAbout[] {
  const written = new Map(pairsIn(text).map(({ name, value }) => [name, text.slice(...rangeOf(value)).trim()]));
  return [...parameters].flatMap(([name, parameter]): readonly ParameterAbout[] => {
    const known = { line: parameter.at.line, source: written.get(name) ?? '' };
    if (parameter.type === 'words') return [{ name, unit: '', factor: 1, kind: 'words', ...known }];
    if (parameter.type === 'number')
      return [{ name, ...unitOf(known.source, parameter.value.dimension), kind: kindOf(parameter), ...known }];
    return parameter.group.names.map((member, i): ParameterAbout => {
      const dimension = parameter.group.means[i]?.dimension as Dimension;
      return { name: `${name}.${member}`, ...unitOf(known.source, dimension), kind: 'correlated', ...known };
    });
  });
}

/**
 * The text with those parameters held; every other character stays.
 * @throws NearmissError NM7511 (exit 2) for a name that is no parameter, or one that can't be held by itself
 */
export function withPins(text: string, pins: readonly Pin[]): string {
  const pairs = pairsIn(text);
  const edits = pins.map(({ name, value }) => {
    const found = pairs.find((pair) => pair.name === name);
    if (found === undefined)
      throw usageError('NM7511', `there is no parameter "${name}" to hold`, 'members of a correlated group are held together');
    return { range: rangeOf(found.value), value: quoted(value) };
  });
  return edits
    .sort((a, b) => b.range[0] - a.range[0])
    .reduce((held, { range: [from, to], value }) => held.slice(0, from) + value + held.slice(to), text);
}

function kindOf(parameter: Extract<Parameter, { type: 'number' }>): ParameterAbout['kind'] {
  const { value } = parameter;
  if (value.type === 'distribution') return 'drawn';
  return value.expression.op === 'number' ? 'fixed' : 'derived';
}

/** The unit that the author wrote first, where it is one of that dimension; else the usual one. */
function unitOf(source: string, dimension: Dimension): Pick<ParameterAbout, 'unit' | 'factor'> {
  const fitting = allUnits.filter((each) => sameDimension(each.dimension, dimension));
  const written = [...source.matchAll(/\d\s*([a-zA-Z°%][a-zA-Z/^²³%]*(?:\^\d)?)/g)].map(([, unit]) => unit);
  const found = written.flatMap((unit) => fitting.filter((each) => each.unit === unit))[0];
  if (found !== undefined) return { unit: found.unit, factor: found.factor };
  const quantity = (Object.keys(quantities) as QuantityName[]).find(
    (name) => name !== 'ratio' && sameDimension(quantities[name].dimension, dimension),
  );
  return quantity === undefined ? { unit: '', factor: 1 } : { unit: usualUnit(quantity), factor: 1 };
}

interface Written {
  readonly name: string;
  readonly value: Node;
}

function pairsIn(text: string): readonly Written[] {
  const declared = parseDocument(text).get('parameters', true);
  if (!isMap(declared)) return [];
  return declared.items.flatMap(({ key, value }: Pair) =>
    isScalar(key) && isNode(value) ? [{ name: String(key.value), value }] : [],
  );
}

/** Without the comment and the line end after it. */
function rangeOf(node: Node): readonly [number, number] {
  const [from = 0, to = 0] = node.range ?? [];
  return [from, to];
}

/** As a scalar that YAML reads as that very text. */
function quoted(value: string): string {
  const plain = readLiteral(value) !== undefined || /^[A-Za-z][\w -]*$/.test(value);
  return plain ? value : JSON.stringify(value);
}
