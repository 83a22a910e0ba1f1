/** One way out and back: what the receiver would get of it on average, and from where. */
import type { Vec3 } from '#core/pose';

export interface Echo {
  /** Length of the way out, m. */
  readonly range: number;
  /** Where it comes from, sensor frame, rad: left positive, up positive. */
  readonly azimuth: number;
  readonly elevation: number;
  /** Rate of the range, m/s, the sensor's own motion included. */
  readonly rate: number;
  /** Mean radar cross-section, m^2, with what a bounce leaves of it. */
  readonly rcs: number;
  readonly instance: number;
  readonly semantic: number;
  /** Of RETURN_ORIGIN: surface or ghost. */
  readonly origin: number;
}

/** A radar as it stands and moves at the middle of its look. */
export interface Antenna {
  readonly position: Vec3;
  /** World, m/s. */
  readonly velocity: Vec3;
  /** A world direction in the sensor frame. */
  turned(direction: Vec3): Vec3;
}
