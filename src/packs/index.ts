/** All packs. To add one: a folder with its table and its compiler, and a line here. */
import { createRegistry, type Registry } from '#core/registry';
import { animalJumpIn } from './animals/index.js';
import { droneDelivery } from './drones/index.js';
import { euroNcap } from './euro-ncap/index.js';
import type { Pack } from './pack.js';
import { unR152 } from './un-r152/index.js';
import { unR157 } from './un-r157/index.js';

export type { Pack, PackScenario, PackTable } from './pack.js';
export { SOURCES, type SourceId } from './sources.js';

export const packs: Registry<Pack> = createRegistry('pack', [euroNcap, unR152, unR157, animalJumpIn, droneDelivery]);
