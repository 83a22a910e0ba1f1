import { radians } from '#core/math';
import type { LidarModel } from '../model.js';

/** By laser number: from both ends of two blocks of 16 in turn. */
const ELEVATIONS_DEG = Array.from({ length: 16 }, (_, i) => [-92 + 4 * i, -28 + 4 * i].map((thirds) => thirds / 3)).flat();

/**
 * Velodyne HDL-32E, nuScenes's scanner. Elevations -30.67 to +10.67 degrees in steps of four thirds, firing order, 1.152 us from laser to laser, 46.08 us
 * from firing to firing, usable returns to 100 m: user's manual (its pages 2, 10 and 24; the elevations also in ros-drivers/velodyne, 32db.yaml). Accuracy
 * 2 cm, 70 m usable: Caesar et al. 2020, table 2; taken as 35 m at a tenth (P ~ rho / R^2), an estimate, as are width of the beam, nearest range and dropout.
 */
export const hdl32e: LidarModel = {
  name: 'HDL-32E',
  beams: ELEVATIONS_DEG.map((elevation, laser) => ({ elevation: radians(elevation), delay: laser * 1.152e-6 })),
  pace: { everyS: 46.08e-6 },
  rangeM: 35,
  windowM: 100,
  minRangeM: 0.9,
  rangeNoiseM: 0.02,
  dropout: 0.002,
  divergence: 3e-3,
  exitDiameterM: 0.011,
  pulseS: 5e-9,
};
