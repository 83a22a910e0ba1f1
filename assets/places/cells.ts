/**
 * Things built on their own (houses, walls) gathered by neighbourhood: few enough draws, small enough to leave out what is not in the
 * picture, and each neighbourhood in the level of detail that its distance wants.
 */
import type { Material, PlaceBatch } from '#contracts/model';
import type { Feature } from '#contracts/place';
import type { ClassId } from '#contracts/scene';
import { cos, sin } from '#core/math';
import type { Vec3 } from '#core/pose';
import { createFaceBuilder, type FaceBuilder } from '../mesh/faces.js';

/** Side of a neighbourhood, m. */
const CELL = 28;

export interface Layer {
  readonly class: ClassId;
  readonly material: Material;
}
/** What draws of a feature go into: a builder a layer, and the way from the feature's frame (x to its front) to the cell's. */
export interface Kit<L extends string> {
  on(layer: L): FaceBuilder;
  put(x: number, y: number, z: number): Vec3;
}

export interface Level<L extends string> {
  readonly within: readonly [from: number, to: number];
  draw(kit: Kit<L>, feature: Feature): void;
}

export function cellBatches<L extends string>(
  name: string,
  features: readonly Feature[],
  layers: Readonly<Record<L, Layer>>,
  levels: readonly Level<L>[],
): PlaceBatch[] {
  const cells = new Map<string, Feature[]>();
  for (const feature of features) {
    const key = `${Math.floor(feature.position[0] / CELL)} ${Math.floor(feature.position[1] / CELL)}`;
    cells.set(key, [...(cells.get(key) ?? []), feature]);
  }
  return [...cells].flatMap(([key, mine]) => {
    const n = mine.length;
    const center = [0, 1].map((axis) => mine.reduce((sum, { position }) => sum + (position[axis] as number), 0) / n) as [
      number,
      number,
    ];
    return levels.flatMap(({ within, draw }, l) => {
      const builders = new Map<L, FaceBuilder>();
      const on = (layer: L): FaceBuilder => {
        const known = builders.get(layer);
        if (known !== undefined) return known;
        const made = createFaceBuilder();
        builders.set(layer, made);
        return made;
      };
      for (const feature of mine) draw({ on, put: placing(feature, center) }, feature);
      return [...builders].map(([layer, builder]): PlaceBatch => {
        const { class: id, material } = layers[layer];
        const transforms = new Float64Array([1, 0, 0, center[0], 0, 1, 0, center[1], 0, 0, 1, 0]);
        const always = within[0] === 0 && within[1] === Number.POSITIVE_INFINITY;
        return {
          name: `${name} ${key} ${l} ${layer}`,
          class: id,
          mesh: builder.build(),
          material,
          transforms,
          ...(always ? {} : { within }),
        };
      });
    });
  });
}

function placing({ position, heading, base = 0 }: Feature, center: readonly [number, number]): Kit<string>['put'] {
  const [c, s] = [cos(heading), sin(heading)];
  const [dx, dy] = [position[0] - center[0], position[1] - center[1]];
  return (x, y, z) => [dx + c * x - s * y, dy + s * x + c * y, base + z];
}
