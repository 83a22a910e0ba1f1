/** The published schema as a list of records: maps with known keys, each described once, with the places where they may stand. */
import { scenarioJsonSchema } from '#scenario/index';
import { type QuantityName, quantities } from '#scenario/units';

export interface Schema {
  readonly $ref?: string;
  readonly description?: string;
  readonly title?: string;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly definitions?: Readonly<Record<string, Schema>>;
}

/** A map with known keys. */
export interface KeyRecord {
  /** As reported by the language: "a lidar". */
  readonly about: string;
  /** Where it stands, the first way there: `ego.sensors.*`; empty for the whole file. */
  readonly path: string;
  readonly schema: Schema;
  readonly keys: Readonly<Record<string, Schema>>;
}

export interface Language {
  readonly top: Schema;
  readonly records: readonly KeyRecord[];
  /** The shapes that may stand where this schema stands: references followed, choices taken apart. */
  alternatives(schema: Schema): readonly Schema[];
  recordOf(schema: Schema): KeyRecord | undefined;
}

export function readLanguage(schema: Schema = scenarioJsonSchema() as Schema): Language {
  const { definitions = {}, ...top } = schema;
  const records = new Map<string, KeyRecord>();
  const entered = new Set<string>();
  const follow = (schema: Schema): Schema => (schema.$ref === undefined ? schema : (definitions[nameOf(schema.$ref)] ?? {}));
  const alternatives = (schema: Schema): readonly Schema[] => {
    const inner = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
    if (schema.$ref !== undefined) return alternatives(follow(schema));
    const own = schema.properties !== undefined || inner.length === 0 ? [schema] : [];
    return [...own, ...inner.flatMap((each) => alternatives(each))];
  };
  const walk = (schema: Schema, path: string): void => {
    if (quantityOf(schema) !== undefined) return;
    if (schema.$ref !== undefined) {
      if (entered.has(schema.$ref)) return;
      entered.add(schema.$ref);
      walk(follow(schema), path);
      return;
    }
    for (const each of [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])]) walk(each, path);
    if (schema.items !== undefined) walk(schema.items, `${path}[]`);
    if (typeof schema.additionalProperties === 'object') walk(schema.additionalProperties, `${path}.*`);
    if (isRecord(schema)) enter(schema, path);
  };
  const enter = (schema: Schema, path: string): void => {
    const keys = schema.properties as Readonly<Record<string, Schema>>;
    const id = JSON.stringify(schema);
    if (records.has(id)) return;
    records.set(id, { about: schema.title ?? schema.description ?? '', path: path.replace(/^\./, ''), schema, keys });
    for (const [key, inner] of Object.entries(keys)) walk(inner, `${path}.${key}`);
  };
  walk(top, '');
  return { top, records: [...records.values()], alternatives, recordOf: (schema) => records.get(JSON.stringify(schema)) };
}

function nameOf(reference: string): string {
  return reference.slice(reference.lastIndexOf('/') + 1);
}

/** A weighted choice of words is no record of its own, wherever words may stand. */
export function isRecord({ properties }: Schema): boolean {
  return properties !== undefined && Object.keys(properties).join() !== 'choice';
}

/** The quantity that this is a value of. */
export function quantityOf(schema: Schema): QuantityName | undefined {
  const name = schema.$ref === undefined ? undefined : nameOf(schema.$ref);
  if (name !== undefined && Object.hasOwn(quantities, name)) return name as QuantityName;
  const inner = schema.allOf ?? [];
  return inner.length === 1 ? quantityOf(inner[0] as Schema) : undefined;
}
