/** All bodies of a run: the built-in ones, then the user's own. */
import type { ImportedBody } from '#contracts/imported';
import type { Bodies } from '#contracts/model';
import { createRegistry } from '#core/registry';
import { importedAsset } from './asset.js';

/** @returns `builtIn` itself where there are no others @throws Error when two bodies share a name */
export function withImported(builtIn: Bodies, imported: readonly ImportedBody[]): Bodies {
  return imported.length === 0 ? builtIn : createRegistry('body asset', [...builtIn.all, ...imported.map(importedAsset)]);
}
