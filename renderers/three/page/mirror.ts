/**
 * What wet ground mirrors: the scene seen by an eye as far below the road as the camera is above it, without the ground, at half the
 * picture's resolution. A road that falls to its sides is taken as level, half-way up. Flipped left to right, so that triangles keep their winding; the ground's shader flips it back.
 */
import {
  Camera,
  HalfFloatType,
  InstancedMesh,
  LinearFilter,
  Matrix4,
  type Object3D,
  type Scene,
  type WebGLRenderer,
  WebGLRenderTarget,
} from 'three';
import type { Camber } from '#contracts/place';
import type { RenderRequest } from '#contracts/renderer';
import type { PageCamera } from './camera.js';
import type { Portions } from './portions.js';
import { sunThrowsShadows } from './sight.js';
import { shared } from './truth-material.js';

/** Below this wetness nothing mirrors that one would see. */
const LEAST_WETNESS = 0.25;
/** From higher up a street's mirror image is all sky, m. */
const HIGHEST_EYE = 12;
/** Things farther away are too small in a puddle to be worth drawing twice, m: houses, trees and lamps; bodies; what stands about, over its size. */
const FAR = 90;
const FAR_BODY = 50;
const FAR_OVER_RADIUS = 40;
const SIDEWAYS = new Matrix4().makeScale(-1, 1, 1);

export interface Mirror {
  /** Before the picture: fills the mirror where the ground is wet. @returns whether it did, and so has drawn the shadows already */
  draw(scene: Scene, camera: PageCamera, request: RenderRequest, camber: Camber | undefined): boolean;
}

export function createMirror(renderer: WebGLRenderer, portions: Portions): Mirror {
  const target = new WebGLRenderTarget(1, 1, {
    type: HalfFloatType,
    minFilter: LinearFilter,
    magFilter: LinearFilter,
    generateMipmaps: false,
  });
  const below = new Matrix4();
  const eye = new Camera();
  eye.matrixAutoUpdate = false;
  eye.matrixWorldAutoUpdate = false;
  return {
    draw(scene, { three }, { frame: { medium }, view }, camber) {
      shared.uMirrored.value = 0;
      const [x, y, z] = view.worldFromCamera.position;
      if (medium.wetness < LEAST_WETNESS || z < 0.2 || z > HIGHEST_EYE) return false;
      const { width, height } = view.intrinsics;
      target.setSize(Math.ceil(width / 2), Math.ceil(height / 2));
      const level = levelOf(camber);
      below.makeScale(1, 1, -1).setPosition(0, 0, 2 * level);
      eye.matrixWorld.copy(below).multiply(three.matrixWorld);
      eye.matrix.copy(eye.matrixWorld);
      eye.matrixWorldInverse.copy(eye.matrixWorld).invert();
      eye.projectionMatrix.copy(SIDEWAYS).multiply(three.projectionMatrix);
      eye.projectionMatrixInverse.copy(eye.projectionMatrix).invert();
      const truth = shared.uTruth.value;
      shared.uTruth.value = 0;
      shared.uEye.value.set(x, y, 2 * level - z);
      shared.uInMirror.value = 1;
      const hidden = hideAll(scene, sunThrowsShadows(medium));
      renderer.setRenderTarget(target);
      portions.render(scene, eye);
      renderer.setRenderTarget(null);
      for (const object of hidden) object.visible = true;
      shared.uInMirror.value = 0;
      shared.uEye.value.set(x, y, z);
      shared.uTruth.value = truth;
      shared.uMirror.value = target.texture;
      shared.uMirrored.value = 1;
      return true;
    },
  };
}

function levelOf(camber: Camber | undefined): number {
  return camber === undefined ? 0 : Math.max(...camber.profile.map(([, height]) => height)) / 2;
}

/** Hides the ground and what is far away. @param shadows the sun's are drawn with the mirror: what throws one then stays */
function hideAll(scene: Scene, shadows: boolean): { visible: boolean }[] {
  const hidden: { visible: boolean }[] = [];
  scene.traverseVisible((object) => {
    const { ground, near } = object.userData;
    const far = typeof near === 'number' && near > reachOf(object) && !(shadows && object.castShadow);
    if (ground === true || far) hidden.push(object);
  });
  for (const object of hidden) object.visible = false;
  return hidden;
}

function reachOf(object: Object3D): number {
  if (!(object instanceof InstancedMesh)) return FAR_BODY;
  if (object.userData.glows === true) return FAR;
  const [a, b, c] = object.instanceMatrix.array as unknown as readonly [number, number, number];
  const radius = (object.geometry.boundingSphere?.radius ?? FAR) * Math.hypot(a, b, c);
  return Math.min(FAR, FAR_OVER_RADIUS * radius);
}
