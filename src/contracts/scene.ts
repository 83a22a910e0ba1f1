/** What exists during one sample, said once: the place, the bodies, how each looks. Plain data. */
import type { Vec3 } from '#core/pose';
import type { Appearance } from './appearance.js';

/** A class id of the ontology (labels/ontology/nearmiss.yaml): `car`, `person`, `deer`, `road`, ... */
export type ClassId = string;

/** How a body looks. `asset` names a file of assets/; the same look builds the same triangles everywhere. */
export interface Look {
  readonly asset: string;
  /** Seeds everything about the look that nobody stated: colours, build, clothes. */
  readonly seed: number;
  /** Stated traits, the asset's own vocabulary: `{paint: "red", length: 4.4}`. Lengths in m, angles in rad. */
  readonly traits: Readonly<Record<string, number | string>>;
}

/** An axis-aligned box in the body frame (x forward, y left, z up; m), at rest posture. */
export interface Box {
  readonly center: Vec3;
  /** Full extents: length, width, height. */
  readonly size: Vec3;
}

/**
 * One thing that is labelled: an actor, the ego, or a prop such as a parked car.
 * Body origin: on the ground below the box's centre for what stands on the ground; the box's centre for what flies or tumbles.
 */
export interface BodySpec {
  readonly id: string;
  /** Instance and track id, 1..65535, stable over the sample. */
  readonly instance: number;
  readonly class: ClassId;
  readonly role: 'ego' | 'actor' | 'prop';
  readonly look: Look;
  readonly box: Box;
}

/** What stands, lies or floats in a place beyond what its layout puts there. */
export interface PlaceExtras {
  readonly seed: number;
  /** Share of the layout's own street furniture that is left out, 0..1, and pieces put beside the road, per 100 m of it. */
  readonly clutter?: { readonly thinned: number; readonly per100M: number };
  /** Shapes that belong to no class: how many per 100 m, and their sizes, m. */
  readonly distractors?: { readonly per100M: number; readonly sizes: readonly [least: number, most: number] };
}

/** Which procedural place to build; the same spec builds the same place everywhere. */
export interface PlaceSpec {
  readonly layout: string;
  readonly seed: number;
  /** The layout's own options, SI units. */
  readonly options: Readonly<Record<string, number | string>>;
  readonly extras?: PlaceExtras;
}

/** Everything about a sample that does not change from frame to frame. */
export interface SceneSpec {
  /** Hash of the rest. */
  readonly id: string;
  readonly place: PlaceSpec;
  readonly bodies: readonly BodySpec[];
  /** How far surfaces may look from what is usual; as usual when missing. */
  readonly appearance?: Appearance;
  /** Semantic id (0..255) of every class of the ontology. */
  readonly semanticIds: Readonly<Record<ClassId, number>>;
}
