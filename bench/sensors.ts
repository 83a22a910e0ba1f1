/** What a radar scan costs. */

import { readFile } from 'node:fs/promises';
import type { Run } from '#contracts/run';
import { randomRoot } from '#core/random';
import { createRayCaster } from '#renderers/raycast/index';
import { drawScenario, parseScenario } from '#scenario/index';
import { openSensor } from '#sensors/index';
import { simulateConcrete } from '#toolkit';

/** ms a scan, over scans spread evenly over the run, after one to warm up. */
export async function radarScanMs(path: string, scans = 20): Promise<number> {
  const run = await runWithRadar(path);
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

async function runWithRadar(path: string): Promise<Run> {
  const text = (await readFile(path, 'utf8')).replace(/sensors: rigs\/[a-z-]+/, 'sensors: rigs/car-inertial');
  const { scenario } = parseScenario(text, path);
  if (scenario === undefined) throw new Error(`${path} can't be read`);
  const { concrete } = drawScenario(scenario, { seed: 'bench', draw: 0 });
  return simulateConcrete({ ...concrete, capture: { windows: [], maxFrames: 1 } }, true);
}
