/** A sample's rows of every table that grows with samples. */
import type { SceneSpec } from '#contracts/scene';
import type { DatasetDefinition, SampleFacts } from '#contracts/writer';
import type { Json } from '#core/hash';
import { splitOf } from '../split.js';
import { annotationTables } from './annotations.js';
import { labelsPath, logName } from './files.js';
import type { KeyFrame, Taken } from './gathered.js';
import { globalFromWorld, type MapFrame } from './map.js';
import { calibrations, egoPose, sampleData } from './sample-data.js';
import { microseconds } from './schedule.js';
import { categoryName } from './taxonomy.js';
import { type TokenOf, token } from './tokens.js';

type Row = { readonly [key: string]: Json };

/** What the merge needs of a sample. */
export interface Fragment {
  readonly tables: Readonly<Record<GrowingTable, readonly Row[]>>;
  /** {channel: modality}. */
  readonly channels: Readonly<Record<string, string>>;
  /** Category names of bodies. */
  readonly categories: readonly string[];
  readonly scene: string;
  readonly split: string;
}

export const GROWING_TABLES = [
  'instance',
  'calibrated_sensor',
  'ego_pose',
  'log',
  'scene',
  'sample',
  'sample_data',
  'sample_annotation',
  'map',
  'lidarseg',
] as const;
export type GrowingTable = (typeof GROWING_TABLES)[number];

export interface TableInput {
  readonly definition: DatasetDefinition;
  readonly sample: string;
  readonly facts: SampleFacts;
  /** Times of the key frames, ns. */
  readonly keyTimes: readonly number[];
  readonly keys: readonly KeyFrame[];
  /** By channel, then time. */
  readonly taken: readonly Taken[];
  readonly frame: MapFrame;
  readonly mapFile: string;
  readonly tokenOf: TokenOf;
}

export function fragmentOf(input: TableInput): Fragment {
  const { definition, facts, keys, tokenOf, frame, taken, sample } = input;
  const toGlobal = (world: Parameters<typeof globalFromWorld>[1]) => globalFromWorld(frame, world);
  const { scene, scenario } = facts;
  const channels = taken.map(({ shot }) => [shot.channel.name, shot.channel.modality] as const);
  return {
    tables: {
      ...annotationTables({ ontology: definition.ontology, scene, keys, tokenOf, toGlobal }),
      calibrated_sensor: calibrations(input),
      ego_pose: taken.map((each) => egoPose(input, each)),
      log: [logRow(input, scene)],
      scene: sceneRows(input),
      sample: input.keyTimes.map((timeNs, i) => ({
        token: tokenOf('sample', i),
        timestamp: microseconds(sample, timeNs),
        scene_token: tokenOf('scene'),
        prev: i === 0 ? '' : tokenOf('sample', i - 1),
        next: i === input.keyTimes.length - 1 ? '' : tokenOf('sample', i + 1),
      })),
      sample_data: sampleData(input),
      lidarseg: taken.flatMap(({ labels, shot }) => {
        const own = tokenOf('sample_data', shot.channel.name, shot.index);
        return labels === undefined || !shot.isKey ? [] : [{ token: own, sample_data_token: own, filename: labelsPath(own) }];
      }),
      map: [{ token: tokenOf('map'), log_tokens: [tokenOf('log')], category: 'semantic_prior', filename: input.mapFile }],
    },
    channels: Object.fromEntries(channels),
    categories: [...new Set(scene.bodies.map((body) => categoryName(definition.ontology, body.class, body)))].sort(),
    scene: sceneName(sample),
    split: splitOf(scenario),
  };
}

export function sensorTable(channels: ReadonlyMap<string, string>): readonly Row[] {
  return [...channels].map(([channel, modality]) => ({ token: token('sensor', channel), channel, modality }));
}

function sceneName(sample: string): string {
  return `scene-${sample}`;
}

function logRow({ sample, tokenOf, facts, frame }: TableInput, scene: SceneSpec): Row {
  return {
    token: tokenOf('log'),
    logfile: logName(sample),
    vehicle: facts.scenario.actors[0]?.kind ?? '',
    date_captured: '2020-01-01',
    location: scene.place.layout,
    world_from_global: [...frame.corner, 0],
  };
}

/** None where there is no key frame. */
function sceneRows({ sample, tokenOf, facts, keyTimes }: TableInput): readonly Row[] {
  if (keyTimes.length === 0) return [];
  return [
    {
      token: tokenOf('scene'),
      log_token: tokenOf('log'),
      nbr_samples: keyTimes.length,
      first_sample_token: tokenOf('sample', 0),
      last_sample_token: tokenOf('sample', keyTimes.length - 1),
      name: sceneName(sample),
      description: facts.scenario.title,
    },
  ];
}
