/** Scenarios to and from other people's formats: OpenSCENARIO XML 1.3 with its OpenDRIVE road. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Bodies } from '#contracts/model';
import { usageError } from '#core/errors';
import { buildPlace } from '#places/index';
import {
  type ExportNote,
  exportOpenDrive,
  exportOpenScenario,
  filesNamedIn,
  importOpenScenario,
  type LeftOut,
} from '#standards/index';
import { readCatalogues } from './catalogue-folders.js';
import { needEmpty } from './empty-folder.js';
import { drawConcrete, type LoadedScenario, simulateConcrete } from './scenarios.js';

/** The same bytes whenever it is written: formats want a date, and a scenario has none. */
const DATE = '2000-01-01T00:00:00';

export interface OpenScenarioRequest {
  readonly scenario: LoadedScenario;
  readonly bodies: Bodies;
  readonly seed: string;
  readonly draw: number;
  readonly as: 'actions' | 'trajectories';
  /** New or empty. */
  readonly out: string;
}

/** One draw as a scenario of its own. @throws NearmissError NM7003 (exit 2) @returns names of the files, and what they say otherwise */
export async function writeOpenScenario(
  request: OpenScenarioRequest,
): Promise<{ files: readonly string[]; notes: readonly ExportNote[] }> {
  const { scenario, bodies, seed, draw, as, out } = request;
  await needEmpty(out);
  const { concrete } = drawConcrete(scenario, seed, draw);
  const run = simulateConcrete(concrete, false, { bodies });
  const place = buildPlace(concrete.place);
  const roadFile = `${concrete.name}.xodr`;
  const { xml, notes } = exportOpenScenario(run, place, { as, roadFile, date: DATE });
  const files = new Map([
    [`${concrete.name}.xosc`, xml],
    [roadFile, exportOpenDrive(place, { name: concrete.name, date: DATE })],
  ]);
  await mkdir(out, { recursive: true });
  for (const [name, text] of files) await writeFile(join(out, name), text);
  return { files: [...files.keys()], notes };
}

/** @param road the .xodr; looked for where the scenario names it when missing. @throws NearmissError NM1004, NM2901 or NM2902 (exit 2) */
export async function readOpenScenario(
  file: string,
  { road, distributions }: { readonly road?: string; readonly distributions?: string },
): Promise<{ yaml: string; leftOut: readonly LeftOut[] }> {
  const xosc = await readText(file);
  const named = filesNamedIn(xosc);
  const beside = dirname(file);
  const found =
    road !== undefined
      ? await readText(road)
      : named.road === undefined
        ? undefined
        : await readFile(join(beside, named.road), 'utf8').catch(() => undefined);
  return importOpenScenario(xosc, {
    catalogues: await readCatalogues(beside, named.catalogues),
    ...(found === undefined ? {} : { road: found }),
    ...(distributions === undefined ? {} : { distributions: await readText(distributions) }),
  });
}

async function readText(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) throw usageError('NM1004', `there is no file ${file}`);
  return text;
}
