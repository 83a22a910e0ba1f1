/** Files of the user's own that a plan needs besides what it carries as text: where they lie here, and what they are called where they are sent along. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { SentInput } from '#contracts/farm';
import type { DatasetPlan } from '#contracts/job';
import { isInputPlace, LARGEST_INPUT } from '#farm/index';
import { catalogBeside, catalogFiles, shippedCatalogs } from '../catalogs.js';

export interface Input extends SentInput {
  /** Where it lies on this machine. */
  readonly file: string;
}

export interface Inputs {
  readonly inputs: readonly Input[];
  /** Those that are too large to be sent, or whose name does not allow it: they must lie at the same path everywhere. */
  readonly unsent: readonly string[];
}

/** As `dirname` has them: scenarios of one folder share its catalogue. */
export function scenarioFolders({ scenarios }: Pick<DatasetPlan, 'scenarios'>): readonly string[] {
  return [...new Set(scenarios.map(({ path }) => dirname(path)))];
}

export const placeOfCatalog = (folder: number, name: string): string => `scenarios/${folder}/catalogs/${name}`;
export const placeOfBody = (sha256: string): string => `bodies/${sha256}`;

/** Of a model, by the hash of all that decides what it paints; its file or folder keeps its name. */
export function placeOfModel(sha256: string, path: string): string {
  const place = `models/${sha256}/${basename(path)}`;
  return isInputPlace(place) ? place : `models/${sha256}/model`;
}

export async function inputsOf(plan: DatasetPlan): Promise<Inputs> {
  const found: Input[] = [];
  const unsent: string[] = [];
  for (const wanted of [...(await catalogs(plan)), ...bodies(plan), ...(await models(plan))]) {
    const bytes = (await stat(wanted.file)).size;
    if (bytes > LARGEST_INPUT || !isInputPlace(wanted.place)) unsent.push(wanted.file);
    else found.push({ ...wanted, bytes, sha256: await hashOfFile(wanted.file) });
  }
  return { inputs: [...new Map(found.map((input) => [input.place, input])).values()], unsent };
}

export async function hashOfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

type Wanted = Pick<Input, 'place' | 'file'>;

async function catalogs(plan: DatasetPlan): Promise<readonly Wanted[]> {
  const wanted: Wanted[] = [];
  for (const [k, folder] of scenarioFolders(plan).entries()) {
    const own = catalogBeside(join(folder, 'scenario.yaml'));
    if (own === shippedCatalogs()) continue;
    for (const { name, path } of await catalogFiles(own)) wanted.push({ place: placeOfCatalog(k, name), file: path });
  }
  return wanted;
}

function bodies({ assets = [] }: DatasetPlan): readonly Wanted[] {
  return assets.flatMap((manifest) => manifest.bodies.map(({ path, sha256 }) => ({ place: placeOfBody(sha256), file: path })));
}

async function models({ models: all = [] }: DatasetPlan): Promise<readonly Wanted[]> {
  const wanted: Wanted[] = [];
  for (const { path, sha256 } of all) {
    // A shipped one is wherever nearmiss is.
    if (path === undefined) continue;
    const place = placeOfModel(sha256, path);
    for (const file of await filesOf(path))
      wanted.push({ place: file === path ? place : `${place}/${relative(path, file).split(sep).join('/')}`, file });
  }
  return wanted;
}

async function filesOf(path: string): Promise<readonly string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  const entries = await readdir(path, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
}
