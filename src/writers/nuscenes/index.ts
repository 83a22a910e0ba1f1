/** nuScenes 1.0: all tables, key frames and sweeps, as the nuscenes-devkit reads them. docs/formats/nuscenes.md has the conventions. */
import type { LayerName } from '#contracts/layers';
import type { Strip } from '#contracts/place';
import type { DatasetDefinition, Writer } from '#contracts/writer';
import { canonicalJson, type Json } from '#core/hash';
import { memoryPool } from '#core/memory-pool';
import { buildPlace } from '#places/index';
import { compensated } from '../compensated.js';
import { encodePng } from '../images/png.js';
import { inPieces } from '../pieces.js';
import { channelsOf } from './channels.js';
import { isPoints, labelsOf, labelsPath, put, putPicture, putPoints, ROOT, VERSION } from './files.js';
import {
  type KeyFrame,
  keyFrame,
  noteBodies,
  notePicture,
  notePoints,
  type Taken,
  takenPicture,
  takenPoints,
} from './gathered.js';
import { drawMap, mapFrame } from './map.js';
import { remaining, type Shot, scheduleOf } from './schedule.js';
import { type Fragment, fragmentOf, GROWING_TABLES, sensorTable } from './tables.js';
import { attributeTable, categoryName, categoryTable, colourTable, visibilityTable } from './taxonomy.js';
import { tokensOf } from './tokens.js';

const LABEL_SOURCES: readonly LayerName[] = ['instance', 'semantic', 'depth'];

export const nuscenes: Writer = {
  name: 'nuscenes',
  about: 'nuscenes/ as the nuscenes-devkit reads it: key frames at 2 Hz, sweeps, boxes, maps',

  open(definition, start, sink) {
    const { sample, scenario } = start;
    const schedule = scheduleOf(channelsOf(scenario), [...start.captures, ...start.observations]);
    const { reference, shots } = schedule;
    const shotOf = new Map(shots.map((shot) => [nameOf(shot.channel.sensor, shot.index), shot]));
    const keys: readonly KeyFrame[] = schedule.keys.map(keyFrame);
    const taken = new Map<Shot, Taken>();
    const tokenOf = tokensOf(scenario, sample);
    const memory = memoryPool();
    const takenOf = ({ channel, index }: Shot) => taken.get(shotOf.get(nameOf(channel.sensor, index)) as Shot);
    const keyOf = (shot: Shot): KeyFrame | undefined => (shot.isKey ? keys[shot.sample] : undefined);
    return {
      async frame(record) {
        const { annotations } = record;
        const shot = shotOf.get(nameOf(annotations.sensor, annotations.frame));
        if (shot === undefined) return;
        const key = keyOf(shot);
        if (key !== undefined) notePicture(key, annotations);
        if (key !== undefined && shot.channel === reference) noteBodies(key, annotations.bodies, annotations.worldFromEgo);
        taken.set(shot, takenPicture(shot, await putPicture(definition, record, shot, sink, memory), annotations));
      },
      async observation({ observation, bodies }) {
        const shot = shotOf.get(nameOf(observation.sensor, observation.index));
        if (shot === undefined || !isPoints(observation)) return;
        const key = keyOf(shot);
        if (key !== undefined) notePoints(key, observation);
        if (key !== undefined && shot.channel === reference) noteBodies(key, bodies, observation.worldFromEgo);
        const isLabelled = key !== undefined && observation.kind === 'lidar' && shot.channel.name === 'LIDAR_TOP';
        const labels = isLabelled ? { labels: labelsOf(definition, start.scene, observation) } : {};
        const carrier = bodies.find(({ id }) => id === shot.channel.carrier);
        const points = observation.kind === 'lidar' ? compensated(observation, carrier) : observation;
        const file = await putPoints(sample, points, shot, sink);
        taken.set(shot, { ...takenPoints(shot, file, observation, bodies), ...labels });
      },
      async end(facts) {
        const left = remaining(schedule, (shot) => taken.has(shot));
        const inOrder = left.shots.map((shot): Taken => ({ ...(takenOf(shot) as Taken), shot }));
        const frame = mapFrame(inOrder.map(({ worldFromCarrier }) => worldFromCarrier.position));
        const mapFile = `maps/${tokenOf('map')}.png`;
        const mask = drawMap(frame, buildPlace(start.scene.place), (strip) => isGround(definition, strip));
        await put(sink, mapFile, await encodePng({ ...frame, channels: 1, samples: mask }, memory));
        for (const { shot, labels } of inOrder) {
          if (labels === undefined || !shot.isKey) continue;
          await put(sink, labelsPath(tokenOf('sample_data', shot.channel.name, shot.index)), labels);
        }
        const kept = left.kept.map((key) => keys[key] as KeyFrame);
        const input = { definition, sample, facts, keyTimes: left.keys, keys: kept, taken: inOrder, frame, mapFile, tokenOf };
        return fragmentOf(input) as unknown as Json;
      },
    };
  },

  async merge({ ontology }, fragments, sink) {
    const channels = new Map<string, string>();
    const categories = new Set<string>();
    const splits = { nearmiss_train: [] as string[], nearmiss_val: [] as string[], nearmiss_test: [] as string[] };
    let labelled = 0;
    for await (const { fragment } of fragments) {
      const { scene, split, tables, ...own } = fragment as unknown as Fragment;
      for (const [channel, modality] of Object.entries(own.channels)) channels.set(channel, modality);
      for (const category of own.categories) categories.add(category);
      if (tables.scene.length > 0) splits[`nearmiss_${split}` as keyof typeof splits].push(scene);
      labelled += tables.lidarseg.length;
    }
    const growing = (name: string, rows: Parameters<typeof listOf>[0], from: readonly LayerName[] = []) =>
      sink.put(`${ROOT}/${VERSION}/${name}.json`, inPieces(listOf(rows)), from);
    const table = (name: string, rows: readonly Json[]) => growing(name, [rows]);
    await table('category', categoryTable(ontology, categories));
    await table('attribute', attributeTable());
    await table('visibility', visibilityTable());
    await table('sensor', sensorTable(channels));
    for (const name of GROWING_TABLES) {
      // Where the table is there, the devkit wants its folder too.
      if (name === 'lidarseg' && labelled === 0) continue;
      await growing(name, rowsOf(fragments, name), name === 'sample_annotation' ? LABEL_SOURCES : []);
    }
    await sink.put(`${ROOT}/${VERSION}/splits.json`, `${canonicalJson(splits)}\n`);
    await sink.put(`${ROOT}/${VERSION}/colormap.json`, `${canonicalJson(colourTable(ontology, categories))}\n`);
  },
};

function nameOf(sensor: string, index: number): string {
  return `${sensor}/${index}`;
}

/** What nuScenes' masks show: where one may drive or walk. */
function isGround({ ontology }: DatasetDefinition, strip: Strip): boolean {
  return ['flat.driveable_surface', 'flat.sidewalk'].includes(categoryName(ontology, strip.class));
}

async function* rowsOf(
  fragments: AsyncIterable<{ readonly fragment: Json }>,
  name: (typeof GROWING_TABLES)[number],
): AsyncIterable<readonly Json[]> {
  for await (const { fragment } of fragments) yield (fragment as unknown as Fragment).tables[name];
}

/** @param batches rows of a sample at a time */
async function* listOf(batches: AsyncIterable<readonly Json[]> | readonly (readonly Json[])[]): AsyncIterable<string> {
  let before = '[\n';
  for await (const rows of batches) {
    if (rows.length === 0) continue;
    yield before + rows.map((row) => canonicalJson(row)).join(',\n');
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}
