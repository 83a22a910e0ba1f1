/**
 * nuScenes files read without the writer's code, by what the schema says (docs/schema_nuscenes.md of the nuscenes-devkit):
 * references, chains, files, times, and where boxes lie among the points. Throws at the first thing that is wrong.
 */
import sharp from 'sharp';

export type Files = ReadonlyMap<string, Uint8Array>;
export type Row = Record<string, never>;
type Table = Map<string, Row>;
export type Tables = Readonly<Record<string, Table>>;

const ROOT = 'nuscenes/';
const TABLES = [
  ...['category', 'attribute', 'visibility', 'instance', 'sensor', 'calibrated_sensor', 'ego_pose'],
  ...['log', 'scene', 'sample', 'sample_data', 'sample_annotation', 'map'],
];
/** field -> table, by table; a list's members each. */
const REFERENCES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  instance: {
    category_token: 'category',
    first_annotation_token: 'sample_annotation',
    last_annotation_token: 'sample_annotation',
  },
  calibrated_sensor: { sensor_token: 'sensor' },
  scene: { log_token: 'log', first_sample_token: 'sample', last_sample_token: 'sample' },
  sample: { scene_token: 'scene', prev: 'sample', next: 'sample' },
  sample_data: {
    sample_token: 'sample',
    ego_pose_token: 'ego_pose',
    calibrated_sensor_token: 'calibrated_sensor',
    prev: 'sample_data',
    next: 'sample_data',
  },
  sample_annotation: {
    sample_token: 'sample',
    instance_token: 'instance',
    visibility_token: 'visibility',
    attribute_tokens: 'attribute',
    prev: 'sample_annotation',
    next: 'sample_annotation',
  },
  map: { log_tokens: 'log' },
};
const MAY_BE_EMPTY = ['prev', 'next', 'visibility_token'];

function must(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(what);
}
export const get = <T>(row: Row | undefined, field: string): T => {
  must(row !== undefined && field in row, `a row has no ${field}`);
  return row[field] as T;
};

export function readTables(files: Files): Tables {
  return Object.fromEntries(
    TABLES.map((name) => {
      const bytes = files.get(`${ROOT}v1.0-nearmiss/${name}.json`);
      must(bytes !== undefined, `${name}.json is missing`);
      const rows = JSON.parse(new TextDecoder().decode(bytes)) as Row[];
      const table = new Map(rows.map((row) => [get<string>(row, 'token'), row]));
      must(table.size === rows.length, `${name}: a token is there twice`);
      return [name, table];
    }),
  );
}

export async function checkNuscenes(files: Files, tables = readTables(files)): Promise<void> {
  checkReferences(tables);
  checkChain(tables, 'sample', (row) => get(row, 'scene_token'));
  checkChain(tables, 'sample_data', (row) => `${sceneOf(tables, row)} ${channelOf(tables, row)}`);
  checkChain(tables, 'sample_annotation', (row) => get(row, 'instance_token'));
  checkCounts(tables);
  checkTimes(tables);
  await checkFiles(files, tables);
  checkPoses(tables);
  await checkMaps(files, tables);
  checkLabels(files, tables);
}

function checkReferences(tables: Tables): void {
  for (const [name, fields] of Object.entries(REFERENCES)) {
    for (const [field, target] of Object.entries(fields)) {
      for (const row of rowsOf(tables, name)) {
        for (const reference of [get<string | string[]>(row, field)].flat()) {
          const empty = reference === '' && MAY_BE_EMPTY.includes(field);
          must(empty || table(tables, target).has(reference), `${name}.${field}: no ${target} ${reference}`);
        }
      }
    }
  }
}

/** From the one head over `next` to the one tail, back over `prev`, ascending in time, through all of the group. */
function checkChain(tables: Tables, name: string, groupOf: (row: Row) => string): void {
  const groups = new Map<string, Row[]>();
  for (const row of rowsOf(tables, name)) groups.set(groupOf(row), [...(groups.get(groupOf(row)) ?? []), row]);
  for (const [group, rows] of groups) {
    const heads = rows.filter((row) => get(row, 'prev') === '');
    must(heads.length === 1, `${name} ${group}: ${heads.length} rows without prev`);
    let seen = 0;
    let before: Row | undefined;
    for (let row = heads[0]; row !== undefined; row = table(tables, name).get(get(row, 'next'))) {
      must(groupOf(row) === group, `${name}: next leads out of ${group}`);
      must(get(row, 'prev') === (before === undefined ? '' : get(before, 'token')), `${name}: prev is not next turned round`);
      must(before === undefined || timeOf(tables, before) < timeOf(tables, row), `${name}: next is not later`);
      must(++seen <= rows.length, `${name} ${group}: next runs in a circle`);
      before = row;
    }
    must(seen === rows.length, `${name} ${group}: the chain has ${seen} of ${rows.length} rows`);
  }
}

