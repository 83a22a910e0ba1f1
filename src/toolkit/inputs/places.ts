/** Files of the user's own that a plan needs besides what it carries as text: where they lie here, and what they are called where they are sent along. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { SentInput } from '#contracts/farm';
import type { DatasetPlan } from '#contracts/job';
import { isInputPlace, LARGEST_INPUT } from '#farm/index';
import { catalogBeside, catalogFiles, shippedCatalogs } from '../catalogs.js';
import { filesBelow } from '../files-below.js';

export interface Input extends SentInput {
  /** Where it lies on this machine. */
  readonly file: string;
}

export interface Inputs {
  readonly inputs: readonly Input[];
  /** Files and folders of which something is too large to be sent, or has a name that does not allow it: the whole of each must lie at the same path everywhere. */
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
  for (const { whole, files } of [...(await catalogs(plan)), ...bodies(plan), ...(await models(plan))]) {
    const sized = await Promise.all(files.map(async (each) => ({ ...each, bytes: (await stat(each.file)).size })));
    if (sized.some(({ bytes, place }) => bytes > LARGEST_INPUT || !isInputPlace(place))) unsent.push(whole);
    else for (const each of sized) found.push({ ...each, sha256: await hashOnDisk(each.file) });
  }
  return { inputs: [...new Map(found.map((input) => [input.place, input])).values()], unsent };
}

export async function hashOnDisk(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/** Files of which none is of use without the others. */
interface Together {
  /** For people. */
  readonly whole: string;
  readonly files: readonly Pick<Input, 'place' | 'file'>[];
}

async function catalogs(plan: DatasetPlan): Promise<readonly Together[]> {
  const found: Together[] = [];
  for (const [k, folder] of scenarioFolders(plan).entries()) {
    const own = catalogBeside(join(folder, 'scenario.yaml'));
    if (own === shippedCatalogs()) continue;
    const files = (await catalogFiles(own)).map(({ name, path }) => ({ place: placeOfCatalog(k, name), file: path }));
    found.push({ whole: own, files });
  }
  return found;
}

function bodies({ assets = [] }: DatasetPlan): readonly Together[] {
  const all = assets.flatMap((manifest) => manifest.bodies);
  return all.map(({ path, sha256 }) => ({ whole: path, files: [{ place: placeOfBody(sha256), file: path }] }));
}

async function models({ models: all = [] }: DatasetPlan): Promise<readonly Together[]> {
  const found: Together[] = [];
  for (const { path, sha256 } of all) {
    // A shipped one is wherever nearmiss is.
    if (path === undefined) continue;
    const place = placeOfModel(sha256, path);
    const isFolder = (await stat(path)).isDirectory();
    const below = isFolder ? await filesBelow(path, (name) => !basename(name).startsWith('.')) : [];
    const files = isFolder
      ? below.map(({ name, path: file }) => ({ place: `${place}/${name}`, file }))
      : [{ place, file: path }];
    found.push({ whole: path, files });
  }
  return found;
}
