import { radians } from '#core/math';
import type { LidarModel } from '../model.js';

const BEAMS = 128;

/**
 * Ouster OS1-128, mode 1024 x 10: 128 beams evenly over 45 degrees, all fired at once, 1024 columns a turn (512 and 2048 by `columns`). The small
 * azimuth offsets that the factory measures for each unit are left out, as in its destaggered clouds. From its data sheet, from memory
 * and therefore to be taken as honest estimates: 90 m at a tenth and about 170 m at 0.8 (865 nm), nearest 0.5 m, precision about 1 cm, beam 0.18 degrees
 * wide and 9.5 mm at the exit. Pulse 5 ns, window and dropout are estimates.
 */
export const os1x128: LidarModel = {
  name: 'OS1-128',
  beams: Array.from({ length: BEAMS }, (_, i) => ({ elevation: radians(22.5 - (45 * i) / (BEAMS - 1)), delay: 0 })),
  pace: { columns: 1024 },
  rangeM: 90,
  windowM: 200,
  minRangeM: 0.5,
  rangeNoiseM: 0.01,
  dropout: 0.002,
  divergence: radians(0.18),
  exitDiameterM: 0.0095,
  pulseS: 5e-9,
};
