/** All packs. To add one: a folder with its table and its compiler, and a line here. */
import { createRegistry, type Registry } from '#core/registry';
import { euroNcap } from './euro-ncap/index.js';
import type { Pack } from './pack.js';

export type { Pack, PackScenario, PackTable } from './pack.js';
export { SOURCES, type SourceId } from './sources.js';

export const packs: Registry<Pack> = createRegistry('pack', [euroNcap]);
