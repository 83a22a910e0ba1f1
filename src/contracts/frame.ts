/** FrameState: the one fact about an instant that leaves the simulator. Plain data. */
import type { Pose, Vec3 } from '#core/pose';

/**
 * What a body does with its limbs and wheels. The asset turns it into joint angles, so renderers never learn kinds.
 * Phases advance with the distance covered, so feet do not slide.
 */
export interface Articulation {
  /** The asset's gait or posture name: `stand`, `walk`, `run`, `trot`, `bound`, `hop`, `ride`, `drive`, `fly`, ... */
  readonly gait: string;
  /** Cycles of the gait so far (the fraction is the phase). */
  readonly phase: number;
  /** Speed along the body's x axis, m/s: sets stride length and amplitude. */
  readonly speed: number;
  /**
   * Further channels by name: `steer` rad, `wheel` m rolled, `rotor0`.. rad, `headYaw` rad, `alert` and `startle` 0..1 (animals), and lamps that are
   * lit, 0..1: `headLights`, `highBeam`, `brakeLight`, `reverseLight`, `indicatorLeft`, `indicatorRight` (at this very instant of their blinking),
   * `beacon`.
   */
  readonly channels: Readonly<Record<string, number>>;
}

export interface BodyState {
  readonly id: string;
  readonly worldFromBody: Pose;
  /** World frame, m/s. */
  readonly velocity: Vec3;
  /** World frame, rad/s. */
  readonly angularVelocity: Vec3;
  readonly articulation: Articulation;
}

/** A soft cloud near the ground: extinction falls off as a Gaussian along three axes. Goes with the wind. */
export interface Bank {
  readonly matter: 'fog' | 'dust' | 'smoke';
  /** Its middle at the start, world, m. */
  readonly position: Vec3;
  readonly heading: number;
  /** Standard deviations along its own axes, m. */
  readonly spread: Vec3;
  /** In its middle, 1/m. */
  readonly extinctionPerM: number;
}

/** The wind's turbulence about its mean: waves that all bodies meet, and that plants meet in turn as the mean carries them along. */
export interface Turbulence {
  /** Standard deviation along the mean wind, m/s; 0.6 of it across. */
  readonly deviation: number;
  /** `frequency` in Hz, `phase` along the wind and `side` across it in rad, `share` of the amplitude. */
  readonly waves: readonly {
    readonly frequency: number;
    readonly phase: number;
    readonly side: number;
    readonly share: number;
  }[];
}

/** A 1-cosine gust that the story fires: rises over `rise` s, stays for `hold`, falls over `rise`. */
export interface Gust {
  /** Since the scenario's start, s. */
  readonly start: number;
  /** At its height, over the rest of the wind, m/s. */
  readonly velocity: Vec3;
  readonly rise: number;
  readonly hold: number;
}

/** Weather and light as physical quantities; nobody downstream ever reads a weather's name. */
export interface Medium {
  /** Total extinction of visible light, 1/m: ln(20)/MOR of the fog plus rain and snow (science.md 4.3). */
  readonly extinctionPerM: number;
  /** Clouds near the ground on top of that. */
  readonly banks?: readonly Bank[];
  readonly rainMmPerH: number;
  /** Liquid-water equivalent. */
  readonly snowMmPerH: number;
  /** 0 dry .. 1 standing water. */
  readonly wetness: number;
  /** Share of level ground under lying snow, 0..1. */
  readonly snowCover: number;
  /** Factor on dry friction, 0..1. */
  readonly frictionScale: number;
  /** 0..1 (oktas / 8). */
  readonly cloudCover: number;
  /** Unit vector towards the sun (below the horizon at night). */
  readonly sunDirection: Vec3;
  /** Direct sunlight on a surface facing the sun, lx, after air mass and cloud. */
  readonly sunIlluminanceLx: number;
  /** Unit vector towards the moon, and its direct light, lx; none where nobody stated it. */
  readonly moonDirection?: Vec3;
  readonly moonIlluminanceLx?: number;
  /** Diffuse light of sky, moon and town glow on the horizontal, lx. */
  readonly skyIlluminanceLx: number;
  /** Colour of sun and of sky over their own, linear RGB of luminance 1; none where missing. */
  readonly sunTint?: Vec3;
  readonly skyTint?: Vec3;
  /** Mean wind, m/s, the way the air moves. */
  readonly windMPerS: Vec3;
  /** Missing where the wind is steady. */
  readonly turbulence?: Turbulence;
  /** All of the run; missing where the story fires none. */
  readonly gusts?: readonly Gust[];
  /** Leaves that a tree of ten metres sheds a second in autumn; by the wind when missing (src/sensors/falling/leaves.ts). */
  readonly leavesPerS?: number;
  /** Whether vehicles have their headlights on and street lamps burn. */
  readonly lampsOn: boolean;
}

export interface FrameEvent {
  readonly name: string;
  readonly timeNs: number;
  readonly kind: 'trigger' | 'contact' | 'action' | 'visible' | 'controller';
  readonly bodies: readonly string[];
  readonly detail?: Readonly<Record<string, number | string>>;
}

export interface FrameState {
  /** Since the scenario's start; an integer below 2^53. */
  readonly timeNs: number;
  /** In the order of SceneSpec.bodies; a body that has left the world is missing. */
  readonly bodies: readonly BodyState[];
  readonly medium: Medium;
  /** Events since the previous frame. */
  readonly events: readonly FrameEvent[];
  /** Ids of bodies that touch at this instant, pairs sorted. */
  readonly contacts: readonly (readonly [string, string])[];
}
