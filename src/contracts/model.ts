/** Geometry of bodies and places: triangles that Node and the page build alike. No GL, no textures, numbers only. */
import type { Vec3 } from '#core/pose';
import type { Registry } from '#core/registry';
import type { Articulation } from './frame.js';
import type { ImportedBody } from './imported.js';
import type { Box, ClassId, Look } from './scene.js';

/** Which switch lights a lamp: channels of Articulation (frame.ts), the medium for `street`, none for `always`. */
export type Lamp = 'head' | 'high' | 'tail' | 'brake' | 'reverse' | 'turn-left' | 'turn-right' | 'beacon' | 'street' | 'always';

/** A surface's appearance, physically; renderers map `texture` to their own pictures. */
export interface Material {
  /** Unique within one model or place; parts with equal ids share a material. */
  readonly id: string;
  /** Linear-light albedo, 0..1; multiplied with vertex colours where a mesh has them. */
  readonly baseColor: Vec3;
  readonly roughness: number;
  readonly metalness: number;
  /**
   * Tiled texture family (uv in metres): `asphalt`, `concrete`, `grass`, `leaf-litter`, `brick`, `plaster`, `bark`, `leaves`,
   * `fur`, `cloth`, `skin`, `paint`, `glass`, `rubber`, `metal`, `marking`, `roof`, `window`, `none`.
   */
  readonly texture: string;
  /** Factors on the size of the texture's pattern and on its contrast; 1 when missing. */
  readonly textureScale?: number;
  readonly textureContrast?: number;
  /** Luminance of a light source, cd/m^2, when lit (`lamp`: which switch lights it). */
  readonly emission?: {
    readonly color: Vec3;
    readonly luminanceCdPerM2: number;
    readonly lamp: Lamp;
  };
  /** Retro-reflection (eyes, reflectors, hi-vis), 0..1. */
  readonly retroReflection?: number;
  /** A picture of the surface's own, laid over it by uv; then `texture` is but a word for what it is made of. */
  readonly picture?: Picture;
}

/** How a picture goes on beyond its edges. */
export type Wrap = 'repeat' | 'clamp' | 'mirror';

/** Where and how much a surface is brighter or darker than its material's `baseColor`: uv 0..1 a side, v downwards. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** 4 bytes a texel, sRGB, rows from the top; alpha is not read. */
  readonly pixels: Uint8Array;
  /** Mean texel, linear light: the albedo at a texel is `baseColor` * texel / mean. */
  readonly mean: Vec3;
  readonly wrap: readonly [u: Wrap, v: Wrap];
}

/** Indexed triangles, counter-clockwise seen from outside. All surfaces are opaque and drawn from both sides. */
export interface Mesh {
  /** 3 per vertex, m. */
  readonly positions: Float32Array;
  /** 3 per vertex, unit. */
  readonly normals: Float32Array;
  readonly indices: Uint32Array;
  /** 2 per vertex, m along the surface. */
  readonly uvs?: Float32Array;
  /** 3 per vertex, linear light. */
  readonly colors?: Float32Array;
}

export interface ModelPart {
  readonly name: string;
  readonly mesh: Mesh;
  readonly material: Material;
  /** What its pixels are, where that isn't the body's own class: a rider on their bicycle. The instance is the body's. */
  readonly class?: ClassId;
}

/** Where a part is at one instant: moved as a whole, or with vertices of its own. In the body frame. */
export type PartPose =
  /** Row-major 3x4 bodyFromPart. */
  | { readonly kind: 'rigid'; readonly matrix: Float64Array }
  | { readonly kind: 'skinned'; readonly positions: Float32Array; readonly normals: Float32Array };

export interface ModelPose {
  /** As many as Model.parts, same order. */
  readonly parts: readonly PartPose[];
  /** As many as Model.keypoints, same order; body frame, m. */
  readonly keypoints: readonly Vec3[];
}

export interface Model {
  readonly parts: readonly ModelPart[];
  /** Names in order, e.g. COCO's 17 for people; empty for what has none. */
  readonly keypoints: readonly string[];
  /** Pairs of indices into `keypoints`. */
  readonly skeleton: readonly (readonly [number, number])[];
  /** Lamps that light the road when Medium.lampsOn; body frame, `direction` a unit vector, peak intensity in cd. */
  readonly headlamps?: readonly { readonly position: Vec3; readonly direction: Vec3; readonly intensityCd: number }[];
  /**
   * The same body in fewer triangles, for eyes at least `from` metres away; its surface keeps within a few centimetres. It may have a still
   * coarser one for eyes farther off.
   */
  readonly far?: { readonly from: number; readonly model: Model };
  /** Much the same body, built in a moment: for a sketch, while the others are still to be built. Labels never look at it. */
  readonly rough?: { readonly model: Model };
  /** Pure: the same articulation gives the same numbers on every machine. */
  pose(articulation: Articulation): ModelPose;
}

/** One kind of body: a file of assets/ that builds it. */
export interface BodyAsset {
  /** e.g. `sedan`, `white-tailed-deer`. */
  readonly name: string;
  readonly class: ClassId;
  /** Classes that its parts have instead. */
  readonly partClasses?: readonly ClassId[];
  /** The gaits its articulation knows. */
  readonly gaits: readonly string[];
  /** Stride length (m a cycle) at a gait and speed: the world advances `phase` by distance / stride. */
  stride(gait: string, speed: number, look: Look): number;
  /** The gait that goes with a speed, where the story names none. */
  gaitFor(speed: number): string;
  /** Size at rest for this look: box in the body frame. */
  box(look: Look): Box;
  build(look: Look): Model;
  /** Documentation, licence and origin, for the manifest. */
  readonly about: { readonly title: string; readonly licence: string; readonly source: string };
  /** What a body of the user's own was made of; none for built-in ones. */
  readonly imported?: ImportedBody;
}

/** The bodies there are for a run, by name: an immutable value that is handed on to whoever builds bodies. */
export type Bodies = Registry<BodyAsset>;

/** How a body of the user's own moves: on wheels along lanes, on legs, not at all, or as it is carried, thrown or hit. */
export type OwnMotion = 'wheeled' | 'walker' | 'fixed' | 'load';

export interface Mover {
  readonly kind: OwnMotion;
  readonly massKg: number;
}

/** A plant's stem, for what bends in the wind about its foot. */
export interface Stem {
  /** Height over the stem's diameter at breast height. */
  readonly slenderness: number;
  /** How much of a full crown the wind meets, 0..1: bare ones less. */
  readonly crown: number;
}

/** Many copies of one mesh: all of a place's trees of one shape, or its single road surface. */
export interface PlaceBatch {
  readonly name: string;
  readonly class: ClassId;
  readonly mesh: Mesh;
  readonly material: Material;
  /** Row-major 3x4 worldFromMesh matrices, 12 numbers a copy. */
  readonly transforms: Float64Array;
  /** Distances from the eye (from included, to not; m) at which a copy is there; at all when missing. See assets/detail.ts. */
  readonly within?: readonly [from: number, to: number];
  /** Copies that the wind moves, each about the origin of its mesh, which is one high; firm when missing. See assets/sway. */
  readonly sways?: Stem;
}
