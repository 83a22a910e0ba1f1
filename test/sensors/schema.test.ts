/** What every kind of sensor promises: the columns and values of its kind, all of them finite, the same every time. */
import { describe, expect, it } from 'vitest';
import { type ColumnArray, type Observation, schemaOf } from '#contracts/observation';
import type { Run } from '#contracts/run';
import { canonicalJson } from '#core/hash';
import { sensorModels } from '#sensors/index';
import { runWith, sessionOf } from './fixture.js';

const RIGS = {
  'rigs/car-inertial': 'pedestrian/midblock-dash-night-rain.yaml',
  'rigs/drone-full': 'drone/delivery-gust-at-corner.yaml',
};

async function firstOf(run: Run, id: string, count = 3): Promise<Observation[]> {
  const sensor = run.scenario.actors[0]?.sensors.find((each) => each.id === id);
  if (sensor === undefined) throw new Error(`no sensor is called ${id}`);
  const session = sessionOf(run, sensor);
  const seen: Observation[] = [];
  for (const due of run.observations.filter((each) => each.sensor === id).slice(0, count))
    seen.push(await session.observe(due.index, due.timeNs));
  return seen;
}

for (const [rig, path] of Object.entries(RIGS)) {
  describe(rig, () => {
    const run = runWith(path, rig);
    const sensors = run.scenario.actors[0]?.sensors.filter(({ type }) => type !== 'camera') ?? [];
    for (const { id, type } of sensors) {
      it(`${type}: as its kind declares, and again`, async () => {
        const seen = await firstOf(run, id);
        expect(seen).toHaveLength(3);
        for (const observation of seen) {
          expect(observation.kind).toBe(type);
          expect(observation.arrivalNs).toBeGreaterThanOrEqual(observation.timeNs);
          const { columns, values } = schemaOf(observation.kind);
          expect(Object.keys(observation.columns).sort()).toEqual(Object.keys(columns).sort());
          expect(Object.keys(observation.values).sort()).toEqual(Object.keys(values).sort());
          for (const [name, { array, channels }] of Object.entries(columns)) {
            const column = (observation.columns as Readonly<Record<string, ColumnArray>>)[name] as ColumnArray;
            expect(column, name).toBeInstanceOf(array);
            expect(column, name).toHaveLength(observation.count * channels);
            expect(Array.from(column).every(Number.isFinite), name).toBe(true);
          }
          for (const [name, { channels }] of Object.entries(values))
            expect((observation.values as Readonly<Record<string, readonly number[]>>)[name], name).toHaveLength(channels);
          expect(() => canonicalJson(observation.values)).not.toThrow();
        }
        expect(await firstOf(run, id)).toEqual(seen);
      });
    }
  });
}

it('every kind that measures anything but pictures has a line in the list, once', () => {
  const types = sensorModels.map(({ type }) => type);
  expect(new Set(types).size).toBe(types.length);
});
