/** Packs where scenario files are asked for: `pack:NAME` is all of one, `pack:NAME/SCENARIO` one scenario of it. They are read as if they were files. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { infrastructureError, nearest, usageError } from '#core/errors';
import { packs, SOURCES } from '#packs/index';
import { needEmpty } from './empty-folder.js';
import { SCHEMA_FILE } from './shipped.js';

const PREFIX = 'pack:';

export interface PackSummary {
  readonly name: string;
  readonly title: string;
  readonly about: string;
  readonly scenarios: readonly string[];
  /** Citations. */
  readonly sources: readonly string[];
}

/** @param name of one, else all @throws NearmissError NM1001 (exit 2) */
export function packSummaries(name?: string): readonly PackSummary[] {
  const chosen = name === undefined ? packs.all : [packs.get(name)];
  return chosen.map(({ name, title, about, scenarios, sources }) => ({
    name,
    title,
    about,
    scenarios: scenarios.map((each) => each.name),
    sources: sources.map((id) => SOURCES[id]),
  }));
}

/** Whole packs as their scenarios, all else as it is. @throws NearmissError NM1001 (exit 2) for a pack that is none */
export function withPacks(targets: readonly string[]): readonly string[] {
  return targets.flatMap((target) => {
    if (!isOfPack(target) || target.includes('/')) return [target];
    const { name, scenarios } = packs.get(target.slice(PREFIX.length));
    return scenarios.map((each) => `${PREFIX}${name}/${each.name}.yaml`);
  });
}

function isOfPack(target: string): boolean {
  return target.startsWith(PREFIX);
}

/** Of a pack's scenario, where the name is one. @throws NearmissError NM1001 or NM7522 (exit 2) */
export function packText(file: string): string | undefined {
  if (!isOfPack(file)) return undefined;
  const [pack = '', asked = ''] = file.slice(PREFIX.length).split('/');
  const { scenarios } = packs.get(pack);
  const name = asked.replace(/\.ya?ml$/, '');
  const found = scenarios.find((each) => each.name === name);
  if (found !== undefined) return found.text;
  const names = scenarios.map((each) => each.name);
  const guess = nearest(name, names);
  throw usageError(
    'NM7522',
    `pack ${pack} has no scenario "${name}"`,
    guess === undefined
      ? `it has ${names.slice(0, 3).join(', ')}, ...: \`nearmiss pack ${pack}\` lists them`
      : `did you mean "${guess}"?`,
  );
}

/** A file a scenario. @throws NearmissError NM1001 or NM7003 (exit 2), NM7002 (exit 3) @returns their names */
export async function writePack(name: string, folder: string): Promise<readonly string[]> {
  const { scenarios } = packs.get(name);
  await needEmpty(folder);
  const schema = relative(resolve(folder), SCHEMA_FILE).split(sep).join('/');
  try {
    await mkdir(folder, { recursive: true });
    for (const each of scenarios)
      await writeFile(join(folder, `${each.name}.yaml`), `# yaml-language-server: $schema=${schema}\n${each.text}`);
  } catch (cause) {
    throw infrastructureError('NM7002', `can't write into ${folder}`, (cause as Error).message, cause);
  }
  return scenarios.map((each) => `${each.name}.yaml`);
}
