/** A sample's rows of every table that grows with samples. */
import type { SceneSpec } from '#contracts/scene';
import type { DatasetDefinition, SampleFacts } from '#contracts/writer';
import { canonicalJson, type Json } from '#core/hash';
import { splitOf } from '../split.js';
import { annotationTables } from './annotations.js';
import { logName } from './files.js';
import type { KeyFrame, Taken } from './gathered.js';
import { globalFromWorld, type MapFrame } from './map.js';
import { microseconds } from './schedule.js';
import { type TokenOf, token } from './tokens.js';
import { cameraMatrix, quaternion } from './values.js';

type Row = { readonly [key: string]: Json };

/** What the merge needs of a sample. */
export interface Fragment {
  readonly tables: Readonly<Record<GrowingTable, readonly Row[]>>;
  /** {channel: modality}. */
  readonly channels: Readonly<Record<string, string>>;
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
      map: [{ token: tokenOf('map'), log_tokens: [tokenOf('log')], category: 'semantic_prior', filename: input.mapFile }],
    },
    channels: Object.fromEntries(channels),
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

function calibrationToken({ tokenOf }: TableInput, { shot, carrierFromSensor, intrinsics }: Taken): string {
  return tokenOf('calibrated_sensor', shot.channel.name, canonicalJson([carrierFromSensor, intrinsics ?? null]));
}

/** One a sensor; one a file where a gimbal moves it. */
function calibrations(input: TableInput): readonly Row[] {
  const rows = new Map<string, Row>();
  for (const each of input.taken) {
    const own = calibrationToken(input, each);
    rows.set(own, {
      token: own,
      sensor_token: token('sensor', each.shot.channel.name),
      translation: each.carrierFromSensor.position,
      rotation: quaternion(each.carrierFromSensor.orientation),
      camera_intrinsic: each.intrinsics === undefined ? [] : cameraMatrix(each.intrinsics),
    });
  }
  return [...rows.values()];
}

function egoPose({ sample, tokenOf, frame }: TableInput, { shot, worldFromCarrier }: Taken): Row {
  return {
    token: tokenOf('ego_pose', shot.channel.name, shot.index),
    timestamp: microseconds(sample, shot.timeNs),
    rotation: quaternion(worldFromCarrier.orientation),
    translation: globalFromWorld(frame, worldFromCarrier.position),
  };
}

function sampleData(input: TableInput): readonly Row[] {
  const { taken, tokenOf, sample } = input;
  const tokenAt = (i: number, channel: string): string => {
    const shot = taken[i]?.shot;
    return shot?.channel.name === channel ? tokenOf('sample_data', channel, shot.index) : '';
  };
  return taken.map((each, i) => {
    const { shot, file, intrinsics } = each;
    const { name } = shot.channel;
    return {
      token: tokenAt(i, name),
      sample_token: tokenOf('sample', shot.sample),
      ego_pose_token: tokenOf('ego_pose', name, shot.index),
      calibrated_sensor_token: calibrationToken(input, each),
      timestamp: microseconds(sample, shot.timeNs),
      fileformat: file.fileformat,
      is_key_frame: shot.isKey,
      height: intrinsics?.height ?? 0,
      width: intrinsics?.width ?? 0,
      filename: file.filename,
      prev: tokenAt(i - 1, name),
      next: tokenAt(i + 1, name),
    };
  });
}
