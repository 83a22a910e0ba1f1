/** Where two JSON values differ. */
import { canonicalJson, type Json } from './hash.js';

/** Paths (`actors.2.start.speed`) of the nearest values that differ or are in one of the two alone, sorted. A list of another length differs as a whole. */
export function differencesOf(a: Json | undefined, b: Json | undefined): readonly string[] {
  return [...between(a, b, [])].sort();
}

function* between(a: Json | undefined, b: Json | undefined, path: readonly string[]): Generator<string> {
  if (a === undefined || b === undefined || !isBranch(a) || !isBranch(b) || !sameShape(a, b)) {
    if (textOf(a) !== textOf(b)) yield path.join('.');
    return;
  }
  const [left, right] = [a as Readonly<Record<string, Json>>, b as Readonly<Record<string, Json>>];
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)]))
    yield* between(left[key], right[key], [...path, key]);
}

function isBranch(value: Json): value is readonly Json[] | { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null;
}
function sameShape(a: object, b: object): boolean {
  return Array.isArray(a) === Array.isArray(b) && (!Array.isArray(a) || a.length === (b as readonly Json[]).length);
}
function textOf(value: Json | undefined): string | undefined {
  return value === undefined ? undefined : canonicalJson(value);
}
