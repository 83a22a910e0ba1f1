/** Catalogue parts for drawing; they were checked when the file was loaded. */
import type { ReadContext } from './language/context.js';
import { readPart, type Scenario } from './load.js';
import type { Node } from './node.js';

/** A scenario is drawn thousands of times; its parts are read once. */
const known = new WeakMap<Scenario['tree'], ReadContext>();

export function partsOf({ tree, file }: Pick<Scenario, 'tree' | 'file'>): ReadContext {
  const context = known.get(tree) ?? contextFor(file);
  known.set(tree, context);
  return context;
}

function contextFor(file: string): ReadContext {
  const parts = new Map<string, Node | undefined>();
  const context: ReadContext = {
    report: () => {},
    parameter: () => undefined,
    isBroken: () => false,
    parameterNames: [],
    kindNames: [],
    part(name, at) {
      if (!parts.has(name))
        parts.set(
          name,
          readPart(name, at, file, () => {}),
        );
      return parts.get(name);
    },
    path: ['rig'],
    within: (step) => ({ ...context, path: [...context.path, step] }),
  };
  return context;
}
