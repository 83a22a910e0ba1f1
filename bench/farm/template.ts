/** One sample made for good, of which a dataset of any size is then pretended: its record, and what its writers left for the merge. */
import { join } from 'node:path';
import type { DatasetPlan } from '#contracts/job';
import type { LayerName } from '#contracts/layers';
import { fragmentPath, runSample, type SampleRecord } from '#pipeline/index';
import { raycastRenderer } from '#renderers/raycast/index';
import { portsOf } from '#toolkit';
import { memoryStore } from '#writers/index';
import { DRAW, SAMPLE, type Template } from './template-names.js';

const RATE = 10;
/** With annotations and the panoptic picture nine files a frame. */
const LAYERS: readonly LayerName[] = ['depth', 'normal', 'semantic', 'instance', 'flow', 'backwardFlow', 'flowOcclusion'];

/** @param frames pictures of the sample's one camera */
export async function makeTemplate(writers: readonly string[], frames: number): Promise<Template> {
  const text = scenarioText(frames / RATE);
  const path = join(import.meta.dirname, '..', '..', '..', 'scenarios', 'template.yaml');
  const rest = {
    format: 1,
    catalogsSha256: '0',
    seed: 'bench',
    renderer: 'raycast',
    layers: LAYERS,
    writers,
    nearmissVersion: '0.0.0',
  } as const;
  const plan: DatasetPlan = { ...rest, scenarios: [{ path, sha256: '0', text }], count: 1 };
  const ports = portsOf(plan);
  const store = memoryStore();
  const session = await raycastRenderer.open({});
  const events = { onFrame: () => {}, onSample: () => {} };
  const { signal } = new AbortController();
  const shard = { plan, planHash: '0', ports, session, store, events, signal, now: () => 0 };
  const record = await runSample(shard, { sample: SAMPLE, scenario: 0, draw: 0 });
  await session.close();
  if (record.summary.frames !== frames) throw new Error(`${record.summary.frames} frames instead of ${frames}`);
  const renamed = renaming(record);
  const fragments = record.fragments.map((writer) => [
    writer,
    renamed(new TextDecoder().decode(store.files.get(fragmentPath(SAMPLE, writer)))),
  ]);
  const { bodies: _bodies, ...definition } = ports.definition;
  const summary = { ...record.summary, draw: DRAW };
  const own = JSON.parse(renamed(JSON.stringify({ ...record, summary }))) as SampleRecord;
  return { plan: rest, definition, record: own, fragments: Object.fromEntries(fragments) };
}

/** nuScenes' maps are named by a hash over the sample's name; replicas need one each. */
function renaming({ summary }: SampleRecord): (text: string) => string {
  const tokens = summary.artefacts.flatMap(({ path }) => /^nuscenes\/maps\/([0-9a-f]{32})\.png$/.exec(path)?.[1] ?? []);
  return (text) => tokens.reduce((made, token) => made.replaceAll(token, SAMPLE + token.slice(SAMPLE.length)), text);
}

function scenarioText(seconds: number): string {
  const cars = Array.from({ length: 8 }, (_, i) => {
    const lane = i % 2 === 0 ? 'right' : 'left';
    return `  car-${i}: {kind: ncap-small-car, at: {lane: ${lane}, s: ${104 + 4 * i} m, offset: "-2.9 m"}}`;
  });
  return `nearmiss: 1
title: A street of parked cars
hazard: Much to label in every picture.
environment: {sun: {elevation: 65 deg, azimuth: 172 deg}, illuminance: 100000 lx, cloud: 10 %}
road: {layout: test-track, length: 220 m}
ego:
  kind: ncap-vut
  at: {lane: right, front: 90 m, speed: 3 km/h}
  sensors:
    front: {width: 96, height: 54, fov: 70 deg, forward: 0.6 m, up: 1.35 m, rate: ${RATE} Hz}
actors:
${cars.join('\n')}
pass: [no collision]
capture: {from: {after: start, by: 0.05 s}, for: ${seconds - 0.01} s}
duration: ${seconds + 1} s
`;
}
