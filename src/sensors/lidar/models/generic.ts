import { radians } from '#core/math';
import type { LidarModel } from '../model.js';

/** No maker's: 32 beams over 40 degrees unless the scenario says which, all fired at once, 0.2 degrees a column, figures between the others'. */
export const generic: LidarModel = {
  name: 'generic',
  beams: Array.from({ length: 32 }, (_, i) => ({ elevation: radians(15 - (40 * i) / 31), delay: 0 })),
  pace: { columns: 1800 },
  rangeM: 80,
  windowM: 200,
  minRangeM: 0.5,
  rangeNoiseM: 0.01,
  dropout: 0,
  divergence: 2e-3,
  exitDiameterM: 0.01,
  pulseS: 5e-9,
};
