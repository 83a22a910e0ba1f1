/** A concrete scenario (ISO 34501): every distribution drawn, every relation resolved, SI units, plain JSON. */
import type { Json } from '#core/hash';
import type { Vec3 } from '#core/pose';
import type { Appearance } from './appearance.js';
import type { Bank } from './frame.js';
import type { Vec2 } from './place.js';
import type { ConcreteDiffusion } from './repaint.js';
import type { Sensor } from './rig.js';
import type { Look, PlaceSpec } from './scene.js';

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

/** An upright prism, m. */
export interface Geofence {
  /** Simple, either way round. */
  readonly polygon: readonly Vec2[];
  readonly floor: number;
  readonly ceiling: number;
}

export interface Battery {
  /** When full, Wh. */
  readonly capacityWh: number;
  /** At the start, 0..1. */
  readonly charge: number;
  /** Ideal induced power over what is drawn for it, 0..1. */
  readonly efficiency: number;
}

/** What a drone that meets too much wind does. */
export interface WindGuard {
  /** Measured by its tilt, m/s. */
  readonly limit: number;
  /** For so long before it does something, s. */
  readonly time: number;
  readonly response: 'hold' | 'return' | 'land';
}
/**
 * A driver reacts to those alone that it can see: a line of sight from its eye that no body and no solid blocks, through air that leaves
 * 5 % of contrast. Missing: to everybody.
 */
export type Sight = true;

/** Who moves the body between the story's actions. */
export type Controller =
  | { readonly type: 'constant' }
  | {
      readonly type: 'idm';
      readonly sight?: Sight;
      readonly desiredSpeed: number;
      readonly timeGap: number;
      readonly minGap: number;
      readonly acceleration: number;
      readonly comfortDeceleration: number;
    }
  | {
      /** Reference AEB: full braking `latency` after the trigger, no perception error. */
      readonly type: 'aeb';
      readonly sight?: Sight;
      readonly latency: number;
      readonly deceleration: number;
      /** 0 for an immediate step to `deceleration`. */
      readonly jerk: number;
      /** What starts the clock: time to collision below this for a body on or entering the path, or first visibility to the named sensor. */
      readonly trigger: { readonly ttc: number } | { readonly visible: string } | { readonly pathEntry: true };
    }
  | {
      /** The careful and competent driver of UN R157: perceives for a while, lets the throttle go, then brakes by a jerk ramp. */
      readonly type: 'r157';
      readonly sight?: Sight;
      /** From a conflict being there until it is perceived as a risk, and from then until the brakes, s. */
      readonly perception: number;
      readonly delay: number;
      /** While the throttle is let go, m/s^2. */
      readonly release: number;
      readonly deceleration: number;
      readonly jerk: number;
      /** Conflicts farther off than this are none yet, s; or first visibility to the named sensor. */
      readonly trigger: { readonly ttc: number } | { readonly visible: string };
    }
  | {
      /** Responsibility-sensitive safety: the proper response a response time after a situation has become dangerous both along and across. */
      readonly type: 'rss';
      readonly sight?: Sight;
      readonly responseTime: number;
      /** During the response time, along, m/s^2. */
      readonly acceleration: number;
      /** Own braking: what others may count on, and what is used. */
      readonly minBraking: number;
      readonly braking: number;
      /** Hardest braking of whoever is ahead. */
      readonly maxBraking: number;
      readonly lateralAcceleration: number;
      readonly lateralBraking: number;
      /** Across, m. */
      readonly margin: number;
    }
  | {
      /** Fuzzy safety model: brakes by how far its proactive and critical measures say it is from safe. */
      readonly type: 'fsm';
      readonly sight?: Sight;
      readonly reactionTime: number;
      readonly comfortBraking: number;
      readonly braking: number;
      /** Hardest braking of whoever is ahead. */
      readonly leaderBraking: number;
      /** Gap when standing, m. */
      readonly margin: number;
      readonly jerk: number;
    }
  | {
      readonly type: 'route';
      readonly waypoints: readonly Vec3[];
      readonly speed: number;
      readonly corridorRadius: number;
      readonly arrivalRadius: number;
    }
  | {
      /** A route flown so that braking ends inside the actor's geofence, and given up in too much wind. */
      readonly type: 'guarded-route';
      readonly waypoints: readonly Vec3[];
      readonly speed: number;
      readonly corridorRadius: number;
      readonly arrivalRadius: number;
      /** Kept from the fence, m. */
      readonly margin: number;
      /** Until it slows down, s. */
      readonly reaction: number;
      /** That it brakes by, rad. */
      readonly tilt: number;
      readonly wind: WindGuard;
    };

