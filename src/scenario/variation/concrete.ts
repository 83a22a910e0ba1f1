/** A draw with some of its figures exchanged for another draw's. */
import type { ConcreteScenario } from '#contracts/scenario';
import { differencesOf } from '#core/differences';
import type { Json } from '#core/hash';
import { type Factor, factorOf } from './factors.js';
import type { Setting } from './text.js';

export interface Varied {
  readonly concrete: ConcreteScenario;
  /** Paths that the settings alone are. */
  readonly changed: readonly string[];
  /** Paths that would have followed (rain wets the road), held at the base's. */
  readonly held: readonly string[];
}

/** @param other the same draw of the scenario with the settings written into it */
export function variedConcrete(base: ConcreteScenario, other: ConcreteScenario, settings: readonly Setting[]): Varied {
  const factors = settings.map(({ key }) => factorOf(key));
  const differing = differencesOf(json(base), json(other));
  const changed = differing.filter((path) => isNamed(path, factors));
  const held = differing.filter((path) => !changed.includes(path));
  const concrete = changed.reduce((scenario, path) => withValue(scenario, json(other), path.split('.')), json(base));
  return { concrete: concrete as unknown as ConcreteScenario, changed, held };
}

export function isNamed(path: string, factors: readonly Factor[]): boolean {
  return factors.some(({ is }) => is.test(path));
}

/** A copy with the value that `from` has there; without one where it has none. */
function withValue(into: Json, from: Json | undefined, [key, ...rest]: readonly string[]): Json {
  if (key === undefined) return from ?? null;
  const inner = memberOf(from, key);
  if (Array.isArray(into)) return into.map((item: Json, i) => (String(i) === key ? withValue(item, inner, rest) : item));
  const map = into as { readonly [name: string]: Json | undefined };
  if (rest.length === 0 && inner === undefined) return Object.fromEntries(Object.entries(map).filter(([name]) => name !== key));
  return { ...map, [key]: withValue(map[key] ?? {}, inner, rest) };
}

function memberOf(from: Json | undefined, key: string): Json | undefined {
  return typeof from === 'object' && from !== null ? (from as { readonly [name: string]: Json | undefined })[key] : undefined;
}
function json(concrete: ConcreteScenario): Json {
  return concrete as unknown as Json;
}
