/** A scenario's text with other values in some keys, comments kept. */
import { type Document, isCollection, isNode, parseDocument } from 'yaml';
import { usageError } from '#core/errors';
import { readLiteral } from '../units.js';
import { type Factor, factorOf, usualUnit } from './factors.js';

export interface Setting {
  readonly key: string;
  /** As in YAML; a bare number takes the unit that the file has there, or else the usual one. */
  readonly value: string;
}

/** Keys by their own names and values with their units. @throws NearmissError NM7501 */
export function settled(text: string, settings: readonly Setting[]): readonly Setting[] {
  const document = parseDocument(text);
  return settings.map(({ key, value }) => {
    const factor = factorOf(key);
    return { key: factor.key, value: String(withUnit(value, factor, document.getIn(factor.key.split('.')))) };
  });
}

/** @param text of a scenario without problems @throws NearmissError NM7501 for keys that can't be varied, NM7502 where the file has no room for one */
export function textWith(text: string, settings: readonly Setting[]): string {
  const document = parseDocument(text);
  for (const { key, value } of settings) {
    const factor = factorOf(key);
    const path = factor.key.split('.');
    const written = withUnit(value, factor, document.getIn(path));
    makeRoom(document, path, factor);
    document.setIn(path, written);
  }
  return document.toString({ lineWidth: 0 });
}

function withUnit(value: string, { quantity }: Factor, before: unknown): string | number {
  if (quantity === undefined || !/^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(value.trim())) return value.trim();
  const unit = unitIn(isNode(before) ? before.toJSON() : before) ?? usualUnit(quantity);
  return unit === '' ? Number(value) : `${value.trim()} ${unit}`;
}

/** The first one in what the file has there: a quantity, or a distribution of some. */
function unitIn(value: unknown): string | undefined {
  if (typeof value === 'string') return value.includes('$') ? undefined : readLiteral(value.trim())?.unit;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const inner of Object.values(value)) {
    const unit = unitIn(inner);
    if (unit !== undefined) return unit;
  }
  return undefined;
}

/** The sun is given by angles or by the hour: whoever names one way replaces the other. */
const OTHER_SUN: Readonly<Record<string, readonly string[]>> = {
  'environment.sun.elevation': ['time', 'latitude', 'longitude'],
  'environment.sun.azimuth': ['time', 'latitude', 'longitude'],
};

function makeRoom(document: Document, path: readonly string[], factor: Factor): void {
  for (const depth of path.slice(0, -1).keys()) {
    const above = document.getIn(path.slice(0, depth + 1), true);
    if (above === undefined || isCollection(above)) continue;
    throw usageError(
      'NM7502',
      `${factor.key} can't be set: ${path.slice(0, depth + 1).join('.')} is no map`,
      'write it as a map in the scenario first',
    );
  }
  for (const other of OTHER_SUN[factor.key] ?? []) {
    if (document.getIn(['environment', 'sun', other]) === undefined) continue;
    throw usageError('NM7502', `${factor.key} can't be set: the file gives the sun by its time`, 'vary environment.sun.time');
  }
}