// ---- story -----------------------------------------------------------------------------------------------------

export type StoryNode =
  | { readonly type: 'serial'; readonly name: string; readonly children: readonly StoryNode[] }
  | { readonly type: 'parallel'; readonly name: string; readonly children: readonly StoryNode[] }
  | {
      readonly type: 'event';
      readonly name: string;
      /** At once when missing. */
      readonly when?: Condition;
      readonly actions: readonly { readonly actor: string; readonly action: Action }[];
    };

/** Distances between bounding boxes (nearest points, on the ground plane unless `frame` says otherwise), m, s, m/s. */
export type Condition =
  | { readonly type: 'time'; readonly after: number }
  | { readonly type: 'gap'; readonly from: string; readonly to: string; readonly op: 'below' | 'above'; readonly value: number }
  | {
      readonly type: 'distance';
      readonly from: string;
      readonly to: string;
      readonly op: 'below' | 'above';
      readonly value: number;
    }
  | {
      readonly type: 'headway';
      readonly of: string;
      readonly to: string;
      readonly op: 'below' | 'above';
      readonly value: number;
    }
  | { readonly type: 'ttc'; readonly of: string; readonly to: string; readonly op: 'below' | 'above'; readonly value: number }
  | { readonly type: 'speed'; readonly of: string; readonly op: 'below' | 'above'; readonly value: number }
  /** Distance along the actor's lane from its start. */
  | { readonly type: 'station'; readonly of: string; readonly op: 'below' | 'above'; readonly value: number }
  | { readonly type: 'region'; readonly of: string; readonly polygon: readonly Vec2[]; readonly inside: boolean }
  | { readonly type: 'altitude'; readonly of: string; readonly op: 'below' | 'above'; readonly value: number }
  /** A figure of the instant, as `criticalityOf` tells it (`metric`: a key of `INSTANT_METRICS` in src/validate). */
  | {
      readonly type: 'criticality';
      readonly of: string;
      readonly metric: string;
      readonly op: 'below' | 'above';
      readonly value: number;
    }
  /** At least `fraction` of the body can be seen by that sensor (bodies and solids occlude; air contrast >= 5 %). */
  | { readonly type: 'visible'; readonly actor: string; readonly sensor: string; readonly fraction: number }
  | { readonly type: 'event'; readonly name: string; readonly delay: number }
  | { readonly type: 'contact'; readonly a: string; readonly b: string | 'any' }
  | { readonly type: 'all'; readonly of: readonly Condition[] }
  | { readonly type: 'any'; readonly of: readonly Condition[] }
  | { readonly type: 'not'; readonly of: Condition };

export type Action =
  /** Change speed at that rate (m/s^2); at once when `acceleration` is 0. */
  | { readonly type: 'speed'; readonly to: number; readonly acceleration: number }
  | { readonly type: 'brake'; readonly deceleration: number; readonly jerk: number }
  | { readonly type: 'follow-lane'; readonly lane: string; readonly speed: number; readonly offset: number }
  | { readonly type: 'change-lane'; readonly to: string; readonly duration: number }
  /** Move through the points, straight between them, starting where the actor is. */
  | { readonly type: 'follow-path'; readonly points: readonly Vec2[]; readonly speed: number; readonly acceleration: number }
  /** Walk, run or bound across the road to `to` (a point), gaining speed at `acceleration` (0: at once). */
  | { readonly type: 'cross'; readonly to: Vec2; readonly speed: number; readonly acceleration: number }
  /** Run away from another actor. */
  | { readonly type: 'flee'; readonly from: string; readonly speed: number; readonly acceleration: number }
  | { readonly type: 'freeze'; readonly duration: number }
  /** Sudden sprint towards a point or another actor's path. */
  | { readonly type: 'dart'; readonly toward: Vec2; readonly speed: number; readonly acceleration: number }
  | { readonly type: 'fly'; readonly waypoints: readonly Vec3[]; readonly speed: number; readonly corridorRadius: number }
  | { readonly type: 'hold'; readonly duration: number }
  | { readonly type: 'land'; readonly descentRate: number }
  /** A gust on everything that flies (1-cosine, over `rise`, `hold`, `rise`), world-frame velocity. */
  | { readonly type: 'gust'; readonly velocity: Vec3; readonly rise: number; readonly hold: number }
  | { readonly type: 'rotor-failure'; readonly rotor: number; readonly remaining: number }
  | { readonly type: 'gnss-loss'; readonly duration: number; readonly drift: number }
  /** Leave the carrier and fall, as a rigid body, with this velocity relative to where it was. */
  | { readonly type: 'release'; readonly velocity: Vec3; readonly spin: Vec3 };

