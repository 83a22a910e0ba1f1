/** The generated reference: file name -> content. The command line adds its own page. */
import { assetsJsonSchema, scenarioJsonSchema } from '#scenario/index';
import { errorsPage } from './errors.js';
import { invariantsPage } from './invariants.js';
import { layersPage } from './layers.js';
import { packsPage } from './packs.js';
import { schemaText } from './schema-text.js';
import { variationPage } from './variation.js';

export function referencePages(): Readonly<Record<string, string>> {
  return {
    'scenario.schema.json': schemaText(scenarioJsonSchema()),
    'assets.schema.json': schemaText(assetsJsonSchema()),
    'errors.md': errorsPage(),
    'layers.md': layersPage(),
    'invariants.md': invariantsPage(),
    'variation.md': variationPage(),
    'packs.md': packsPage(),
  };
}
export { ERROR_CODES } from './errors.js';
export { schemaText } from './schema-text.js';
