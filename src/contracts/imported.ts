/**
 * A body read from a model file: plain data that Node and the page make the same BodyAsset of (`assets/imported`). Metres; body frame
 * unless a member says otherwise. "Scene" is the file's own frame and unit.
 */
import type { Vec3 } from '#core/pose';
import type { Material, Mesh, Mover } from './model.js';
import type { Box, ClassId } from './scene.js';

/** A node of the file's hierarchy at rest: translation, unit quaternion (x, y, z, w) and scale, from its parent. */
export interface ImportedNode {
  /** Index of a node before this one; -1 for none. */
  readonly parent: number;
  readonly translation: readonly number[];
  readonly rotation: readonly number[];
  readonly scale: readonly number[];
}

export interface ImportedSkin {
  /** Indices of nodes. */
  readonly joints: readonly number[];
  /** Row-major 3x4 joint-from-mesh matrices, 12 numbers a joint; scene units. */
  readonly inverseBind: Float32Array;
}

/** How one property of a node goes over a clip. `cubic` has three values a key: tangent in, value, tangent out. */
export interface ImportedTrack {
  readonly node: number;
  readonly path: 'translation' | 'rotation' | 'scale';
  readonly interpolation: 'step' | 'linear' | 'cubic';
  /** s, ascending. */
  readonly times: Float32Array;
  readonly values: Float32Array;
}

export interface ImportedGait {
  readonly name: string;
  /** Clip from this to that time is one cycle, s. */
  readonly from: number;
  readonly until: number;
  /** Metres the body moves in a cycle; 0 for a posture that is held. */
  readonly strideM: number;
  /** It is the gait from this speed on, m/s. */
  readonly fromSpeed: number;
  readonly tracks: readonly ImportedTrack[];
  /** How far the clip itself carries its root over the ground in a cycle, body frame, m: taken out again, evenly. */
  readonly carries: Vec3;
  /** Raised by this, m, so that its lowest point is on the ground at some instant. */
  readonly lift: number;
}

/** What moves a part. */
export type ImportedMotion =
  | { readonly kind: 'still' }
  /** The mesh is about `at`; it turns with the channel `wheel` and, where it steers, `steer`. */
  | { readonly kind: 'wheel'; readonly at: Vec3; readonly radius: number; readonly steers: boolean }
  /** The mesh is in the body frame at rest and goes with a node. */
  | { readonly kind: 'node'; readonly node: number }
  /** The mesh is in the skin's own frame, scene units; `count` joints (indices into the skin's) and weights a vertex. */
  | {
      readonly kind: 'skin';
      readonly skin: number;
      readonly count: number;
      readonly joints: Uint16Array;
      readonly weights: Float32Array;
    };

export interface ImportedPart {
  readonly name: string;
  readonly mesh: Mesh;
  readonly material: Material;
  readonly motion: ImportedMotion;
}

/** The same parts in fewer triangles, for eyes at least `from` metres away. */
export interface ImportedLevel {
  readonly from: number;
  /** Instead of each part's own, in the parts' order. */
  readonly indices: readonly Uint32Array[];
}

/** A point that goes with a node. */
export interface ImportedKeypoint {
  readonly name: string;
  readonly node: number;
  /** In the node's frame, scene units. */
  readonly at: Vec3;
}

export interface ImportedBody {
  readonly name: string;
  readonly class: ClassId;
  readonly about: { readonly title: string; readonly licence: string; readonly source: string };
  /** Of the model file. */
  readonly sha256: string;
  readonly mover: Mover;
  /** At rest. */
  readonly box: Box;
  /** Row-major 3x4. */
  readonly bodyFromScene: readonly number[];
  readonly nodes: readonly ImportedNode[];
  readonly skins: readonly ImportedSkin[];
  /** By `fromSpeed`, ascending; none for what has no clips. */
  readonly gaits: readonly ImportedGait[];
  readonly parts: readonly ImportedPart[];
  /** By `from`, ascending, each coarser than the one before. */
  readonly levels: readonly ImportedLevel[];
  readonly keypoints: readonly ImportedKeypoint[];
  /** Pairs of indices into `keypoints`. */
  readonly skeleton: readonly (readonly [number, number])[];
  /** Where its low beams start. */
  readonly headlamps: readonly Vec3[];
}