// ---- requirements, criteria, capture ---------------------------------------------------------------------------

export type Requirement =
  | { readonly type: 'always'; readonly condition: Condition; readonly label: string; readonly within?: number }
  | { readonly type: 'eventually'; readonly condition: Condition; readonly label: string; readonly within?: number }
  | {
      readonly type: 'until';
      readonly hold: Condition;
      readonly until: Condition;
      readonly label: string;
      readonly within?: number;
    };

/** What a run is checked for before its verdict. m, m/s, s; `within` is the tolerance either way. */
export type Execution =
  | {
      /** Were `of` to keep its start speed and line: where the other's point is as `of`'s front reaches the other's box. */
      readonly type: 'impact';
      readonly of: string;
      readonly with: string;
      /** Share of `of`'s width, counted from `from`: 0 is that side, 1 the other. */
      readonly at: number;
      /** Missing: the side that the other comes from, where it stands at the start. */
      readonly from?: 'left' | 'right';
      /** The point that counts, ahead of the other's middle along its heading, m. */
      readonly point: number;
      readonly within: number;
    }
  | {
      readonly type: 'speed';
      readonly of: string;
      readonly is: number;
      readonly within: number;
      /** An event or `start`, and so long after it. */
      readonly after: string;
      readonly by: number;
    }
  | {
      /** From the line it starts on: its lane, or straight ahead. */
      readonly type: 'offset';
      readonly of: string;
      readonly within: number;
      /** An event or `contact`; missing: its own first braking or contact, whichever is first. */
      readonly until?: string;
    };

export type Criterion =
  | { readonly type: 'no-collision'; readonly of: string }
  | { readonly type: 'min-ttc'; readonly of: string; readonly above: number }
  | { readonly type: 'min-distance'; readonly of: string; readonly to: string; readonly above: number }
  | { readonly type: 'max-impact-speed'; readonly of: string; readonly below: number }
  | { readonly type: 'max-deceleration'; readonly of: string; readonly below: number }
  | { readonly type: 'corridor'; readonly of: string }
  | FlightCriterion
  | { readonly type: 'reaches'; readonly of: string; readonly point: Vec3; readonly radius: number; readonly within: number }
  | { readonly type: 'no-near-mid-air-collision'; readonly of: string }
  /** A figure of the whole run (`metric`: its key in `Verdict.metrics`, SI units) on the right side of a limit. */
  | {
      readonly type: 'threshold';
      readonly of: string;
      readonly metric: string;
      readonly op: 'below' | 'above';
      readonly value: number;
    }
  /**
   * Holds where there is no collision, or where the other driver, put in place of whoever drives `of`, collides too, at no lower relative
   * speed.
   */
  | { readonly type: 'no-worse-than'; readonly of: string; readonly driver: string; readonly controller: Controller }
  /** As a requirement, but the system is to keep it: a run that breaks it fails. */
  | { readonly type: 'temporal'; readonly of: string; readonly rule: Requirement }
  /** Brakes by at least `deceleration` (m/s^2) at some time from the event until `within` seconds later; holds where the event never happens. */
  | {
      readonly type: 'brakes-within';
      readonly of: string;
      readonly after: string;
      readonly within: number;
      readonly deceleration: number;
    };

/** Of what flies (src/validate/flight-criteria.ts). */
export type FlightCriterion =
  | { readonly type: 'geofence'; readonly of: string }
  /** Share of the battery's capacity, 0..1. */
  | { readonly type: 'energy-left'; readonly of: string; readonly above: number }
  /** To what stands in the place, m. */
  | { readonly type: 'wall-clearance'; readonly of: string; readonly above: number }
  /** rad */
  | { readonly type: 'max-tilt'; readonly of: string; readonly below: number };

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
