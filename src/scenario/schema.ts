/** JSON Schemas (draft-07) of the language, from the same declarations that the loaders read by. */
import { scenarioDeclaration } from './declare/top.js';
import { kinds } from './kinds.js';
import { choice } from './language/choice.js';
import { conditional, type Declaration, type Schema, type SchemaDefinitions } from './language/context.js';
import { manifestDeclaration } from './own-assets/declare.js';
import { sharedSchema } from './shared-schema.js';

export function scenarioJsonSchema(): Schema {
  return schemaOf('nearmiss scenario', scenarioDeclaration, builtInKindsAlone);
}

/** Of manifests of model files. */
export function assetsJsonSchema(): Schema {
  return schemaOf('nearmiss assets', manifestDeclaration);
}

function schemaOf(
  title: string,
  declaration: Declaration<unknown>,
  more: (definitions: SchemaDefinitions) => Schema = () => ({}),
): Schema {
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
  const top = { ...declaration.schema(definitions), ...more(definitions) };
  // Some definitions are first met while another is being built; build those that stayed empty.
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    ...sharedSchema({ ...top, title, definitions: Object.fromEntries(built) }),
  };
}

/** Where a file names no bodies of its own, editors know all the kinds there are. By patterns, which nobody completes from. */
function builtInKindsAlone(definitions: SchemaDefinitions): Schema {
  const { description: _, ...known } = choice('', Object.keys(kinds)).schema(definitions);
  const actor = { patternProperties: { '^kind$': known } };
  return conditional(
    { not: { required: ['assets'] } },
    { patternProperties: { '^ego$': actor, '^(actors|traffic)$': { patternProperties: { '': actor } } } },
  );
}