function checkCounts(tables: Tables): void {
  const of = (name: string, field: string, row: Row) =>
    rowsOf(tables, name).filter((each) => get(each, field) === get(row, 'token'));
  for (const scene of rowsOf(tables, 'scene')) {
    const samples = of('sample', 'scene_token', scene);
    must(samples.length === get(scene, 'nbr_samples'), 'scene.nbr_samples');
    must(
      samples.some((each) => get(each, 'prev') === '' && get(each, 'token') === get(scene, 'first_sample_token')),
      'first_sample',
    );
    must(
      samples.some((each) => get(each, 'next') === '' && get(each, 'token') === get(scene, 'last_sample_token')),
      'last_sample',
    );
  }
  for (const instance of rowsOf(tables, 'instance')) {
    const own = of('sample_annotation', 'instance_token', instance);
    must(own.length === get(instance, 'nbr_annotations'), 'instance.nbr_annotations');
    const [first, last] = [own.find((each) => get(each, 'prev') === ''), own.find((each) => get(each, 'next') === '')];
    must(get(first, 'token') === get(instance, 'first_annotation_token'), 'instance.first_annotation_token');
    must(get(last, 'token') === get(instance, 'last_annotation_token'), 'instance.last_annotation_token');
    for (const each of own) must(get<string[]>(each, 'attribute_tokens').length <= 1, 'more than one attribute');
  }
}

function checkTimes(tables: Tables): void {
  for (const sample of rowsOf(tables, 'sample')) {
    const own = rowsOf(tables, 'sample_data').filter((row) => get(row, 'sample_token') === get(sample, 'token'));
    const keys = own.filter((row) => get(row, 'is_key_frame'));
    const channels = new Set(keys.map((row) => channelOf(tables, row)));
    must(channels.size === keys.length, 'a sample has a channel twice');
    must(channels.size === channelsOfScene(tables, sample).size, 'a sample lacks a channel');
    const time = get<number>(sample, 'timestamp');
    must(Number.isSafeInteger(time) && time > 1e15 && time < 2e15, 'timestamps are microseconds since 1970');
    for (const row of keys)
      must(Math.abs(get<number>(row, 'timestamp') - time) <= 250_000, 'a key frame is far from its sample');
    for (const row of own.filter((each) => !get(each, 'is_key_frame'))) {
      const at = get<number>(row, 'timestamp');
      const before = table(tables, 'sample').get(get(sample, 'prev'));
      must(before === undefined || get<number>(before, 'timestamp') < at, 'a sweep belongs to the sample that follows');
      must(at <= time || get(sample, 'next') === '', 'a sweep belongs to the sample that follows');
    }
  }
  for (const row of rowsOf(tables, 'sample_data')) {
    const pose = table(tables, 'ego_pose').get(get(row, 'ego_pose_token'));
    must(get(pose, 'timestamp') === get(row, 'timestamp'), "ego_pose has sample_data's time");
  }
}

