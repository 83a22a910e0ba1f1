/** What OSI 3.7.0 calls our classes: `MovingObject.Type` and `MovingObject.VehicleClassification.Type`. */
import type { ClassId } from '#contracts/scene';

export const OBJECT = { other: 1, vehicle: 2, pedestrian: 3, animal: 4 } as const;
export const VEHICLE = { car: 4, deliveryVan: 6, heavyTruck: 7, motorbike: 10, bicycle: 11, bus: 12 } as const;

export interface Kind {
  readonly type: (typeof OBJECT)[keyof typeof OBJECT];
  /** Of vehicles. */
  readonly vehicle?: (typeof VEHICLE)[keyof typeof VEHICLE];
}

const vehicle = (kind: keyof typeof VEHICLE): Kind => ({ type: OBJECT.vehicle, vehicle: VEHICLE[kind] });
const ANIMAL: Kind = { type: OBJECT.animal };
const OTHER: Kind = { type: OBJECT.other };

/** A drone is none of OSI's vehicles, which all have wheels or rails. */
export const KINDS: Readonly<Record<ClassId, Kind>> = {
  car: vehicle('car'),
  van: vehicle('deliveryVan'),
  truck: vehicle('heavyTruck'),
  bus: vehicle('bus'),
  motorcycle: vehicle('motorbike'),
  bicycle: vehicle('bicycle'),
  cyclist: vehicle('bicycle'),
  rider: { type: OBJECT.pedestrian },
  person: { type: OBJECT.pedestrian },
  deer: ANIMAL,
  moose: ANIMAL,
  boar: ANIMAL,
  kangaroo: ANIMAL,
  dog: ANIMAL,
  fox: ANIMAL,
  badger: ANIMAL,
  cow: ANIMAL,
  sheep: ANIMAL,
  bird: ANIMAL,
  drone: OTHER,
  crane: OTHER,
  wire: OTHER,
  balloon: OTHER,
  'lost-load': OTHER,
  obstacle: OTHER,
};

export function kindOf(classId: ClassId): Kind {
  return KINDS[classId] ?? OTHER;
}
