/** Attribute values: numbers, `$parameter` and `${expression}`, as quantities of the scenario language. */
import type { XmlNode } from '../xml/read.js';

export interface LeftOut {
  /** In the file it comes from, from 1. */
  readonly line: number;
  readonly what: string;
  readonly why: string;
}

/** A number that may hang on parameters. */
export interface Figure {
  /** With the parameters' own values. */
  readonly value: number;
  /** The language's expression of a plain number; missing for a constant. */
  readonly expression?: string;
}

export interface Values {
  /** Declared values by name, as written. */
  readonly declared: ReadonlyMap<string, string>;
  /** What was left out or said otherwise so far. */
  readonly leftOut: readonly LeftOut[];
  leaveOut(node: XmlNode, why: string, what?: string): void;
  /** An attribute as text, parameters replaced by their own values. */
  text(node: XmlNode, attribute: string): string | undefined;
  /** Undefined where the attribute is missing or no number comes of it; the latter is told. */
  figure(node: XmlNode, attribute: string): Figure | undefined;
  /** Its value alone; tells that a parameter is fixed. */
  fixed(node: XmlNode, attribute: string): number | undefined;
}

export function valuesOf(declared: ReadonlyMap<string, string>): Values {
  const leftOut: LeftOut[] = [];
  const leaveOut: Values['leaveOut'] = (node, why, what = node.name) => leftOut.push({ line: node.line, what, why });
  const text: Values['text'] = (node, attribute) => {
    const written = node.attributes[attribute];
    const name = /^\$(\w+)$/.exec(written ?? '')?.[1];
    return name === undefined ? written : declared.get(name);
  };
  const figure: Values['figure'] = (node, attribute) => {
    const written = node.attributes[attribute];
    if (written === undefined) return undefined;
    const found = figureOf(written.trim(), declared);
    if (found === undefined) leaveOut(node, `"${written}" can't be taken over as a number`, `${node.name} ${attribute}`);
    return found;
  };
  return {
    declared,
    leftOut,
    leaveOut,
    text,
    figure,
    fixed(node, attribute) {
      const found = figure(node, attribute);
      if (found?.expression !== undefined)
        leaveOut(node, `fixed at ${found.value}: a parameter can't stand here`, `${node.name} ${attribute}`);
      return found?.value;
    },
  };
}

function figureOf(written: string, declared: ReadonlyMap<string, string>): Figure | undefined {
  const plain = numberOf(written);
  if (plain !== undefined) return { value: plain };
  const inner = /^\$\{(.*)\}$/.exec(written)?.[1];
  if (inner === undefined) {
    const value = declaredNumber(/^\$(\w+)$/.exec(written)?.[1] ?? '', declared);
    return value === undefined ? undefined : { value, expression: written };
  }
  const value = evaluated(inner, declared);
  if (value === undefined) return undefined;
  return inner.includes('$') ? { value, expression: `(${inner.trim()})` } : { value };
}

/** Of a parameter, whose own value may be an expression of others. */
function declaredNumber(name: string, declared: ReadonlyMap<string, string>): number | undefined {
  const written = declared.get(name);
  if (written === undefined) return undefined;
  // Without itself, so that parameters that go round in a ring end.
  const others = new Map([...declared].filter(([other]) => other !== name));
  return figureOf(written.trim(), others)?.value;
}

function numberOf(text: string): number | undefined {
  return text.trim() === '' || !Number.isFinite(Number(text)) ? undefined : Number(text);
}

/** `+ - * /` and brackets, which both languages have alike; undefined for anything else. */
function evaluated(text: string, declared: ReadonlyMap<string, string>): number | undefined {
  const tokens = text.match(/\$\w+|\d+\.?\d*(?:[eE][-+]?\d+)?|\.\d+|[-+*/()]|\S/g) ?? [];
  let next = 0;
  const operand = (): number => {
    const token = tokens[next++];
    if (token === '-') return -operand();
    if (token === '+') return operand();
    if (token === '(') {
      const inside = sum();
      return tokens[next++] === ')' ? inside : Number.NaN;
    }
    if (token === undefined) return Number.NaN;
    return token.startsWith('$') ? (declaredNumber(token.slice(1), declared) ?? Number.NaN) : Number(token);
  };
  const product = (): number => {
    let value = operand();
    while (tokens[next] === '*' || tokens[next] === '/') value = tokens[next++] === '*' ? value * operand() : value / operand();
    return value;
  };
  const sum = (): number => {
    let value = product();
    while (tokens[next] === '+' || tokens[next] === '-') value = tokens[next++] === '+' ? value + product() : value - product();
    return value;
  };
  const value = sum();
  return next === tokens.length && Number.isFinite(value) ? value : undefined;
}

/** Speeds of the language are not negative, and not above its limits. @param most m/s @returns the nearest it has, which is told */
export function speedWithin(node: XmlNode, speed: Figure, most: number, values: Values): Figure {
  const value = Math.min(most, Math.max(0, speed.value));
  if (value === speed.value) return speed;
  values.leaveOut(node, `a speed of ${rounded(speed.value)} m/s; speeds go from 0 to ${most} m/s`);
  return { value };
}

/** `12.5 m`, or an expression times the unit. @param unit of the language */
export function quantity({ value, expression }: Figure, unit: string): string {
  return expression === undefined ? `${rounded(value)} ${unit}` : `${expression} * 1 ${unit}`;
}

export function rounded(value: number): number {
  const near = Math.round(value * 1e6) / 1e6;
  return near === 0 ? 0 : near;
}

/** The first child of that name. */
export function child(node: XmlNode | undefined, name: string): XmlNode | undefined {
  return node?.children.find((each) => each.name === name);
}
/** Down a path of names, the first of each. */
export function within(node: XmlNode | undefined, ...path: readonly string[]): XmlNode | undefined {
  return path.reduce<XmlNode | undefined>((at, name) => child(at, name), node);
}
export function all(node: XmlNode | undefined, name: string): readonly XmlNode[] {
  return node?.children.filter((each) => each.name === name) ?? [];
}
/** Every descendant of that name, in the order of the file. */
export function descendants(node: XmlNode | undefined, name: string): readonly XmlNode[] {
  if (node === undefined) return [];
  return node.children.flatMap((each) => [...(each.name === name ? [each] : []), ...descendants(each, name)]);
}
