/** What moves: a body's constants, and the ways it can be in motion. */

import type { BodyAsset } from '#contracts/model';
import type { ConcreteActor } from '#contracts/scenario';
import type { BodySpec } from '#contracts/scene';
import type { Quat, Vec3 } from '#core/pose';
import type { Path } from './motion/path.js';
import type { Along, Command } from './motion/profile.js';
import type { QuadState } from './motion/quadrotor.js';

/** How a kind of body moves; see actors/index.ts for which asset is which. */
export type MotionKind = 'wheeled' | 'walker' | 'quadrotor' | 'flyer' | 'drifter' | 'load' | 'fixed';

export interface Body {
  readonly index: number;
  readonly spec: BodySpec;
  readonly asset: BodyAsset;
  readonly kind: MotionKind;
  /** kg */
  readonly mass: number;
  readonly actor?: ConcreteActor;
  /** Radius of a ground circle that holds the box, m. */
  readonly reach: number;
  /** How high the road's fall lifts what stands there, m; missing where the road is flat. */
  readonly rise?: (x: number, y: number) => number;
  /** For what walks: height of kerbs and ditches under its feet, m. */
  readonly ground?: (x: number, y: number) => number;
}

/** Motion over the ground along a path. */
export interface PathMotion {
  readonly mode: 'path';
  readonly path: Path;
  readonly along: Along;
  readonly command: Command;
  /** The body's own heading; walkers turn towards the path's at a limited rate. */
  readonly heading: number;
  readonly turnRate: number;
  /** Gait cycles and metres so far. */
  readonly phase: number;
  readonly rolled: number;
  /** Gait named by an action; else by speed. */
  readonly gait?: string;
  /** Side of the indicator that flashes. */
  readonly indicator?: 'left' | 'right';
}

/** Straight flight between points in space at a steady speed (birds). */
export interface AirMotion {
  readonly mode: 'air';
  readonly points: readonly Vec3[];
  readonly s: number;
  readonly speed: number;
  readonly phase: number;
}

export interface QuadMotion {
  readonly mode: 'quad';
  readonly quad: QuadState;
  /** Points to pass, and how far along them the target has moved, m. */
  readonly route: readonly Vec3[];
  readonly progress: number;
  readonly speed: number;
  readonly corridorRadius: number;
  readonly heading: number;
  /** GNSS loss: until when, how the estimate walks away, m/s. */
  readonly gnss?: { readonly from: number; readonly until: number; readonly drift: Vec3 };
  readonly landing?: number;
}

/** Under cannon-es: thrown, dropped or hit. Origin of the body, not its centre of mass. */
export interface RigidMotion {
  readonly mode: 'rigid';
  readonly position: Vec3;
  readonly orientation: Quat;
  readonly velocity: Vec3;
  readonly angularVelocity: Vec3;
}

export interface StillMotion {
  readonly mode: 'still';
  readonly position: Vec3;
  readonly orientation: Quat;
  /** Thrown before; takes no orders any more. */
  readonly down?: true;
}

/** Carried by another body, or blown along by the wind. */
export interface CarriedMotion {
  readonly mode: 'carried';
  readonly by: number;
  readonly offset: Vec3;
  readonly turn: Quat;
}
export interface DriftMotion {
  readonly mode: 'drift';
  readonly position: Vec3;
  readonly orientation: Quat;
}

export type Motion = PathMotion | AirMotion | QuadMotion | RigidMotion | StillMotion | CarriedMotion | DriftMotion;
