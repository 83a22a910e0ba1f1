/** Triangles of a place: road, kerbs, buildings, trees, signs. Pure; the same place gives the same triangles everywhere. */
import type { Material, Mesh, PlaceBatch } from '#contracts/model';
import type { Feature, Place } from '#contracts/place';
import type { ClassId } from '#contracts/scene';
import { cos, sin } from '#core/math';
import { randomRoot } from '#core/random';
import { buildingBatches, isBuilding } from './buildings/index.js';
import { groundBatches } from './ground.js';
import { plantLevels, stemOf } from './plants/index.js';
import { isRun, runBatches } from './runs.js';
import { gantry, things } from './things/index.js';

/** Shapes that a kind of plant comes in, and how many of them one place has: growing one takes a tenth of a second, and it is kept for later places. */
const SHAPES = 5;
const SHAPES_A_PLACE = 3;

export function buildPlaceBatches(place: Place): readonly PlaceBatch[] {
  const { features } = place;
  const buildings = features.filter(isBuilding);
  return [
    ...groundBatches(place),
    ...buildingBatches(buildings),
    ...runBatches(features.filter(isRun)),
    ...plantBatches(features, place.spec.seed),
    ...thingBatches(features),
  ];
}

function plantBatches(features: readonly Feature[], placeSeed: number): PlaceBatch[] {
  const kinds = new Set(features.map(({ kind }) => kind));
  return [...kinds].flatMap((kind) => {
    const levels = plantLevels(kind);
    if (levels === undefined) return [];
    const sways = stemOf(kind);
    const planted = features.filter((feature) => feature.kind === kind);
    return Array.from({ length: SHAPES_A_PLACE }, (_, i) => i).flatMap((i): PlaceBatch[] => {
      const variant = (placeSeed + 2 * i) % SHAPES;
      const mine = planted.filter(({ seed }) => seed % SHAPES_A_PLACE === i);
      if (mine.length === 0) return [];
      const transforms = copies(mine, ({ size }) => size);
      return levels.flatMap(({ within, grow }, level) =>
        grow(variant).map(({ mesh, material }, p) => ({
          ...batch(`${kind} ${variant} ${level} ${p}`, 'vegetation', mesh, material, transforms),
          within,
          ...(sways === undefined ? {} : { sways }),
        })),
      );
    });
  });
}

function thingBatches(features: readonly Feature[]): PlaceBatch[] {
  const common = Object.entries(things).flatMap(([kind, thing]) => {
    const { variants = 1, stretchedFrom } = thing;
    return Array.from({ length: variants }, (_, variant) => variant).flatMap((variant) => {
      const mine = features.filter((feature) => feature.kind === kind && feature.seed % variants === variant);
      if (mine.length === 0) return [];
      const transforms = copies(mine, ({ size }) => [1, 1, stretchedFrom === undefined ? 1 : size[2] / stretchedFrom]);
      return grown(`${kind} ${variant}`, () => thing.build(randomRoot('thing').child(kind).child(variant))).map((part, i) =>
        batch(`${kind} ${variant} ${i}`, part.class, part.mesh, part.material, transforms),
      );
    });
  });
  const gantries = features.filter(({ kind }) => kind === 'gantry');
  const [first] = gantries;
  if (first === undefined) return common;
  const transforms = copies(gantries, () => [1, 1, 1]);
  return [
    ...common,
    ...gantry(first.size[1], first.size[2]).map((part, i) =>
      batch(`gantry ${i}`, part.class, part.mesh, part.material, transforms),
    ),
  ];
}

/** Shapes that no seed of a place changes are built once. */
const known = new Map<string, readonly unknown[]>();
function grown<T>(name: string, make: () => readonly T[]): readonly T[] {
  const found = known.get(name) as readonly T[] | undefined;
  if (found !== undefined) return found;
  const made = make();
  known.set(name, made);
  return made;
}

function batch(name: string, id: ClassId, mesh: Mesh, material: Material, transforms: Float64Array): PlaceBatch {
  return { name, class: id, mesh, material, transforms };
}

/** Row-major 3x4: scaled, turned to the heading, moved to the feature. */
function copies(features: readonly Feature[], scale: (feature: Feature) => readonly [number, number, number]): Float64Array {
  const out = new Float64Array(features.length * 12);
  for (const [i, feature] of features.entries()) {
    const [c, s] = [cos(feature.heading), sin(feature.heading)];
    const [kx, ky, kz] = scale(feature);
    out.set(
      [c * kx, -s * ky, 0, feature.position[0], s * kx, c * ky, 0, feature.position[1], 0, 0, kz, feature.base ?? 0],
      12 * i,
    );
  }
  return out;
}
