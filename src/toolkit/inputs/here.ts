/** A plan with paths that can be read here: the files themselves where they lie at the plan's paths, else those that were sent along. */
import { stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { DatasetPlan } from '#contracts/job';
import type { Store } from '#contracts/writer';
import { hashOfPlan, LARGEST_INPUT } from '#farm/index';
import { hashOfCatalogs } from '../catalogs.js';
import { findModel } from '../repaint/find-model.js';
import { fetchInputs, type InputsCache } from './fetch.js';
import { hashOnDisk, placeOfBody, placeOfModel, scenarioFolders } from './places.js';

type Need = 'catalogs' | 'bodies' | 'models';
const EVERYTHING: readonly Need[] = ['catalogs', 'bodies', 'models'];

/**
 * For reading alone: what is made of it belongs to the plan as it was given, whose hash it keeps.
 * @param needs what will be read: hashing the rest may take long
 * @returns the plan itself where everything lies at its paths, or nothing was sent; what is missing then is told by who reads it
 * @throws NearmissError as `fetchInputs`
 */
export async function planHere(plan: DatasetPlan, store: Store, cache: InputsCache, needs = EVERYTHING): Promise<DatasetPlan> {
  const missing = await missingOf(plan, needs);
  if (missing.size === 0) return plan;
  const folder = await fetchInputs(store, hashOfPlan(plan), cache, (place) => missing.has(place.split('/', 2).join('/')));
  return folder === undefined ? plan : movedTo(folder, plan, missing);
}

/** The first two steps of their places: `scenarios/0`, `bodies/<sha256>`, `models/<sha256>`. */
async function missingOf(plan: DatasetPlan, needs: readonly Need[]): Promise<ReadonlySet<string>> {
  const { scenarios, assets = [], models = [], catalogsSha256 } = plan;
  const missing = new Set<string>();
  if (needs.includes('catalogs') && (await hashOfCatalogs(scenarios.map(({ path }) => path))) !== catalogsSha256)
    for (const k of scenarioFolders(plan).keys()) missing.add(`scenarios/${k}`);
  for (const { path, sha256 } of needs.includes('bodies') ? assets.flatMap(({ bodies }) => bodies) : [])
    if ((await hashIfFile(path)) !== sha256) missing.add(placeOfBody(sha256));
  for (const { path, sha256 } of needs.includes('models') ? models : [])
    if (path !== undefined && (await hashOfModel(path)) !== sha256) missing.add(`models/${sha256}`);
  return missing;
}

/** Undefined where it is none: of a device or a pipe there is no end. */
async function hashIfFile(path: string): Promise<string | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile() !== true || found.size > LARGEST_INPUT) return undefined;
  return await hashOnDisk(path).catch(() => undefined);
}

async function hashOfModel(path: string): Promise<string | undefined> {
  return (await findModel(path, '.').catch(() => undefined))?.sha256;
}

function movedTo(folder: string, plan: DatasetPlan, missing: ReadonlySet<string>): DatasetPlan {
  const folders = scenarioFolders(plan);
  const { scenarios, assets, models } = plan;
  const at = (place: string, path: string): string => (missing.has(place.split('/', 2).join('/')) ? join(folder, place) : path);
  return {
    ...plan,
    scenarios: scenarios.map((each) => {
      const k = folders.indexOf(dirname(each.path));
      return { ...each, path: at(`scenarios/${k}/${basename(each.path)}`, each.path) };
    }),
    ...(assets && {
      assets: assets.map((each) => ({
        ...each,
        bodies: each.bodies.map((body) => ({ ...body, path: at(placeOfBody(body.sha256), body.path) })),
      })),
    }),
    ...(models && {
      models: models.map((each) =>
        each.path === undefined ? each : { ...each, path: at(placeOfModel(each.sha256, each.path), each.path) },
      ),
    }),
  };
}
