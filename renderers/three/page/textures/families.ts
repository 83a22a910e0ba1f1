/** All families of textures by name. */
import { ASPHALTS } from './asphalt.js';
import { CLOTHES } from './clothes.js';
import type { Family } from './family.js';
import { LOOSE } from './loose.js';
import { PAVINGS } from './paving.js';
import { SOFT } from './soft.js';
import { WALL_FAMILIES } from './walls.js';

export const FAMILIES: Readonly<Record<string, Family>> = {
  ...ASPHALTS,
  ...PAVINGS,
  ...LOOSE,
  ...WALL_FAMILIES,
  ...SOFT,
  ...CLOTHES,
};
