/** The comparison of training sets, with its engine. */
import { readFile } from 'node:fs/promises';
import { usageError } from '#core/errors';
import { type OnnxOptions, openOnnxEngine, PROVIDERS, type Provider } from '#nn/engines/onnx';
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
  type UtilityReport,
} from '#qa/utility/index';

export { PROVIDERS, type Provider, SEGMENTATION_BLOCK };

/** One row as it is asked for: a name, and folders with the most pictures to take from each. */
export interface RowRequest {
  readonly name: string;
  readonly sources: readonly { readonly folder: string; readonly most: number | undefined }[];
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
export async function openRows(requests: readonly RowRequest[], test: readonly string[]) {
  const opened = new Map<string, Dataset>();
  const open = async (folder: string): Promise<Dataset> => {
    const dataset = opened.get(folder) ?? (await openDataset(folder));
    opened.set(folder, dataset);
    return dataset;
  };
  const rows: Row[] = [];
  for (const { name, sources } of requests) {
    const taken = [];
    for (const { folder, most } of sources) {
      const dataset = await open(folder);
      taken.push({ dataset, pictures: evenly(dataset.pictures, most ?? dataset.pictures.length) });
    }
    rows.push({ name, sources: taken });
  }
  const tests: Dataset[] = [];
  for (const folder of test) tests.push(await open(folder));
  return { rows, test: tests };
}

export interface CompareOptions extends Omit<RunOptions, 'engine'> {
  readonly engine: OnnxOptions;
  /** Told when the provider asked for isn't the one in use. */
  onFallback(why: string): void;
}

/** Undefined when it was stopped. @throws NearmissError NM8001 and NM8103 to NM8108 */
export async function compareTraining({ engine, onFallback, ...options }: CompareOptions): Promise<UtilityReport | undefined> {
  const opened = await openOnnxEngine(engine);
  if (opened.refused !== undefined)
    onFallback(`${engine.provider} can't be used here (${opened.refused}); going on with ${opened.provider}`);
  return runUtility({ ...options, engine: opened.engine });
}
