/** What sensors other than cameras gave, read back: tables lie in a file each, values in the lines of one. */
import { OBSERVATIONS, type Observation, type ObservationKind, type ObservationRecord } from '#contracts/observation';
import type { SceneSpec } from '#contracts/scene';
import type { Store } from '#contracts/writer';
import { usageError } from '#core/errors';
import { decodeNpz } from '../../arrays/read-npy.js';
import { frameName } from '../../paths.js';

export interface ObservedSample {
  readonly store: Store;
  readonly sample: string;
  readonly scene: SceneSpec;
}

/** Kinds whose observations are tables. */
export const TABLE_KINDS: readonly ObservationKind[] = (Object.keys(OBSERVATIONS) as ObservationKind[]).filter(
  (kind) => Object.keys(OBSERVATIONS[kind].columns).length > 0,
);

/** @returns nothing where the sensor has no such table */
export async function readTable(
  { store, sample, scene }: ObservedSample,
  sensor: string,
  kind: ObservationKind,
  index: number,
): Promise<ObservationRecord | undefined> {
  const file = `samples/${sample}/${sensor}/${kind}/${frameName(index)}`;
  const head = await store.read(`${file}.json`);
  if (head === undefined) return undefined;
  const { bodies, ...rest } = JSON.parse(text(head)) as Omit<Observation, 'columns'> & Pick<ObservationRecord, 'bodies'>;
  const columns = decodeNpz(await need(store, `${file}.npz`));
  return { sample, scene, bodies, observation: { ...rest, columns } as unknown as Observation };
}

/** All that a sensor without tables measured, by index. @throws NearmissError NM7302 when there is nothing of it */
export async function readValues(source: ObservedSample, sensor: string): Promise<readonly ObservationRecord[]> {
  return (await valueLines(source, sensor)).map((line) => valuesOf(source, line));
}

async function valueLines({ store, sample }: ObservedSample, sensor: string): Promise<readonly string[]> {
  return text(await need(store, `samples/${sample}/${sensor}/values.jsonl`))
    .trimEnd()
    .split('\n');
}
function valuesOf({ sample, scene }: ObservedSample, line: string): ObservationRecord {
  const values = JSON.parse(line) as Omit<Observation, 'columns'>;
  return { sample, scene, bodies: [], observation: { ...values, columns: {} } as unknown as Observation };
}

/** Any observation by sensor and index. */
export function observationReader(source: ObservedSample): (sensor: string, index: number) => Promise<ObservationRecord> {
  const lines = new Map<string, readonly string[]>();
  return async (sensor, index) => {
    for (const kind of TABLE_KINDS) {
      const record = await readTable(source, sensor, kind, index);
      if (record !== undefined) return record;
    }
    const known = lines.get(sensor) ?? (await valueLines(source, sensor));
    lines.set(sensor, known);
    const line = known[index];
    if (line === undefined) throw lacking(`line ${index + 1} of samples/${source.sample}/${sensor}/values.jsonl`);
    return valuesOf(source, line);
  };
}

export function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
/** @throws NearmissError NM7302 when there is no such file */
export async function need(store: Store, path: string): Promise<Uint8Array> {
  const bytes = await store.read(path);
  if (bytes === undefined) throw lacking(path);
  return bytes;
}
function lacking(what: string): Error {
  return usageError('NM7302', `the dataset lacks ${what}`, '`nearmiss verify` says what else is missing');
}
