/** What a run must fulfil: to be one, to have been executed as declared, and to pass. */
import type { Vec3 } from '#core/pose';
import type { Controller } from './controller.js';
import type { Condition } from './story.js';

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
