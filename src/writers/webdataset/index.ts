/** WebDataset: tar shards by split, read in one go from disk or network. docs/formats/webdataset.md has the conventions. */
import type { LayerName } from '#contracts/layers';
import { schemaOf } from '#contracts/observation';
import type { SensorType } from '#contracts/rig';
import type { SampleStart, Writer } from '#contracts/writer';
import { canonicalJson } from '#core/hash';
import { memoryPool } from '#core/memory-pool';
import { encodeNpz } from '../arrays/npy.js';
import { observationArrays } from '../arrays/observation.js';
import { picturePng, pictureSources } from '../images/picture.js';
import { frameName } from '../paths.js';
import { SPLITS, splitOf } from '../split.js';
import { layerMember } from './members.js';
import { openShards, type Shard, type Shards } from './shards.js';

/** Of a shard at most, unless a frame alone is larger. */
const SHARD_BYTES = 256 * 1024 * 1024;
const LABEL_SOURCES: readonly LayerName[] = ['instance', 'semantic', 'depth'];

/** Shards by folder. */
type Fragment = Readonly<Record<string, readonly Shard[]>>;

export function webdatasetOf(shardBytes: number): Writer {
  return {
    name: 'webdataset',
    about:
      'webdataset/<kind of sensor>/<split>/<sample>-<shard>.tar with an index a split, for the webdataset and wids libraries',

    open(definition, start, sink) {
      const { sample, scenario } = start;
      const split = splitOf(scenario);
      const memory = memoryPool();
      const kinds = kindsOf(start);
      const open = new Map<string, Shards>();
      const shardsOf = (kind: SensorType): Shards => {
        const known =
          open.get(kind) ??
          openShards({
            sink,
            pathOf: (shard) => `webdataset/${kind}/${split}/${sample}-${String(shard).padStart(4, '0')}.tar`,
            target: shardBytes,
            from:
              kind === 'camera'
                ? [...new Set([...LABEL_SOURCES, ...pictureSources(definition), ...definition.layers])]
                : (schemaOf(kind).from ?? []),
            schedule: [...start.captures, ...start.observations].filter(({ sensor }) => kinds.get(sensor) === kind),
          });
        open.set(kind, known);
        return known;
      };
      const about = { sample, scenario: scenario.name, draw: scenario.draw, split };
      return {
        async frame(record) {
          const { annotations: labels } = record;
          const others = definition.layers.filter((layer) => layer !== 'rgb');
          const files = await Promise.all([
            picturePng(definition, record).then((bytes) => ['png', bytes] as const),
            ...others.map((layer) => layerMember(layer, record, memory)),
          ]);
          const { sensor, frame, timeNs } = labels;
          const key = keyOf(sample, sensor, frame);
          await shardsOf('camera').add(sensor, frame, { timeNs, key, files: [jsonFile({ ...about, ...labels }), ...files] });
        },
        async observation({ observation, bodies }) {
          const { kind, sensor, index, timeNs, columns, ...head } = observation;
          if (Object.keys(schemaOf(kind).columns).length === 0) return;
          const json = jsonFile({ ...about, kind, sensor, index, timeNs, ...head, bodies });
          const files = [json, [`npz`, encodeNpz(observationArrays(observation))] as const];
          await shardsOf(kind).add(sensor, index, { timeNs, key: keyOf(sample, sensor, index), files });
        },
        async end() {
          const ended = await Promise.all([...open].map(async ([kind, shards]) => [`${kind}/${split}`, await shards.end()]));
          return Object.fromEntries(ended);
        },
        async abandon() {
          await Promise.all([...open.values()].map((shards) => shards.abandon()));
        },
      };
    },

    async merge(_definition, fragments, sink) {
      const byFolder = new Map<string, Shard[]>();
      for await (const { fragment } of fragments)
        for (const [folder, shards] of Object.entries(fragment as unknown as Fragment)) add(byFolder, folder, shards);
      for (const kind of new Set([...byFolder.keys()].map((folder) => folder.split('/')[0] as string))) {
        for (const split of SPLITS) {
          const shards = byFolder.get(`${kind}/${split}`) ?? [];
          await sink.put(`webdataset/${kind}/${split}.json`, indexOf(`${kind}/${split}`, shards));
        }
      }
    },
  };
}

export const webdataset = webdatasetOf(SHARD_BYTES);

/** Everything up to the first dot is the key, so that it must have none; WebDataset wants extensions in lower case. */
function keyOf(sample: string, sensor: string, index: number): string {
  return `${sample}_${sensor.replaceAll('.', '-')}_${frameName(index)}`;
}
function jsonFile(content: object): readonly [string, Uint8Array] {
  return ['json', new TextEncoder().encode(`${canonicalJson(content)}\n`)];
}

/** A path and a number a shard: all that grows with samples. */
function add(byFolder: Map<string, Shard[]>, folder: string, shards: readonly Shard[]): void {
  const known = byFolder.get(folder);
  if (known === undefined) byFolder.set(folder, [...shards]);
  else known.push(...shards);
}

function kindsOf({ scenario }: SampleStart): ReadonlyMap<string, SensorType> {
  return new Map(scenario.actors.flatMap(({ sensors }) => sensors.map(({ id, type }) => [id, type] as const)));
}

/** As the `wids` library indexes shards; urls relative to the index. */
function indexOf(name: string, shards: readonly Shard[]): string {
  const shardlist = shards.map(({ path, frames }) => ({ url: path.split('/').slice(2).join('/'), nsamples: frames }));
  return `${JSON.stringify({ __kind__: 'wids-shard-index-v1', wids_version: 1, name, shardlist }, null, 1)}\n`;
}
