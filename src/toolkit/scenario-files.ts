/** Scenario files by the folders that hold them. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { usageError } from '#core/errors';
import { packText, withPacks } from './packs.js';

/** Below the folder, sorted; catalogues of parts are none. @returns names with `/`, from the folder on */
export async function scenariosIn(root: string): Promise<readonly string[]> {
  const all = await readdir(root, { recursive: true, withFileTypes: true });
  const yaml = all.filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name));
  const names = yaml.map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'));
  const outside = names.filter((name) => !/(^|\/)(catalogs|node_modules|\.[^/]*)\//.test(name));
  const texts = await Promise.all(outside.map(async (name) => ({ name, text: await readFile(join(root, name), 'utf8') })));
  return texts.flatMap(({ name, text }) => (/^nearmiss:/m.test(text) ? [name] : [])).sort();
}

/** Files as they are, folders and packs as the scenarios in them. @throws NearmissError NM7521 (exit 2) for one that is missing or empty */
export async function scenarioFiles(targets: readonly string[]): Promise<readonly string[]> {
  const lists = await Promise.all(
    withPacks(targets).map(async (target) => {
      if (packText(target) !== undefined) return [target];
      const found = await stat(target).catch(() => undefined);
      if (found === undefined) throw usageError('NM7521', `there is no ${target}`, 'name a scenario file or a folder of them');
      if (!found.isDirectory()) return [target];
      const names = await scenariosIn(target);
      if (names.length === 0) throw usageError('NM7521', `there is no scenario in ${target}`, '`nearmiss new` writes one');
      return names.map((name) => join(target, name));
    }),
  );
  return lists.flat();
}
