import { radians } from '#core/math';
import type { LidarModel } from '../model.js';

/** By laser number. */
const ELEVATIONS_DEG = [-15, 1, -13, 3, -11, 5, -9, 7, -7, 9, -5, 11, -3, 13, -1, 15];

/**
 * Velodyne VLP-16. Elevations, 2.304 us from laser to laser, 55.296 us from firing to firing: user manual 63-9243 (and the constants of
 * ros-drivers/velodyne). 903 nm, accuracy 3 cm (taken as two standard deviations), beam 3 mrad wide (horizontally; half that vertically) and
 * 9.5 x 12.7 mm at the exit, pulse 6 ns: the same manual. Range: the data sheet says "up to 100 m" and names no reflectance; taken for
 * a half, which makes 45 m at a tenth (P ~ rho / R^2): an honest estimate, as are nearest range and dropout.
 */
export const vlp16: LidarModel = {
  name: 'VLP-16',
  beams: ELEVATIONS_DEG.map((elevation, laser) => ({ elevation: radians(elevation), delay: laser * 2.304e-6 })),
  pace: { everyS: 55.296e-6 },
  rangeM: 45,
  windowM: 100,
  minRangeM: 0.5,
  rangeNoiseM: 0.015,
  dropout: 0.002,
  divergence: 3e-3,
  exitDiameterM: 0.011,
  pulseS: 6e-9,
};
