/** The published schema as a list of records: maps with known keys, each described once, with the places where they may stand. */
import { scenarioJsonSchema } from '#scenario/index';
import { type QuantityName, quantities } from '#scenario/units';

export interface Schema {
  readonly $ref?: string;
  readonly description?: string;
  readonly title?: string;
  readonly type?: string | readonly string[];
  readonly not?: Schema;
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  readonly then?: Schema;
  readonly else?: Schema;
  /** Of the language's own: what a value is measured in; `any` for parameters and traits. */
  readonly 'x-quantity'?: string;
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
  /** The shapes that may stand where this schema stands: references followed, choices and conditions taken apart. */
  alternatives(schema: Schema): readonly Schema[];
  /** One step of taking apart: the definition of a reference, the choices of a choice. */
  branchesOf(schema: Schema): readonly Schema[];
  recordOf(schema: Schema): KeyRecord | undefined;
  quantityOf(schema: Schema): QuantityName | undefined;
}

export function readLanguage(schema: Schema = scenarioJsonSchema() as Schema): Language {
  const { definitions = {}, ...top } = schema;
  const follow = ({ $ref }: Schema): Schema => ($ref === undefined ? {} : (definitions[nameOf($ref)] ?? {}));
  const quantity = (each: Schema): QuantityName | undefined => quantityOf(each, follow);
  const branches = new Map<Schema, readonly Schema[]>();
  const branchesOf = (each: Schema): readonly Schema[] => {
    const known = branches.get(each) ?? takenApart(each);
    branches.set(each, known);
    return known;
  };
  const alternatives = (each: Schema): readonly Schema[] => {
    if (each.$ref !== undefined) return alternatives(follow(each));
    const inner = branchesOf(each);
    return [...(isRecord(each) || inner.length === 0 || isOpen(each) ? [each] : []), ...inner.flatMap(alternatives)];
  };

  const records = new Map<string, KeyRecord>();
  const entered = new Set<string>();
  const walk = (each: Schema, path: string): void => {
    if (quantity(each) !== undefined) return;
    if (each.$ref !== undefined) {
      if (entered.has(each.$ref)) return;
      entered.add(each.$ref);
      walk(follow(each), path);
      return;
    }
    for (const branch of branchesOf(each)) walk(branch, path);
    if (each.items !== undefined) walk(each.items, `${path}[]`);
    if (isOpen(each)) walk(each.additionalProperties as Schema, `${path}.*`);
    if (isRecord(each)) enter(each, path);
  };
  const enter = (each: Schema, path: string): void => {
    const keys = each.properties as Readonly<Record<string, Schema>>;
    const id = JSON.stringify(each);
    if (records.has(id)) return;
    records.set(id, { about: each.title ?? each.description ?? '', path: path.replace(/^\./, ''), schema: each, keys });
    for (const [key, inner] of Object.entries(keys)) walk(inner, `${path}.${key}`);
  };
  walk(top, '');
  const recordOf = (each: Schema): KeyRecord | undefined => records.get(JSON.stringify(each));
  const oneStep = (each: Schema): readonly Schema[] => (each.$ref === undefined ? branchesOf(each) : [follow(each)]);
  return { top, records: [...records.values()], alternatives, branchesOf: oneStep, recordOf, quantityOf: quantity };
}

/** Choices and conditions of a schema, without those that hold for nothing: they are there for editors to offer. */
function takenApart(schema: Schema): readonly Schema[] {
  const { anyOf = [], oneOf = [], allOf = [], then, else: otherwise } = schema;
  const conditional = [then, otherwise].flatMap((branch) => (branch === undefined ? [] : [completed(branch, schema)]));
  return [...anyOf, ...oneOf, ...allOf, ...conditional].filter(({ not }) => not === undefined);
}

/** A branch of a condition says `true` of keys that the schema around it has described. */
function completed(branch: Schema, { properties: around = {}, required = [] }: Schema): Schema {
  if (branch.properties === undefined) return branch.then === undefined ? branch : { ...branch, properties: around, required };
  const entries = Object.entries(branch.properties as Readonly<Record<string, Schema | true>>);
  return {
    required,
    ...branch,
    properties: Object.fromEntries(entries.map(([key, each]) => [key, each === true ? (around[key] ?? {}) : each])),
  };
}

function nameOf(reference: string): string {
  return reference.slice(reference.lastIndexOf('/') + 1);
}

/** A map with known keys and no others. A weighted choice of words and a distribution are none, wherever they may stand. */
export function isRecord({ properties, additionalProperties, title = '' }: Schema): boolean {
  if (properties === undefined || additionalProperties !== false || title.startsWith('a distribution')) return false;
  return Object.keys(properties).join() !== 'choice';
}

/** A map from names that the author chooses; not one from words to their weights. */
export function isOpen({ additionalProperties, items }: Schema): boolean {
  return typeof additionalProperties === 'object' && items === undefined;
}

/** The quantity that this is a value of. */
function quantityOf(schema: Schema, follow: (schema: Schema) => Schema): QuantityName | undefined {
  const name = schema['x-quantity'];
  if (name !== undefined) return name in quantities ? (name as QuantityName) : undefined;
  if (schema.$ref !== undefined) return quantityOf(follow(schema), follow);
  const [only, ...more] = [...(schema.anyOf ?? []), ...(schema.allOf ?? [])];
  return only !== undefined && more.length === 0 && schema.then === undefined && schema.properties === undefined
    ? quantityOf(only, follow)
    : undefined;
}
