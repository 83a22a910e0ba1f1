/** The scenario with the route that was found. */
import { access, readFile, writeFile } from 'node:fs/promises';
import { infrastructureError, usageError } from '#core/errors';
import { withRoute } from '#scenario/index';
import { formatText } from '../format/index.js';
import type { Route } from './route.js';

/** @throws NearmissError NM7003 (exit 2) where there is a file already */
export async function needFree(path: string): Promise<void> {
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  if (isThere) throw usageError('NM7003', `there is a file ${path} already; nothing in it was changed`, 'name another');
}

/** @throws NearmissError NM7002 (exit 3) where it can't be written */
export async function writeRoute(file: string, path: string, route: Route): Promise<void> {
  const changed = withRoute(await readFile(file, 'utf8'), route);
  const { text = changed } = formatText(changed, path);
  try {
    await writeFile(path, text, { flag: 'wx' });
  } catch (cause) {
    throw infrastructureError('NM7002', `can't write ${path}`, (cause as Error).message, cause);
  }
}
