/** three.js's camera from an OpenCV one. The only place that knows that GL cameras look along -z with y up. */

import { Camera, Matrix4, Quaternion, Vector3 } from 'three';
import type { CameraView } from '#contracts/camera';
import type { RenderRequest } from '#contracts/renderer';
import { invert, type Pose } from '#core/pose';
import { shared } from './truth-material.js';

export interface PageCamera {
  readonly three: Camera;
  aim(request: RenderRequest): void;
}

const FLIP = new Matrix4().makeScale(1, -1, -1);

export function matrixOf({ position, orientation }: Pose): Matrix4 {
  return new Matrix4().compose(new Vector3(...position), new Quaternion(...orientation), new Vector3(1, 1, 1));
}

export function createCamera(): PageCamera {
  const three = new Camera();
  three.matrixAutoUpdate = false;
  three.matrixWorldAutoUpdate = false;
  return {
    three,
    aim(request) {
      const { view, next } = request;
      three.matrixWorld.copy(matrixOf(view.worldFromCamera)).multiply(FLIP);
      three.matrix.copy(three.matrixWorld);
      three.matrixWorldInverse.copy(three.matrixWorld).invert();
      three.projectionMatrix.copy(projection(view));
      three.projectionMatrixInverse.copy(three.projectionMatrix).invert();
      shared.uCameraFromWorld.value.copy(matrixOf(invert(view.worldFromCamera)));
      shared.uNextFromWorld.value.copy(matrixOf(invert(next.view.worldFromCamera)));
      shared.uNextFromCamera.value.copy(throughWorld(request, new Matrix4()));
      shared.uEye.value.set(...view.worldFromCamera.position);
      const { width, height } = view.intrinsics;
      const { fx, fy, cx, cy } = next.view.intrinsics;
      shared.uNextIntrinsics.value.set(fx, fy, cx, cy);
      shared.uIntrinsics.value.set(view.intrinsics.fx, view.intrinsics.fy, view.intrinsics.cx, view.intrinsics.cy);
      shared.uSize.value.set(width, height);
    },
  };
}

/**
 * From the camera's frame to its next one, for something that goes its way in between.
 * @param nextFromNow where it goes, in the world
 */
export function throughWorld({ view, next }: RenderRequest, nextFromNow: Matrix4): Matrix4 {
  return matrixOf(invert(next.view.worldFromCamera)).multiply(nextFromNow).multiply(matrixOf(view.worldFromCamera));
}

function projection({ intrinsics: { width, height, fx, fy, cx, cy }, near, far }: CameraView): Matrix4 {
  return new Matrix4().set(
    (2 * fx) / width,
    0,
    1 - (2 * cx) / width,
    0,
    0,
    (2 * fy) / height,
    (2 * cy) / height - 1,
    0,
    0,
    0,
    -(far + near) / (far - near),
    (-2 * far * near) / (far - near),
    0,
    0,
    -1,
    0,
  );
}
