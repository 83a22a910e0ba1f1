/** What a radar scan and a packet of events cost. */

import { readFile } from 'node:fs/promises';
import type { ObservationOf } from '#contracts/observation';
import type { RenderRequest } from '#contracts/renderer';
import type { Run } from '#contracts/run';
import { randomRoot } from '#core/random';
import { createRayCaster } from '#renderers/raycast/index';
import { threeRenderer } from '#renderers/three/host/index';
import { drawScenario, parseScenario } from '#scenario/index';
import { openSensor } from '#sensors/index';
import { simulateConcrete } from '#toolkit';

/** ms a scan, over scans spread evenly over the run, after one to warm up. */
export async function radarScanMs(path: string, scans = 20): Promise<number> {
  const run = await runWith(path, 'rigs/car-inertial');
  const actor = run.scenario.actors[0] as Run['scenario']['actors'][number];
  const sensor = actor.sensors.find(({ type }) => type === 'radar');
  if (sensor === undefined) throw new Error(`${path} has no radar`);
  const { scenario, scene, timeline } = run;
  const draw = () => Promise.reject(new Error('a radar draws no pictures'));
  const session = openSensor({
    sensor,
    carrier: actor.id,
    scenario,
    scene,
    timeline,
    rays: createRayCaster(),
    draw,
    random: randomRoot('bench'),
  });
  const times = Array.from({ length: scans }, (_, i) => Math.floor((i * scenario.duration * 1e9) / scans));
  await session.observe(0, 0);
  const start = performance.now();
  for (const [index, timeNs] of times.entries()) await session.observe(index, timeNs);
  return (performance.now() - start) / scans;
}

export interface EventCost {
  readonly packetMs: number;
  readonly pictureMs: number;
  /** Spent on pixels, noise and sorting while nothing was being drawn. */
  readonly modelMs: number;
  readonly picturesAPacket: number;
  readonly eventsAPacket: number;
}

/** Of a camera of the default kind while the ego drives, packets in a row from the middle of the run. */
export async function eventCost(path: string, packets = 3): Promise<EventCost> {
  const run = await runWith(path, '{eyes: {type: event-camera, forward: 0.6 m, up: 1.35 m}}');
  const { scenario, scene, timeline } = run;
  const actor = scenario.actors[0] as Run['scenario']['actors'][number];
  const sensor = actor.sensors[0] as Run['scenario']['actors'][number]['sensors'][number];
  const session = await threeRenderer.open({});
  let drawing = 0;
  const draw = async (request: RenderRequest) => {
    const start = performance.now();
    const layers = await session.render(request);
    drawing += performance.now() - start;
    return layers;
  };
  const rays = createRayCaster();
  const inputs = { sensor, carrier: actor.id, scenario, scene, timeline, rays, random: randomRoot('bench') };
  const sensing = openSensor({ ...inputs, draw });
  const first = Math.floor((scenario.duration / 2) * sensor.rateHz);
  const packetAt = (k: number) => sensing.observe(k, Math.round(((first + k) / sensor.rateHz) * 1e9));
  await packetAt(0);
  const start = performance.now();
  drawing = 0;
  let [pictures, events] = [0, 0];
  for (let k = 1; k <= packets; k++) {
    const { count, values } = (await packetAt(k)) as ObservationOf<'event-camera'>;
    pictures += values.pictures[0] as number;
    events += count;
  }
  const spent = performance.now() - start;
  await session.close();
  return {
    packetMs: spent / packets,
    pictureMs: spent / pictures,
    modelMs: Math.max(0, spent - drawing) / packets,
    picturesAPacket: pictures / packets,
    eventsAPacket: events / packets,
  };
}

/** @param rig a catalogue entry, or sensors in braces */
async function runWith(path: string, rig: string): Promise<Run> {
  const text = (await readFile(path, 'utf8')).replace(/sensors: rigs\/[a-z-]+/, `sensors: ${rig}`);
  const { scenario } = parseScenario(text, path);
  if (scenario === undefined) throw new Error(`${path} can't be read`);
  const { concrete } = drawScenario(scenario, { seed: 'bench', draw: 0 });
  return simulateConcrete({ ...concrete, capture: { windows: [], maxFrames: 1 } }, true);
}
