/** The scenario room: YAML in, concrete scenarios out. */
import { readFile, stat } from 'node:fs/promises';
import type { Bodies } from '#contracts/model';
import { usageError } from '#core/errors';
import { type Parsed, parseScenario } from './load.js';

export { type AskedModel, askedModel } from './asked-model.js';
export { type Carried, carried } from './carried.js';
export { type Code, codes } from './codes.js';
export { randomizeKeys } from './declare/randomize-page.js';
export { type Drawn, type DrawOptions, drawScenario, drawSteered, type SteeredDraw } from './draw/index.js';
export { looksAtRuns, type Probe, type ProbeOptions, probe } from './draw/probe.js';
export { kinds } from './kinds.js';
export { isPartName, type Parsed, parseScenario, type Scenario } from './load.js';
export { type OddAxis, type OddFacts, oddAxes } from './odd.js';
export { manifestNamedIn, type ReadManifest, readAssetManifest } from './own-assets/read.js';
export { parametersAbout, withPins } from './pins.js';
export { assetsJsonSchema, scenarioJsonSchema } from './schema.js';
export { isNamed, type Varied, variedConcrete } from './variation/concrete.js';
export { FACTORS, type Factor, factorOf, usualUnit } from './variation/factors.js';
export { type Setting, settled, textWith } from './variation/text.js';
export { withRig } from './with-rig.js';
export { withRoute } from './with-route.js';

/** @throws NearmissError (NM1004, exit 2) when the file can't be read. */
export async function loadScenario(path: string, bodies?: Bodies): Promise<Parsed> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) throw usageError('NM1004', `there is no file ${path}`);
  if (!found.isFile()) throw usageError('NM1004', `${path} is not a file`);
  if (found.size > 1_000_000)
    throw usageError('NM1004', `${path} has ${found.size} bytes`, 'a scenario has at most 250,000 characters');
  return parseScenario(await readFile(path, 'utf8'), path, bodies);
}
