import { radians } from '#core/math';
import type { LidarModel } from '../model.js';

/** 32 lasers of the upper block from +2 degrees in steps of a third, 32 of the lower from -8.83 in steps of a half. */
const UPPER_DEG = Array.from({ length: 32 }, (_, i) => 2 - i / 3);
const LOWER_DEG = Array.from({ length: 32 }, (_, i) => -8.83 - i / 2);

/**
 * Velodyne HDL-64E S2. Nominal elevations (each unit has its own calibration; one S2 file of ros-drivers/velodyne spans -24.85..+4.97 degrees); both
 * blocks fire together, laser by laser, a firing of 32 pairs every 48 us (1.333 million points a second; 0.1728 degrees at 10 Hz), of which six take 139 us: user's manuals
 * of S2 and S3. Range 50 m for pavement (reflectance 0.10) and 120 m for cars and foliage (0.80), accuracy below 2 cm (one standard
 * deviation), divergence 2 mrad, 905 nm, pulse 5 ns: its data sheet. Exit diameter, nearest range and dropout are honest estimates.
 */
export const hdl64e: LidarModel = {
  name: 'HDL-64E',
  beams: [UPPER_DEG, LOWER_DEG].flatMap((block) =>
    block.map((elevation, i) => ({ elevation: radians(elevation), delay: i * (139e-6 / 6 / 32) })),
  ),
  pace: { everyS: 48e-6 },
  rangeM: 50,
  windowM: 120,
  minRangeM: 0.9,
  rangeNoiseM: 0.02,
  dropout: 0.002,
  divergence: 2e-3,
  exitDiameterM: 0.012,
  pulseS: 5e-9,
};
