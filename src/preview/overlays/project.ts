/** Points of the world in the picture. */
import type { CameraView } from '#contracts/camera';
import { depthOf, lensOf, project } from '#core/lens';
import { invert, transformPoint, type Vec3 } from '#core/pose';

/** @returns px, and m from the eye as the depth layer has it; undefined for what is not in front of the eye */
export type Projector = (world: Vec3) => readonly [x: number, y: number, depth: number] | undefined;

export function projector({ intrinsics, worldFromCamera, near }: CameraView): Projector {
  const cameraFromWorld = invert(worldFromCamera);
  const lens = lensOf(intrinsics);
  return (world) => {
    const point = transformPoint(cameraFromWorld, world);
    if (lens.model === 'pinhole' && point[2] < near) return undefined;
    const seen = project(lens, point);
    return seen === undefined ? undefined : [seen[0], seen[1], depthOf(lens, point)];
  };
}
