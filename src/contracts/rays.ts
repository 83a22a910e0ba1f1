/** Rays against the very triangles that renderers draw, for sensors that measure along lines. */
import type { Vec3 } from '#core/pose';
import type { FrameState } from './frame.js';
import type { Material } from './model.js';
import type { SceneSpec } from './scene.js';

export interface RayHit {
  /** Along the ray, m. */
  readonly distance: number;
  readonly instance: number;
  readonly semantic: number;
  /** World, unit, facing the ray's origin. */
  readonly normal: Vec3;
  readonly material: Material;
}

export interface RayScene {
  /** The nearest surface between two distances. @param direction unit, world */
  cast(origin: Vec3, direction: Vec3, near: number, far: number): RayHit | undefined;
}

export interface RayRequest {
  readonly scene: SceneSpec;
  readonly frame: FrameState;
  /** Whose distance decides on levels of detail. */
  readonly eye: Vec3;
  /** Ids of bodies that are not hit: the carrier. */
  readonly hides: readonly string[];
}

export interface RayCaster {
  /** The scene as it stands at that instant; good until the next call. */
  stand(request: RayRequest): RayScene;
}
