/** The radar that tests look through: the language's defaults. */
import type { RadarSensor } from '#contracts/rig';

const DEGREE = Math.PI / 180;
export const RADAR: RadarSensor = {
  type: 'radar',
  id: 'radar',
  position: [2, 0, 0.5],
  orientation: [0, 0, 0],
  gimbalReach: 0,
  rateHz: 20,
  latency: 0,
  rangeM: 200,
  fieldOfView: 120 * DEGREE,
  elevationField: 16 * DEGREE,
  beamwidth: 2 * DEGREE,
  elevationBeamwidth: 6 * DEGREE,
  rangeResolution: 0.3,
  speedResolution: 0.1,
  mostSpeed: 70,
  powerDbm: 10,
  gainDbi: 25,
  noiseFigureDb: 15,
  lossDb: 12,
  falseAlarms: 1,
};
