/** A schema in which what is said several times is said once: editors load it, and resolve every copy. */
import type { Schema } from './language/context.js';

/** Shorter parts are not worth a reference. */
const LEAST_CHARACTERS = 240;

/** Parts that occur more than once become definitions, called by their titles. */
export function sharedSchema(schema: Schema): Schema {
  const counts = new Map<string, number>();
  countParts(schema, counts);
  const definitions: Record<string, unknown> = {};
  const names = new Map<string, string>();
  /** @param key that the value stands under; undefined at the top */
  const moved = (value: unknown, key: string | undefined): unknown => {
    if (Array.isArray(value)) return value.map((each) => moved(each, key ?? ''));
    if (!isObject(value)) return value;
    const inside = (): unknown => Object.fromEntries(Object.entries(value).map(([name, each]) => [name, moved(each, name)]));
    const text = JSON.stringify(withoutDescription(value));
    if (key === undefined || !isPart(value) || (counts.get(text) ?? 0) < 2 || text.length < LEAST_CHARACTERS) return inside();
    if (!names.has(text)) {
      const name = freeName(String(value.title ?? key), [
        ...names.values(),
        ...Object.keys((schema.definitions as object | undefined) ?? {}),
      ]);
      names.set(text, name);
      definitions[name] = withoutDescription(inside() as Schema);
    }
    const { description, markdownDescription } = value;
    const said = { description, markdownDescription, $ref: `#/definitions/${names.get(text)}` };
    return Object.fromEntries(Object.entries(said).filter(([, each]) => each !== undefined));
  };
  const { definitions: own, ...top } = schema;
  const rest = moved(top, undefined) as Schema;
  const kept = Object.entries((own as Record<string, Schema> | undefined) ?? {}).map(
    ([name, each]) => [name, moved(each, undefined)] as const,
  );
  const all = [...kept, ...Object.entries(definitions)].sort(([a], [b]) => (a < b ? -1 : 1));
  return { ...rest, definitions: Object.fromEntries(all) };
}

/** What a description says is of the key it stands under; editors keep one beside a reference. */
function withoutDescription({ description: _, markdownDescription: __, ...rest }: Schema): Schema {
  return rest;
}

function countParts(value: unknown, counts: Map<string, number>): void {
  if (Array.isArray(value)) for (const each of value) countParts(each, counts);
  if (!isObject(value)) return;
  if (isPart(value)) {
    const text = JSON.stringify(withoutDescription(value));
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  for (const each of Object.values(value)) countParts(each, counts);
}

/** A schema of its own, not a list of properties or an editor's snippet. */
function isPart(value: Schema): boolean {
  return ['type', 'anyOf', 'allOf', 'if'].some(
    (keyword) =>
      Array.isArray(value[keyword]) ||
      typeof value[keyword] === 'string' ||
      (keyword === 'if' && isObject(value.if) && 'then' in value),
  );
}
function isObject(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function freeName(called: string, taken: readonly string[]): string {
  const words = called.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  for (let i = 1; ; i++) {
    const name = i === 1 ? words : `${words}-${i}`;
    if (!taken.includes(name)) return name;
  }
}
