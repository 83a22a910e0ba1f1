/** Completion and hover for scenario files: the same answers that VS Code gives, and names that only the file itself knows. */
import { scenarioJsonSchema } from '#scenario/index';
import { fitToFlow } from './flow.js';
import { fromFile } from './from-file.js';
import { namesIn } from './names.js';
import { type Place, placeAt } from './place.js';
import { rigSensors } from './rigs.js';
import { openService, type SchemaService } from './service.js';
import type { Assistant, Completion } from './types.js';

export type { Assistant, Completion, Hover } from './types.js';

/** Loads the language server; ask one assistant about any number of texts. */
export async function openAssistant(): Promise<Assistant> {
  const schema = scenarioJsonSchema();
  const [service, rigs] = await Promise.all([openService(schema), rigSensors()]);
  return {
    async complete(text, offset) {
      const place = placeAt(text, offset);
      if (place === undefined) return service.complete(text, offset);
      const known = fitToFlow(await asked(service, text, offset, place), place, text, schema);
      const own = fromFile(place, offset, namesIn(text, rigs), schema);
      return [...own, ...known.filter(({ label, kind }) => !own.some((each) => each.label === label && each.kind === kind))];
    },
    hover: service.hover,
  };
}

/** Between brackets the language server knows little where no letter stands: it is asked as if one did. */
async function asked(service: SchemaService, text: string, offset: number, place: Place): Promise<readonly Completion[]> {
  const found = place.isFlow && place.isKey && place.word === '' ? [] : await service.complete(text, offset);
  if (found.length > 0 || !place.isFlow || place.word !== '') return found;
  const begun = await service.complete(`${text.slice(0, offset)}x${text.slice(offset)}`, offset + 1);
  return begun.map((each) => ({ ...each, from: offset, to: offset }));
}
