/** Everything that can be built, by name. */

import type { BodyAsset } from '#contracts/model';
import { createRegistry, type Registry } from '#core/registry';
import { animals } from './animals/index.js';
import { drones } from './drones/index.js';
import { obstacles } from './obstacles/index.js';
import { people } from './people/index.js';
import { twoWheelers } from './two-wheelers/index.js';
import { vehicles } from './vehicles/index.js';

export { variedSurface } from './appearance/index.js';
export { copyIsThere, levelsOf, modelFor } from './detail.js';
export { importedAsset } from './imported/asset.js';
export { withImported } from './imported/library.js';
export { packBody, unpackBody } from './imported/pack.js';
export { buildPlaceBatches } from './places/index.js';
export { isPlant } from './places/plants/index.js';
export { type BatchSway, type Swayer, swayerIn } from './sway/index.js';

export const bodyAssets: Registry<BodyAsset> = createRegistry('body asset', [
  ...people,
  ...animals,
  ...vehicles,
  ...twoWheelers,
  ...drones,
  ...obstacles,
]);
