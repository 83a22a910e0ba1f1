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

/** Rays that are fired at times of their own; row i of every list belongs to ray i. */
export interface RayBatch {
  readonly count: number;
  /** World, m; 3 a ray. */
  readonly origins: Float64Array;
  /** World, unit; 3 a ray. */
  readonly directions: Float64Array;
  /** Inside the request's span. */
  readonly timesNs: Float64Array;
}

/** What the rays of a batch met; lists as long as the batch or longer, so that they can be used again. */
export interface RayHits {
  /** m; Infinity where nothing was met (the other lists then hold zeros). */
  readonly distance: Float64Array;
  readonly instance: Uint16Array;
  readonly semantic: Uint8Array;
  /** Where it stands in `MovingScene.materials`. */
  readonly material: Uint16Array;
  /** World, unit, facing the ray's origin; 3 a ray. */
  readonly normal: Float32Array;
  /** How far that point of the surface moves in the world in the `laterNs` that follow, m; 3 a ray. */
  readonly motion: Float32Array;
}

export function emptyHits(count: number): RayHits {
  return {
    distance: new Float64Array(count),
    instance: new Uint16Array(count),
    semantic: new Uint8Array(count),
    material: new Uint16Array(count),
    normal: new Float32Array(3 * count),
    motion: new Float32Array(3 * count),
  };
}

/**
 * A stretch of time. The world is asked for at `fromNs`, every `stepNs`, up to `untilNs` or just after; between two such instants bodies
 * move straight and turn evenly, and their limbs stand as at the nearer one.
 */
export interface SweepRequest {
  readonly scene: SceneSpec;
  readonly eye: Vec3;
  readonly hides: readonly string[];
  readonly fromNs: number;
  readonly untilNs: number;
  readonly stepNs: number;
  /** See `RayHits.motion`. */
  readonly laterNs: number;
  /** The world at a time, up to a step after `untilNs + laterNs`. */
  at(timeNs: number): FrameState;
}

export interface MovingScene {
  /** Grows while rays are cast; its order is that of first hits. */
  readonly materials: readonly Material[];
  /** The nearest surface on each ray between two distances, m. Makes nothing new for a ray. */
  cast(rays: RayBatch, near: number, far: number, hits: RayHits): void;
}

export interface RayCaster {
  /** The scene as it stands at that instant; good until the next call. */
  stand(request: RayRequest): RayScene;
  /** The scene as it moves; good until the next call. */
  sweep(request: SweepRequest): MovingScene;
}
