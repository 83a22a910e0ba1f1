/** Sensors opened on runs of scenarios, as the pipeline opens them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Observation, ObservationKind, ObservationOf } from '#contracts/observation';
import type { Sensor, SensorOf, SensorType } from '#contracts/rig';
import type { Run, Timeline } from '#contracts/run';
import type { ConcreteScenario } from '#contracts/scenario';
import type { SensorInput, SensorSession } from '#contracts/sensor';
import { randomRoot } from '#core/random';
import { semanticIds } from '#labels/index';
import { createRayCaster } from '#renderers/raycast/index';
import { drawScenario, parseScenario } from '#scenario/index';
import { openSensor } from '#sensors/index';
import { simulate } from '#world/simulate';

const ROOT = join(import.meta.dirname, '..', '..', 'scenarios');
const OPTIONS = { traceHz: 50, semanticIds, withCaptures: true };

/** A shipped scenario with another rig of the catalogue on its ego, run to its end. @param path below scenarios/ */
export function runWith(path: string, rig: string, seed = 'test', change: (text: string) => string = (text) => text): Run {
  const file = join(ROOT, path);
  const text = change(readFileSync(file, 'utf8').replace(/sensors: rigs\/[a-z-]+/, `sensors: ${rig}`));
  const { scenario, diagnostics } = parseScenario(text, file);
  if (scenario === undefined) throw new Error(diagnostics.map(({ message }) => message).join('; '));
  const { concrete } = drawScenario(scenario, {
    seed,
    draw: 0,
    simulate: (each) => simulate(each, { ...OPTIONS, withCaptures: false }),
  });
  return simulate({ ...concrete, capture: { windows: [], maxFrames: 1e9 } }, OPTIONS);
}

/** With that sensor on the ego, run to its end. */
export function runOn(scenario: ConcreteScenario, sensor: Sensor): Run {
  const actors = scenario.actors.map((actor, i) => (i === 0 ? { ...actor, sensors: [sensor] } : actor));
  return simulate({ ...scenario, actors, capture: { windows: [], maxFrames: 1e9 } }, OPTIONS);
}

export function sensorOf<T extends SensorType>(run: Run, type: T): SensorOf<T> {
  const sensor = run.scenario.actors.flatMap(({ sensors }) => sensors).find((each) => each.type === type);
  if (sensor === undefined) throw new Error(`the rig has no ${type}`);
  return sensor as SensorOf<T>;
}

/** @param more what is to differ from how the pipeline opens it */
export function sessionOf(run: Run, sensor: Sensor, more: Partial<SensorInput> = {}): SensorSession {
  const { scenario, scene, timeline } = run;
  return openSensor({
    sensor,
    carrier: scenario.actors[0]?.id as string,
    scenario,
    scene,
    timeline,
    rays: createRayCaster(),
    draw: () => Promise.reject(new Error('no pictures here')),
    random: randomRoot(scenario.seed).child('sensor').child(scenario.draw).child(sensor.id),
    ...more,
  });
}

/** Everything that a run's sensor gives. */
export async function observationsOf<K extends ObservationKind & SensorType>(
  run: Run,
  type: K,
  change: Partial<SensorOf<K>> = {},
  more: Partial<SensorInput> = {},
): Promise<ObservationOf<K>[]> {
  const sensor = { ...sensorOf(run, type), ...change } as Sensor;
  const session = sessionOf(run, sensor, more);
  const seen: Observation[] = [];
  for (const due of run.observations.filter((each) => each.sensor === sensor.id))
    seen.push(await session.observe(due.index, due.timeNs));
  return seen as ObservationOf<K>[];
}

/** A body that stands, or goes as said; for sensors' figures rather than scenes. */
export function timelineOf(at: (seconds: number) => ReturnType<Timeline['at']>): Timeline {
  return { endNs: Number.MAX_SAFE_INTEGER, events: [], at: (timeNs) => at(timeNs / 1e9) };
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
export function deviation(values: readonly number[]): number {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) * (value - middle))));
}
/** Root of the mean of squares: deviation from 0. */
export function rms(values: readonly number[]): number {
  return Math.sqrt(mean(values.map((value) => value * value)));
}

/** Wanted beside measured, for a reader of the tests' output. */
export function report(what: string, wanted: number | string, measured: number | string): void {
  const say = (value: number | string): string => (typeof value === 'number' ? String(Number(value.toPrecision(5))) : value);
  if (process.env.NEARMISS_FIGURES !== undefined)
    process.stdout.write(`FIGURE | ${what} | ${say(wanted)} | ${say(measured)} |\n`);
}