async function checkFiles(files: Files, tables: Tables): Promise<void> {
  const names = new Set<string>();
  for (const row of rowsOf(tables, 'sample_data')) {
    const name = get<string>(row, 'filename');
    const bytes = files.get(ROOT + name);
    must(bytes !== undefined, `${name} is missing`);
    must(!names.has(name), `${name} is named twice`);
    names.add(name);
    const folder = `${get(row, 'is_key_frame') ? 'samples' : 'sweeps'}/${channelOf(tables, row)}/`;
    must(name.startsWith(folder), `${name} does not lie in ${folder}`);
    if (modalityOf(tables, row) === 'camera') {
      const picture = await sharp(bytes).metadata();
      must(picture.width === get(row, 'width') && picture.height === get(row, 'height'), 'width and height of a picture');
    } else must(get(row, 'width') === 0 && get(row, 'height') === 0, 'width and height of points');
    if (modalityOf(tables, row) === 'lidar') must(bytes.length % 20 === 0, 'lidar points have five floats');
  }
  const lying = [...files.keys()].filter((path) => /^nuscenes\/(samples|sweeps)\//.test(path));
  must(lying.length === names.size, `${lying.length} files, ${names.size} named`);
}

function checkPoses(tables: Tables): void {
  for (const name of ['ego_pose', 'calibrated_sensor', 'sample_annotation']) {
    for (const row of rowsOf(tables, name)) {
      const q = get<number[]>(row, 'rotation');
      must(q.length === 4 && Math.abs(Math.hypot(...q) - 1) < 1e-6, `${name}: a rotation has four numbers of length 1`);
      must(get<number[]>(row, 'translation').every(Number.isFinite), `${name}: translation`);
    }
  }
  for (const row of rowsOf(tables, 'calibrated_sensor')) {
    const camera = get(table(tables, 'sensor').get(get(row, 'sensor_token')), 'modality') === 'camera';
    must(get<unknown[]>(row, 'camera_intrinsic').length === (camera ? 3 : 0), 'camera_intrinsic');
  }
}

/** Every log has one map; the ego keeps so far from its rim that the devkit can cut out 40 m about it, turned. */
async function checkMaps(files: Files, tables: Tables): Promise<void> {
  const maps = new Map<string, { width: number; height: number }>();
  for (const row of rowsOf(tables, 'map')) {
    const bytes = files.get(ROOT + get<string>(row, 'filename'));
    must(bytes !== undefined, 'a map is missing');
    const { width, height, channels } = await sharp(bytes).metadata();
    must(channels === 1, 'a map is grey');
    for (const log of get<string[]>(row, 'log_tokens')) maps.set(log, { width, height });
  }
  for (const log of table(tables, 'log').keys()) must(maps.has(log), 'a log has no map');
  for (const row of rowsOf(tables, 'sample_data')) {
    const scene = table(tables, 'scene').get(sceneOf(tables, row));
    const map = maps.get(get(scene, 'log_token')) as { width: number; height: number };
    const [x = 0, y = 0] = get<number[]>(table(tables, 'ego_pose').get(get(row, 'ego_pose_token')), 'translation');
    must(Math.min(x, y, map.width / 10 - x, map.height / 10 - y) > 57, 'the ego is near the rim of its map');
  }
}

/** As many files as records, a byte a point, every one a category. */
function checkLabels(files: Files, tables: Tables): void {
  const bytes = files.get(`${ROOT}v1.0-nearmiss/lidarseg.json`);
  const rows = bytes === undefined ? [] : (JSON.parse(new TextDecoder().decode(bytes)) as Row[]);
  const lying = [...files.keys()].filter((path) => path.startsWith(`${ROOT}lidarseg/`));
  must(lying.length === rows.length, `${lying.length} files of labels, ${rows.length} records`);
  const indices = new Set(rowsOf(tables, 'category').map((row) => get<number>(row, 'index')));
  for (const row of rows) {
    const data = table(tables, 'sample_data').get(get(row, 'sample_data_token'));
    const labels = files.get(ROOT + get<string>(row, 'filename'));
    const points = files.get(ROOT + get<string>(data, 'filename'))?.length ?? 0;
    must(labels?.length === points / 20, 'a label a point');
    must(
      get(row, 'token') === get(data, 'token') && get(data, 'is_key_frame'),
      'labels are of key frames, and have their tokens',
    );
    must(
      labels.every((label) => indices.has(label)),
      'a label is no category',
    );
  }
}

export function table(tables: Tables, name: string): Table {
  return tables[name] as Table;
}
export function rowsOf(tables: Tables, name: string): readonly Row[] {
  return [...table(tables, name).values()];
}
function sceneOf(tables: Tables, row: Row): string {
  return get(table(tables, 'sample').get(get(row, 'sample_token')), 'scene_token');
}
function sensorOf(tables: Tables, row: Row): Row | undefined {
  const calibrated = table(tables, 'calibrated_sensor').get(get(row, 'calibrated_sensor_token'));
  return table(tables, 'sensor').get(get(calibrated, 'sensor_token'));
}
export function channelOf(tables: Tables, row: Row): string {
  return get(sensorOf(tables, row), 'channel');
}
export function modalityOf(tables: Tables, row: Row): string {
  return get(sensorOf(tables, row), 'modality');
}
function channelsOfScene(tables: Tables, sample: Row): Set<string> {
  const scene = get<string>(sample, 'scene_token');
  return new Set(
    rowsOf(tables, 'sample_data')
      .filter((row) => sceneOf(tables, row) === scene)
      .map((row) => channelOf(tables, row)),
  );
}
function timeOf(tables: Tables, row: Row): number {
  return get('timestamp' in row ? row : table(tables, 'sample').get(get(row, 'sample_token')), 'timestamp');
}
