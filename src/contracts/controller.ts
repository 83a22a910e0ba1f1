/** Who moves a body, and what a drone flies with. */
import type { Vec3 } from '#core/pose';
import type { Vec2 } from './place.js';

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
      /** From a conflict being there to be seen until it is perceived, and from a perceived one being near until the brakes, s. */
      readonly perception: number;
      readonly delay: number;
      /** While the throttle is let go, m/s^2. */
      readonly release: number;
      readonly deceleration: number;
      readonly jerk: number;
      /** Conflicts as far off as this are near, s; or first visibility to the named sensor, which is a conflict and near. */
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
