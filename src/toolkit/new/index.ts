/** A scenario to begin with. */
import { access, mkdir, writeFile } from 'node:fs/promises';
import { dirname, relative, resolve, sep } from 'node:path';
import { infrastructureError, nearest, usageError } from '#core/errors';
import { SCHEMA_FILE } from '../shipped.js';
import { cyclist } from './families/cyclist.js';
import { debris } from './families/debris.js';
import { drone } from './families/drone.js';
import { pedestrian } from './families/pedestrian.js';
import { traffic } from './families/traffic.js';
import { wildlife } from './families/wildlife.js';
import type { Family } from './family.js';

/** To add a family: one line here. */
export const FAMILIES: readonly Family[] = [wildlife, pedestrian, cyclist, debris, traffic, drone];

/** By its name or its place in the list. @throws NearmissError NM1101 */
export function familyOf(asked: string): Family {
  const names = FAMILIES.map(({ name }) => name);
  const word = asked.trim().toLowerCase();
  const found = FAMILIES.find(({ name }) => name === word) ?? (/^\d+$/.test(word) ? FAMILIES[Number(word) - 1] : undefined);
  if (found !== undefined) return found;
  const guess = nearest(word, names);
  throw usageError(
    'NM1101',
    `--hazard can't be "${asked}"`,
    guess === undefined ? `one of ${names.join(', ')}` : `did you mean ${guess}?`,
  );
}

/** The file's text. Its first line tells editors where the schema lies, from the file on. */
export function newScenario(family: Family, path: string): string {
  const schema = relative(dirname(resolve(path)), SCHEMA_FILE)
    .split(sep)
    .join('/');
  return `# yaml-language-server: $schema=${schema}\n${family.text}`;
}

/** @throws NearmissError NM7003 where there is a file already, NM7002 where it can't be written */
export async function writeNewScenario(family: Family, path: string, force: boolean): Promise<void> {
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  if (isThere && !force)
    throw usageError('NM7003', `there is a file ${path} already`, 'name another, or --force to replace it');
  try {
    await mkdir(dirname(resolve(path)), { recursive: true });
    await writeFile(path, newScenario(family, path));
  } catch (cause) {
    throw infrastructureError('NM7002', `can't write ${path}`, (cause as Error).message, cause);
  }
}
