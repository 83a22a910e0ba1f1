/** What a manifest says of one model file of the user's own, and what reading the file can find wrong. Places are in the manifest. */
import type { Vec3 } from '#core/pose';
import type { Lamp, OwnMotion } from './model.js';
import type { ClassId } from './scene.js';

/** Counted from 1. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

/** A value with where it stands. */
export interface Said<T> {
  readonly value: T;
  readonly at: TextPlace;
}

export const AXES = ['+x', '-x', '+y', '-y', '+z', '-z'] as const;
export type Axis = (typeof AXES)[number];

/** What a surface is made of, where the file can't say: a texture family of `Material`. */
export const SURFACES = ['paint', 'glass', 'metal', 'rubber', 'cloth', 'skin', 'fur', 'none'] as const;
export type Surface = (typeof SURFACES)[number];

export interface OwnGait {
  readonly name: string;
  readonly at: TextPlace;
  readonly clip: Said<string>;
  /** Metres the body moves in one cycle of the clip. */
  readonly strideM?: number;
  /** It is the gait from this speed on, m/s. */
  readonly fromSpeed?: number;
}

export interface OwnKeypoint {
  readonly name: string;
  readonly at: TextPlace;
  readonly joint: Said<string>;
  /** In the joint's frame and unit. */
  readonly offset: Vec3;
}

export interface OwnAsset {
  readonly name: string;
  readonly at: TextPlace;
  /** Beside the manifest. */
  readonly file: Said<string>;
  readonly class: Said<ClassId>;
  readonly licence: string;
  readonly source: string;
  readonly title: string;
  /** Metres in one of the file's units. */
  readonly scale: Said<number>;
  /** Of the file's axes, which looks ahead and which up. */
  readonly forward: Said<Axis>;
  readonly up: Said<Axis>;
  readonly moves: Said<OwnMotion>;
  readonly massKg: number;
  /** By node: whether a wheel only rolls or steers as well. */
  readonly wheels: ReadonlyMap<string, Said<'spin' | 'steer'>>;
  /** By material. */
  readonly lamps: ReadonlyMap<string, Said<Lamp>>;
  readonly surfaces: ReadonlyMap<string, Said<Surface>>;
  readonly keypoints: readonly OwnKeypoint[];
  readonly gaits: readonly OwnGait[];
}

export interface AssetProblem {
  readonly code: string;
  readonly at: TextPlace;
  readonly message: string;
  readonly hint?: string;
  readonly severity: 'error' | 'warning';
}

/** Names and edges that all bodies of a class share. */
export interface ClassKeypoints {
  readonly names: readonly string[];
  readonly skeleton: readonly (readonly [number, number])[];
}
