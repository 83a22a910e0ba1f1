/** The JSON Schema (draft-07) of the language, from the same declaration that the loader reads by. */
import { scenarioDeclaration } from './declare/top.js';
import type { Schema, SchemaDefinitions } from './language/context.js';

export function scenarioJsonSchema(): Schema {
  const built = new Map<string, Schema>();
  const definitions: SchemaDefinitions = {
    reference(name, build) {
      if (!built.has(name)) {
        built.set(name, {});
        built.set(name, build());
      }
      return { $ref: `#/definitions/${name}` };
    },
  };
  const top = scenarioDeclaration.schema(definitions);
  // Some definitions are first met while another is being built; build those that stayed empty.
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'nearmiss scenario',
    ...top,
    definitions: Object.fromEntries([...built].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}
