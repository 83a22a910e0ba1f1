/** Catalogue parts for drawing; they were checked when the file was loaded. */
import type { ReadContext } from './language/context.js';
import { readPart } from './load.js';

export function partsOf(file: string): ReadContext {
  const context: ReadContext = {
    report: () => {},
    parameter: () => undefined,
    isBroken: () => false,
    parameterNames: [],
    kindNames: [],
    part: (name, at) => readPart(name, at, file, () => {}),
    path: ['rig'],
    within: (step) => ({ ...context, path: [...context.path, step] }),
  };
  return context;
}
