/** A concrete scenario (ISO 34501): every distribution drawn, every relation resolved, SI units, plain JSON. */
import type { Json } from '#core/hash';
import type { Vec3 } from '#core/pose';
import type { Appearance } from './appearance.js';
import type { Battery, Controller, Geofence } from './controller.js';
import type { Criterion, Execution, Requirement } from './criterion.js';
import type { Bank } from './frame.js';
import type { ConcreteDiffusion } from './repaint.js';
import type { Sensor } from './rig.js';
import type { Look, PlaceSpec } from './scene.js';
import type { StoryNode } from './story.js';

export type * from './controller.js';
export type * from './criterion.js';
export type * from './story.js';

export interface ConcreteScenario {
  readonly nearmiss: 1;
  /** File name without extension. */
  readonly name: string;
  readonly title: string;
  readonly hazard: string;
  readonly sources: readonly string[];
  readonly seed: string;
  /** Which draw of that seed, from 0. */
  readonly draw: number;
  /** Drawn and derived parameters, SI units. */
  readonly parameters: Readonly<Record<string, number | string>>;
  readonly place: PlaceSpec;
  readonly environment: Environment;
  readonly appearance?: Appearance;
  /** How its pictures are repainted; missing where they are not. */
  readonly diffusion?: ConcreteDiffusion;
  /** What `randomize` drew for the sample, by key and figure, SI units: for those who want to condition on it. Nothing reads it. */
  readonly randomization?: Readonly<Record<string, number | string>>;
  /** Ego first. */
  readonly actors: readonly ConcreteActor[];
  readonly story: readonly StoryNode[];
  /** Temporal requirements: a run that breaks one is rejected and drawn again. */
  readonly requirements: readonly Requirement[];
  /** What must have gone as declared before anybody judges the run; missing where nothing is declared. */
  readonly execution?: readonly Execution[];
  /** Verdict: every criterion must hold. */
  readonly criteria: readonly Criterion[];
  readonly capture: Capture;
  /** Simulated time at most, s. */
  readonly duration: number;
  /** Integration step, s. */
  readonly step: number;
}

export interface Environment {
  readonly sunElevation: number;
  /** Clockwise from north seen from above; north is world +x turned by `northHeading`. */
  readonly sunAzimuth: number;
  /** Heading (from world +x, counter-clockwise) of north. */
  readonly northHeading: number;
  /** The moon's, where there is one; share of its disc that is lit, 0..1. */
  readonly moonElevation?: number;
  readonly moonAzimuth?: number;
  readonly moonLit?: number;
  /** When stated, replaces what sun and cloud would give on the horizontal, lx. */
  readonly illuminanceLx?: number;
  readonly cloudCover: number;
  readonly rainMmPerH: number;
  readonly snowMmPerH: number;
  /** Meteorological optical range (5 % contrast), m; missing in clear air (then 20 km is used). */
  readonly fogMorM?: number;
  readonly banks?: readonly Bank[];
  readonly windSpeed: number;
  /** Direction the wind comes from, clockwise from north. */
  readonly windFrom: number;
  /** Amplitude of gusts over the mean, m/s, 0 for steady air. */
  readonly gustAmplitude: number;
  /** What flies feels it as buildings shape it (src/world/medium/lee.ts); missing where it is the same everywhere. */
  readonly windByBuildings?: true;
  /** Leaves that a tree of ten metres sheds a second in autumn, where the author says. */
  readonly leavesPerS?: number;
  readonly wetness: number;
  /** Share of level ground under snow, 0..1. */
  readonly snowCover: number;
  /** Light other than what hour and cloud give. */
  readonly light?: LightShift;
  /** `auto`: on when it is darker than 1000 lx. */
  readonly lamps: 'auto' | 'on' | 'off';
}

export interface LightShift {
  /** Colour of sun and sky over their own, mired; positive is warmer. */
  readonly sunMired: number;
  readonly skyMired: number;
  /** Factor on the sun's share of the light on the horizontal; the sum stays. */
  readonly sunShare: number;
}

export interface ConcreteActor {
  readonly id: string;
  /** Actor kind: `sedan`, `pedestrian-adult`, `white-tailed-deer`, ... (registry of src/world/actors). */
  readonly kind: string;
  readonly role: 'ego' | 'actor';
  readonly look: Look;
  readonly start: ActorStart;
  /** Ids it follows and how (groups). */
  readonly follows?: { readonly leader: string; readonly gap: number; readonly lateral: number; readonly delay: number };
  readonly controller?: Controller;
  /** Where it must stay, and what it flies on. */
  readonly geofence?: Geofence;
  readonly battery?: Battery;
  readonly sensors: readonly Sensor[];
  /** The swarm it was drawn for (`traffic` in the file). */
  readonly swarm?: string;
}

export interface ActorStart {
  /** Body origin, m. */
  readonly position: Vec3;
  readonly heading: number;
  readonly speed: number;
  /** When the actor moves along a lane; `offset` to its own left. `against`: against the lane's direction. */
  readonly lane?: { readonly id: string; readonly s: number; readonly offset: number; readonly against?: true };
}

export interface Capture {
  /** Frames a second; the sensor's own rate when missing. */
  readonly rateHz?: number;
  /** Whole run when empty. */
  readonly windows: readonly CaptureWindow[];
  readonly maxFrames: number;
}
export interface CaptureWindow {
  /** An event's name, `start`, or `contact`. */
  readonly anchor: string;
  /** Seconds from the anchor to the window's start; negative is before. */
  readonly offset: number;
  readonly duration: number;
}

/** Why draws of a scenario were thrown away before one was accepted. */
export interface RejectionReport {
  readonly attempts: number;
  /** Constraint label -> draws it refused. */
  readonly byConstraint: Readonly<Record<string, number>>;
}
export type ConcreteJson = Json;
