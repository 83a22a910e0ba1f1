/** Which OpenSCENARIO entity a body is, and where its reference point lies. */
import type { BodySpec, ClassId } from '#contracts/scene';
import type { Vec3 } from '#core/pose';

export type Category =
  | { readonly entity: 'Vehicle'; readonly category: 'car' | 'van' | 'truck' | 'bus' | 'motorbike' | 'bicycle' }
  | { readonly entity: 'Pedestrian'; readonly category: 'pedestrian' | 'wheelchair' | 'animal' }
  | { readonly entity: 'MiscObject'; readonly category: 'obstacle' | 'none' };

const vehicle = (category: Extract<Category, { entity: 'Vehicle' }>['category']): Category => ({ entity: 'Vehicle', category });
const animal: Category = { entity: 'Pedestrian', category: 'animal' };

/** The standard knows no aircraft: what flies is an object of no category. */
const BY_CLASS: Readonly<Record<ClassId, Category>> = {
  car: vehicle('car'),
  van: vehicle('van'),
  truck: vehicle('truck'),
  bus: vehicle('bus'),
  motorcycle: vehicle('motorbike'),
  bicycle: vehicle('bicycle'),
  cyclist: vehicle('bicycle'),
  person: { entity: 'Pedestrian', category: 'pedestrian' },
  deer: animal,
  moose: animal,
  boar: animal,
  kangaroo: animal,
  dog: animal,
  fox: animal,
  badger: animal,
  cow: animal,
  sheep: animal,
  bird: animal,
  'lost-load': { entity: 'MiscObject', category: 'obstacle' },
  obstacle: { entity: 'MiscObject', category: 'obstacle' },
};

export function categoryOf({ class: name, look }: Pick<BodySpec, 'class' | 'look'>): Category {
  if (look.asset === 'wheelchair-user') return { entity: 'Pedestrian', category: 'wheelchair' };
  return BY_CLASS[name] ?? { entity: 'MiscObject', category: 'none' };
}

/**
 * The rear axle lies this share of the length behind a vehicle's middle: wheelbases of passenger cars are about 0.6 of their lengths, overhangs alike; the
 * world lifts vehicles on a road's fall by the same share. Bodies state no axles; where it lies exactly moves no box, for the box's centre is stated from it.
 */
export const REAR_AXLE_SHARE = 0.3;

/**
 * The reference point in the body frame, m: a vehicle's is the middle of its rear axle on the ground (OpenSCENARIO 1.3, Vehicle), everybody else's the body's
 * own origin.
 */
export function referencePointOf(body: BodySpec): Vec3 {
  if (categoryOf(body).entity !== 'Vehicle') return [0, 0, 0];
  return [body.box.center[0] - REAR_AXLE_SHARE * body.box.size[0], body.box.center[1], 0];
}
