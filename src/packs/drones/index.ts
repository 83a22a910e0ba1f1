/** A delivery drone on its way, and what happens to it. */
import type { Pack, PackScenario } from '../pack.js';
import { SOURCES } from '../sources.js';
import { document, items, textValue } from '../yaml.js';
import { mishaps } from './mishaps.js';
import { FLIGHT, STEPS, type Steps } from './table.js';

export const droneDelivery: Pack = {
  name: 'drone-delivery',
  title: 'A delivery drone on its way',
  about: `Wind, gusts, lost positioning, a failing rotor and another drone, in steps. The drone is to stay within ${FLIGHT.corridorM} m of its route, touch nothing and arrive.`,
  sources: ['drone-hazards', 'beaufort'],
  tables: [
    {
      title: 'Steps',
      columns: ['mishap', 'what', 'unit', 'steps', 'source'],
      rows: STEPS.map(({ mishap, what, unit, steps, source }) => [mishap, what, unit, steps.join(', '), SOURCES[source]]),
    },
  ],
  scenarios: STEPS.flatMap((row) => row.steps.map((step, i) => scenarioOf(row, step, i))),
};

function scenarioOf({ mishap, unit, source }: Steps, step: number, i: number): PackScenario {
  const { cruiseMPerS, corridorM, arrivalM } = FLIGHT;
  const { hazard, parameters, wind, road, lane, altitudeM, fromM, toM, actors, story, execution, pass, captured } =
    mishaps[mishap](step);
  const end = `{lane: ${lane}, s: ${toM} m, altitude: ${altitudeM} m}`;
  const text = document([
    'nearmiss: 1',
    `title: Delivery, ${mishap} ${step} ${unit}`,
    `hazard: ${textValue(hazard)}`,
    'sources:',
    ...items([SOURCES[source]].map(textValue)),
    'parameters:',
    ...parameters,
    `environment: {sun: {elevation: 40 deg, azimuth: 160 deg}, cloud: 30 %, wind: ${wind}}`,
    `road: ${road}`,
    'ego:',
    '  kind: quadrotor',
    `  at: {lane: ${lane}, s: ${fromM} m, altitude: ${altitudeM} m}`,
    `  controller: {route: {waypoints: [${end}], speed: ${cruiseMPerS} m/s, corridor: ${corridorM} m, arrival: ${arrivalM} m}}`,
    '  sensors: rigs/drone-camera',
    "  look: {cargo: 'yes'}",
    ...actors,
    ...story,
    ...(execution.length === 0 ? [] : ['execution:', ...items(execution)]),
    `pass: [no collision, stay in corridor, ${pass}{reach: {point: ${end}, radius: ${arrivalM + 2} m, within: 28 s}}]`,
    `capture: {rate: 10 Hz, from: ${captured}, for: 4 s}`,
    'duration: 28 s',
  ]);
  return { name: `${mishap.replaceAll(' ', '-')}-${step}`, row: mishap, column: `step ${i + 1}`, text };
}
