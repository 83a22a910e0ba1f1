/** What happens in a scenario, and when. */
import type { Vec3 } from '#core/pose';
import type { Vec2 } from './place.js';

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
