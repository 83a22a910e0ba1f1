/**
 * Systems under test: what drives a body in place of the scenario's own controller. In lock-step: the world stands still from an observation
 * until its control is there. The same words go through a function of this process, a module of the user's and an external process.
 */
import type { Vec3 } from '#core/pose';

/** A body as the system is told of it: ground truth, world frame. */
export interface ObservedBody {
  readonly id: string;
  /** Class of the ontology, e.g. `car`, `pedestrian`, `deer`. */
  readonly class: string;
  /** Middle of its box, m. */
  readonly position: Vec3;
  /** Length, width, height of its box, m. */
  readonly size: Vec3;
  /** Counter-clockwise from world +x, rad. */
  readonly heading: number;
  /** m/s */
  readonly velocity: Vec3;
}

/** The body that the system drives. */
export interface ObservedEgo extends ObservedBody {
  /** Along the direction of travel, m/s and m/s^2. */
  readonly speed: number;
  readonly acceleration: number;
}

export interface ObservedWeather {
  /** Meteorological optical range, m. */
  readonly morM: number;
  readonly rainMmPerH: number;
  readonly snowMmPerH: number;
  readonly wetness: number;
  /** Factor on dry friction, 0..1. */
  readonly frictionScale: number;
  readonly illuminanceLx: number;
  readonly windMPerS: Vec3;
}

/** Told once before a run. */
export interface Episode {
  readonly scenario: string;
  readonly seed: string;
  readonly draw: number;
  /** Kind of the driven body, e.g. `sedan`, `quadrotor`. */
  readonly kind: string;
  readonly ego: string;
  /** s */
  readonly duration: number;
  /** Between two observations, s. */
  readonly period: number;
  /** Lanes as lines of points (x, y), m, in the direction that traffic takes. */
  readonly lanes: readonly {
    readonly id: string;
    readonly kind: string;
    readonly width: number;
    readonly points: readonly (readonly [x: number, y: number])[];
  }[];
  /** Where a drone is to go, m; empty on the ground. */
  readonly waypoints: readonly Vec3[];
}

/** A picture of a camera, where the system wants it: rows from the top, RGB. */
export interface ObservedPicture {
  readonly sensor: string;
  readonly timeNs: number;
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

export interface SutObservation {
  /** Since the scenario's start; an integer. */
  readonly timeNs: number;
  readonly ego: ObservedEgo;
  /** Everything else that moves or stands there as a body, nearest first. */
  readonly others: readonly ObservedBody[];
  readonly weather: ObservedWeather;
  /** Newest of each camera it wants; none where it wants none. */
  readonly pictures: readonly ObservedPicture[];
}

/** What it wants to happen until the next control; a missing entry leaves things as they are. */
export interface SutControl {
  /** On the ground: along the direction of travel, m/s^2; negative brakes. */
  readonly acceleration?: number;
  /** On the ground: sideways speed of the line it drives on, m/s, positive to the left. */
  readonly lateralSpeed?: number;
  /** In the air: velocity that it wants, world frame, m/s. */
  readonly velocity?: Vec3;
  /** Noted as an event of the run at this instant, e.g. `brake`. */
  readonly note?: string;
}

/** A system that can be asked. */
export interface Sut {
  readonly name: string;
  readonly version: string;
  /** Observations a second, 1 to 1000. */
  readonly rateHz: number;
  /** Cameras of the driven body whose pictures it wants. */
  readonly cameras: readonly string[];
  /** @throws InfrastructureError-like errors where it is gone or silent: such a run has no verdict */
  begin(episode: Episode): Promise<void>;
  control(observation: SutObservation): Promise<SutControl>;
  /** The run is over. */
  end(): Promise<void>;
  close(): Promise<void>;
}
