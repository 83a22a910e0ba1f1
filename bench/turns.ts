/** What each format costs a lidar's turn: encoded from turns that are there already, and thrown away. */
import { readFile } from 'node:fs/promises';
import { bodyPoses, type ObservationRecord } from '#contracts/observation';
import { endOf, type Run } from '#contracts/run';

import { randomRoot } from '#core/random';
import { createRayCaster } from '#renderers/raycast/index';
import { drawScenario, parseScenario, withRig } from '#scenario/index';
import { openSensor } from '#sensors/index';
import { planDataset, portsOf, simulateConcrete } from '#toolkit';
import { writers } from '#writers/index';
import { countingSink } from './sink.js';

export interface TurnCost {
  readonly writer: string;
  readonly msPerTurn: number;
  readonly bytesPerTurn: number;
}

const TURNS = 6;
const ROUNDS = 3;
/** Formats whose turns wait for no picture. */
const ALONE = ['native', 'nuscenes', 'mcap', 'webdataset', 'pcd', 'ply'];

/** @returns points a turn, and the fastest of some rounds for each format */
export async function turnCosts(path: string): Promise<{ readonly points: number; readonly writers: readonly TurnCost[] }> {
  const { scenario } = parseScenario(withRig(await readFile(path, 'utf8'), 'rigs/kitti-car'), path);
  if (scenario === undefined) throw new Error(`${path} can't be read with another rig`);
  const run = simulateConcrete(drawScenario(scenario, { seed: 'bench', draw: 0 }).concrete, true);
  const records = await turnsOf(run);
  const points = records.reduce((sum, { observation }) => sum + observation.count, 0) / records.length;
  const chosen = writers.filter(({ name }) => ALONE.includes(name));
  const plan = await planDataset({ files: [path], seed: 'bench', count: 1, renderer: 'raycast', writers: ALONE });
  const { definition } = portsOf(plan);
  const { scene, trace, observations } = run;
  const told = { events: trace.events, verdict: run.verdict, endNs: endOf(trace) };
  const start = { sample: '000000', scenario: run.scenario, scene, captures: [], observations, ...told };
  const costs: TurnCost[] = [];
  for (const writer of chosen) {
    let best = { ms: Number.POSITIVE_INFINITY, bytes: 0 };
    for (let round = 0; round < ROUNDS; round++) {
      const sink = countingSink();
      const began = performance.now();
      const sample = writer.open({ ...definition, writers: [writer.name] }, start, sink);
      for (const record of records) await sample.observation?.({ ...record });
      await sample.end(run);
      const ms = performance.now() - began;
      if (ms < best.ms) best = { ms, bytes: sink.bytes() };
    }
    costs.push({ writer: writer.name, msPerTurn: best.ms / records.length, bytesPerTurn: best.bytes / records.length });
  }
  return { points, writers: costs };
}

async function turnsOf(run: Run): Promise<readonly ObservationRecord[]> {
  const { scenario, scene, timeline } = run;
  const actor = scenario.actors[0] as Run['scenario']['actors'][number];
  const sensor = actor.sensors.find(({ type }) => type === 'lidar');
  if (sensor === undefined) throw new Error('the rig has no lidar');
  const draw = () => Promise.reject(new Error('a lidar draws no pictures'));
  const random = randomRoot('bench');
  const session = openSensor({ sensor, carrier: actor.id, scenario, scene, timeline, rays: createRayCaster(), draw, random });
  const due = run.observations.filter((each) => each.sensor === sensor.id).slice(0, TURNS);
  const records: ObservationRecord[] = [];
  for (const { index, timeNs } of due) {
    const observation = await session.observe(index, timeNs);
    records.push({ sample: '000000', scene, bodies: bodyPoses(timeline.at(timeNs)), observation });
  }
  return records;
}
