/**
 * A built place: lanes to place actors by, surfaces and solids to see, props to label. Ground is the plane z = 0, but for what
 * strips and the road's camber add to it.
 */
import type { Pose, Vec3 } from '#core/pose';
import type { ClassId, Look, PlaceSpec } from './scene.js';

export type Vec2 = readonly [x: number, y: number];

/** A strip along the place, described by its centre line. `s` is measured along it from its start, m. */
export interface Lane {
  /** `right`, `left` (seen along the place's own direction; the ego drives on `right`), `right-sidewalk`, `left-verge`, `corridor`, ... */
  readonly id: string;
  readonly kind: 'driving' | 'parking' | 'sidewalk' | 'verge' | 'crossing' | 'air';
  /** Full width, m. */
  readonly width: number;
  /** Centre line, at least two points; straight between them, vertices at most 2 m apart in curves. */
  readonly centerline: readonly Vec2[];
  /** +1 when traffic moves along the centre line, -1 when against it. */
  readonly direction: 1 | -1;
}

export interface Region {
  readonly id: string;
  /** Simple polygon, counter-clockwise. */
  readonly polygon: readonly Vec2[];
}

/** What stands in the way of eyes and bodies: an oriented box (buildings, walls, trunks). */
export interface Solid {
  readonly worldFromBox: Pose;
  readonly size: Vec3;
}

/** A flat piece of ground between two polylines with equally many points, seen from above. */
export interface Strip {
  readonly class: ClassId;
  /** Texture family of its material: `asphalt`, `marking`, `concrete`, `grass`, `leaf-litter`, `gravel`. */
  readonly surface: string;
  /** Height of its top over a place without camber, m; raised strips get a curb towards lower ground. */
  readonly z: number;
  /** Heights of its left and right edges where it slopes, m; `z` when missing. A strip that slopes has no curb. */
  readonly slope?: readonly [left: number, right: number];
  readonly left: readonly Vec2[];
  readonly right: readonly Vec2[];
}

/** How a road falls to its sides: this height comes on top of everything's own. */
export interface Camber {
  /** Stations of the road's line between which it holds, m. */
  readonly from: number;
  readonly to: number;
  /** Heights (m) by offset to the left of the line (m, ascending), straight between them, 0 beyond. */
  readonly profile: readonly (readonly [offset: number, height: number])[];
}

/** Something that stands on the ground and carries no instance label; assets/places knows how each kind looks. */
export interface Feature {
  /** `tree`, `conifer`, `bush`, `grass`, `building`, `tower`, `lamp-post`, `sign`, `guard-rail`, `fence`, `delineator`, `treeline`, `gantry`, `bin`, ... */
  readonly kind: string;
  readonly position: Vec2;
  readonly heading: number;
  /** Length along the heading, width across, height, m. */
  readonly size: Vec3;
  readonly seed: number;
  /** Height of the ground it stands on, m; 0 when missing. */
  readonly base?: number;
}

/** A static body that carries a label of its own, such as a parked car. */
export interface Prop {
  readonly id: string;
  readonly class: ClassId;
  readonly look: Look;
  /** Over a place without camber: bodies are lifted where they are shown. */
  readonly worldFromBody: Pose;
}

export interface Lamp {
  readonly position: Vec3;
  readonly luminousFluxLm: number;
}

export interface Place {
  readonly spec: PlaceSpec;
  readonly lanes: readonly Lane[];
  readonly regions: readonly Region[];
  readonly strips: readonly Strip[];
  readonly features: readonly Feature[];
  readonly solids: readonly Solid[];
  readonly props: readonly Prop[];
  readonly lamps: readonly Lamp[];
  /** Lane that `at: {s: ...}` means when none is named, and that ego drives by default. */
  readonly mainLane: string;
  /** Missing where the road is flat. */
  readonly camber?: Camber;
  /** Of the road's line, which starts at the world's origin along +x, 1/m; straight when missing. */
  readonly curvature?: number;
  /** Usable length along the main lane, m. */
  readonly length: number;
}

/** A point of a lane: where it is and which way traffic heads there. */
export interface LanePoint {
  readonly position: Vec2;
  readonly heading: number;
}
