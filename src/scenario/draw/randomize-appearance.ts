/** How far surfaces may be from what is usual, as assets read it. */
import type { Appearance } from '#contracts/appearance';
import type { Layout } from '#places/index';
import type { Dials } from './randomize.js';
import { hasSeason } from './randomize-place.js';

/** Factors on the colour of leaves and grass in linear light: fresh, as they are, turned, dry. */
const PLANTS = {
  spring: [0.95, 1.15, 0.7],
  summer: [1, 1, 1],
  autumn: [2.1, 1.15, 0.55],
  drought: [1.7, 1.3, 0.9],
} as const;

export function appearanceOf(layout: Layout, dials: Dials | undefined): Appearance | undefined {
  if (dials === undefined) return undefined;
  const plants = plantsOf(layout, dials);
  const varied = (['colours', 'textures', 'materials'] as const).filter((key) => dials.on(key));
  if (varied.length === 0 && plants === undefined) return undefined;
  const seed = dials.random('colours').child('seed').uint32();
  dials.note('appearance.seed', seed);
  return {
    seed,
    ...(dials.on('colours') ? { colours: colours(dials) } : {}),
    ...(dials.on('textures') ? { textures: textures(dials) } : {}),
    ...(dials.on('materials') ? { materials: materials(dials) } : {}),
    ...(plants === undefined ? {} : { plants }),
  };
}

function colours(dials: Dials): NonNullable<Appearance['colours']> {
  return {
    hue: dials.bounds('colours', 'hue'),
    repaint: dials.bounds('colours', 'repaint')[1],
    saturation: dials.bounds('colours', 'saturation'),
    brightness: dials.bounds('colours', 'brightness'),
  };
}
function textures(dials: Dials): NonNullable<Appearance['textures']> {
  return {
    exchange: dials.bounds('textures', 'exchange')[1],
    size: dials.bounds('textures', 'size'),
    contrast: dials.bounds('textures', 'contrast'),
  };
}
function materials(dials: Dials): NonNullable<Appearance['materials']> {
  return { roughness: dials.bounds('materials', 'roughness'), metalness: dials.bounds('materials', 'metalness') };
}

function plantsOf(layout: Layout, dials: Dials): Appearance['plants'] {
  const random = dials.random('season');
  if (!dials.on('season') || hasSeason(layout) || !dials.chance('season', 'exchange', random.child('whether')))
    return undefined;
  const season = random.child('plants').pick(Object.keys(PLANTS) as (keyof typeof PLANTS)[]);
  dials.note('season.plants', season);
  return PLANTS[season];
}
