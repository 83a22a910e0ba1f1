/** Sections of a sample's sensors other than cameras. */
import type { SampleSummary } from '#contracts/job';
import type { Ontology } from '#contracts/label';
import type { Observation, ObservationKind, ObservationOf, ObservationRecord } from '#contracts/observation';
import type { ConcreteScenario } from '#contracts/scenario';
import type { SceneSpec } from '#contracts/scene';
import type { Store } from '#contracts/writer';
import { type ObservedSample, readTable, readValues, TABLE_KINDS } from '#writers/index';
import { eventCameraHtml, type PictureSize } from './event-camera.js';
import { lidarHtml } from './lidar.js';
import { radarHtml } from './radar.js';
import type { ScanRecord } from './returns.js';
import { spread } from './spread.js';
import { escapeHtml } from './text.js';
import { valuesHtml } from './values.js';

export interface SensorsSource {
  readonly store: Store;
  readonly summary: SampleSummary;
  readonly scenario: ConcreteScenario;
  readonly ontology: Ontology;
  /** At most so many pictures a sensor. */
  readonly pictures: number;
}

/** Tables first, each sensor by name. @throws NearmissError NM7302 when a file is missing */
export async function sensorsHtml(source: SensorsSource, readScene: () => Promise<SceneSpec>): Promise<string> {
  const { tables, values } = sensorsOf(source.summary);
  if (tables.length === 0 && values.length === 0) return '';
  const observed = { store: source.store, sample: source.summary.sample, scene: await readScene() };
  const sections: string[] = [];
  for (const table of tables) sections.push(await tableSection(source, observed, table));
  for (const sensor of values) {
    const samples = (await readValues(observed, sensor)).map(({ observation }) => observation);
    sections.push(section(`${sensor}: ${samples.length} samples`, valuesHtml(samples)));
  }
  return sections.join('');
}

interface Table {
  readonly sensor: string;
  readonly kind: ObservationKind;
  readonly indices: readonly number[];
}
/** From the names of the sample's files. */
export function sensorsOf({ artefacts }: Pick<SampleSummary, 'artefacts'>): {
  readonly tables: readonly Table[];
  readonly values: readonly string[];
} {
  const tables = new Map<string, { sensor: string; kind: ObservationKind; indices: number[] }>();
  const values: string[] = [];
  for (const { path } of artefacts) {
    const [top, , sensor, folder, file] = path.split('/');
    if (top !== 'samples' || sensor === undefined) continue;
    if (folder === 'values.jsonl') values.push(sensor);
    const kind = TABLE_KINDS.find((name) => name === folder);
    const index = /^(\d+)\.json$/.exec(file ?? '')?.[1];
    if (kind === undefined || index === undefined) continue;
    const known = tables.get(sensor) ?? { sensor, kind, indices: [] };
    known.indices.push(Number(index));
    tables.set(sensor, known);
  }
  const rank = ({ kind, sensor }: Table): string => `${TABLE_KINDS.indexOf(kind)} ${sensor}`;
  return { tables: [...tables.values()].sort((a, b) => (rank(a) < rank(b) ? -1 : 1)), values: values.sort() };
}

const TABLE_NAMES: Readonly<Partial<Record<ObservationKind, string>>> = {
  lidar: 'turns',
  radar: 'scans',
  'event-camera': 'packets',
};

async function tableSection(
  source: SensorsSource,
  observed: ObservedSample,
  { sensor, kind, indices }: Table,
): Promise<string> {
  const chosen = spread(
    indices.toSorted((a, b) => a - b),
    source.pictures,
  );
  const read = await Promise.all(chosen.map((index) => readTable(observed, sensor, kind, index)));
  const records = read.filter((record) => record !== undefined);
  const title = `${sensor}: ${records.length} of ${indices.length} ${TABLE_NAMES[kind] ?? 'tables'}`;
  return section(title, await tableHtml(source, sensor, kind, records));
}

async function tableHtml(
  { ontology, scenario }: SensorsSource,
  sensor: string,
  kind: ObservationKind,
  records: readonly ObservationRecord[],
): Promise<string> {
  if (kind === 'lidar') return await lidarHtml(records as readonly ScanRecord<ObservationOf<'lidar'>>[], ontology);
  if (kind === 'radar') return radarHtml(records as readonly ScanRecord<ObservationOf<'radar'>>[], ontology);
  const packets = records.map(({ observation }: { observation: Observation }) => observation);
  return await eventCameraHtml(packets as readonly ObservationOf<'event-camera'>[], sizeOf(scenario, sensor));
}

function sizeOf(scenario: ConcreteScenario, sensor: string): PictureSize | undefined {
  const found = scenario.actors.flatMap(({ sensors }) => sensors).find(({ id }) => id === sensor);
  return found?.type === 'event-camera' ? found : undefined;
}

function section(title: string, body: string): string {
  return `<h3>${escapeHtml(title)}</h3>${body}`;
}
