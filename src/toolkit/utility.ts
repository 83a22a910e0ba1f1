/** The comparison of training sets, with its engine. */
import { readFile } from 'node:fs/promises';
import { usageError } from '#core/errors';
import { ENGINES, type EngineOptions, openEngine } from '#nn/engines/choose';
import { PROVIDERS, type Provider } from '#nn/engines/onnx';
import { SEGMENTATION_BLOCK } from '#nn/networks/segmentation';
import {
  builtInClassMap,
  CLASS_MAP_NAMES,
  type ClassMap,
  type Dataset,
  evenly,
  openDataset,
  parseClassMap,
  type Row,
  type RunOptions,
  runUtility,
  type Source,
  type UtilityReport,
} from '#qa/utility/index';
import { needFolder } from './stores.js';

export { ENGINES, PROVIDERS, type Provider, SEGMENTATION_BLOCK };

/** A dataset's folder, and the most pictures to take from it, evenly spread. */
export interface SourceRequest {
  readonly folder: string;
  readonly most: number | undefined;
}
/** One row as it is asked for. */
export interface RowRequest {
  readonly name: string;
  readonly sources: readonly SourceRequest[];
}

/** A name of a built-in list of classes, or a YAML file. @throws NearmissError NM8102 */
export async function classMapOf(name: string): Promise<ClassMap> {
  const known = builtInClassMap(name);
  if (known !== undefined) return known;
  const text = await readFile(name, 'utf8').catch(() => undefined);
  if (text !== undefined) return parseClassMap(text, name);
  throw usageError('NM8102', `${name} is neither a list of classes nor a file`, `known are ${CLASS_MAP_NAMES.join(', ')}`);
}

/** Opens each folder once. @throws NearmissError NM8101 to NM8103 */
export async function openRows(requests: readonly RowRequest[], test: readonly SourceRequest[]) {
  const opened = new Map<string, Dataset>();
  const open = async ({ folder, most }: SourceRequest): Promise<Source> => {
    const dataset = opened.get(folder) ?? (await openDataset(needFolder(folder)));
    opened.set(folder, dataset);
    return { dataset, pictures: evenly(dataset.pictures, most ?? dataset.pictures.length) };
  };
  const openAll = async (sources: readonly SourceRequest[]): Promise<readonly Source[]> => {
    const all: Source[] = [];
    for (const source of sources) all.push(await open(source));
    return all;
  };
  const rows: Row[] = [];
  for (const { name, sources } of requests) rows.push({ name, sources: await openAll(sources) });
  const tested = await openAll(test);
  return { rows, test: tested.map(({ dataset, pictures }): Dataset => ({ ...dataset, pictures })) };
}

export interface CompareOptions extends Omit<RunOptions, 'engine'> {
  readonly engine: EngineOptions;
  /** Told when the provider asked for isn't the one in use. */
  onFallback(why: string): void;
}

/** Undefined when it was stopped. @throws NearmissError NM8001 and NM8103 to NM8108 */
export async function compareTraining({ engine, onFallback, ...options }: CompareOptions): Promise<UtilityReport | undefined> {
  const opened = await openEngine(engine);
  const refused = engine.provider === undefined ? undefined : opened.others[engine.provider];
  if (refused !== undefined) onFallback(`${engine.provider} can't be used here (${refused}); going on with ${opened.on}`);
  return runUtility({ ...options, engine: opened.engine });
}
