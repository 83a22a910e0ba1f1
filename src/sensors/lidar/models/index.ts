/** Tables of beams by model, and what a scenario changes about them. To add a model: its file, a line here, its name in the language. */
import type { LidarSensor } from '#contracts/rig';
import type { LidarModel } from '../model.js';
import { generic } from './generic.js';
import { hdl32e } from './hdl32e.js';
import { hdl64e } from './hdl64e.js';
import { os1x128 } from './os1-128.js';
import { vlp16 } from './vlp16.js';

export const lidarModels: readonly LidarModel[] = [vlp16, hdl32e, hdl64e, os1x128, generic];

/** @throws Error where there is no such model */
export function lidarModel(sensor: LidarSensor): LidarModel {
  const model = lidarModels.find(({ name }) => name === sensor.model);
  if (model === undefined)
    throw new Error(`there is no lidar ${sensor.model}; there are ${lidarModels.map(({ name }) => name).join(', ')}`);
  const { rangeM = model.rangeM, elevations } = sensor;
  return {
    ...model,
    beams:
      elevations !== undefined && model === generic ? elevations.map((elevation) => ({ elevation, delay: 0 })) : model.beams,
    pace: sensor.columns === undefined ? model.pace : { columns: sensor.columns },
    rangeM,
    windowM: (model.windowM * rangeM) / model.rangeM,
    minRangeM: sensor.minRangeM ?? model.minRangeM,
    rangeNoiseM: sensor.rangeNoiseM ?? model.rangeNoiseM,
    dropout: sensor.dropout ?? model.dropout,
    divergence: sensor.divergence ?? model.divergence,
  };
}
