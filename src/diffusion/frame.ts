/** A rendered frame as the pass reads it: its truth layers in cells, each where it is in the world. */
import type { Medium } from '#contracts/frame';
import type { LayerSet } from '#contracts/layers';
import { SEEN_LAYERS } from '#contracts/repaint';
import { depthOf, lensOf, type Projection, unproject } from '#core/lens';
import type { Pose, Vec3 } from '#core/pose';
import { cellsOf, type Seen } from './field/cells.js';
import { gridOf } from './field/grid.js';
import type { Frame } from './repainter.js';

export interface Eye {
  readonly intrinsics: Projection;
  readonly worldFromCamera: Pose;
}

/** @param groups `groupTable` of the frame's ontology @param medium its air @throws RangeError without `rgb` or a layer of `SEEN_LAYERS` */
export function frameOf(
  layers: LayerSet,
  { intrinsics, worldFromCamera }: Eye,
  groups: Uint8Array,
  { extinctionPerM }: Pick<Medium, 'extinctionPerM'>,
): Frame {
  const { width, height, rgb, semantic, instance, depth, normal } = layers;
  if (!(rgb && semantic && instance && depth && normal)) throw new RangeError(`a frame needs rgb, ${SEEN_LAYERS.join(', ')}`);
  const seen: Seen = { width, height, semantic, instance, depth, normal };
  const lens = lensOf(intrinsics);
  const ray = (u: number, v: number): Vec3 | undefined => {
    const along = unproject(lens, u, v);
    if (along === undefined) return undefined;
    const depthOfUnit = depthOf(lens, along);
    return depthOfUnit <= 0 ? undefined : [along[0] / depthOfUnit, along[1] / depthOfUnit, along[2] / depthOfUnit];
  };
  const cells = cellsOf(seen, gridOf(width, height), groups, worldFromCamera, ray);
  return { seen, rgb, cells, extinctionPerM };
}
