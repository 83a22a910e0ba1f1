/** Where a dataset lies, by what a user writes: a folder, or an object store. */
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Store } from '#contracts/writer';
import { usageError } from '#core/errors';
import { randomRoot } from '#core/random';
import { folderStore, formatS3, parseS3, type S3Place, s3Store } from '#writers/index';

const URL_FORM = /^(?:([a-z][a-z0-9+.-]+):\/\/|(s3|file):)/i;

/**
 * @param where a path, `file:///path`, or `s3://bucket/prefix?endpoint=...&region=...`
 * @param label says to people whose attempts are whose
 * @throws NearmissError (exit 2) NM7901 to NM7903
 */
export function storeAt(where: string, label: string): Store {
  const place = placeOf(where);
  if (typeof place === 'string') return folderStore(place, label);
  const stream = randomRoot(label);
  return s3Store(place, { env: process.env, now: () => performance.now(), random: () => stream.uniform() });
}

/** The same place always written the same way, on any machine: an absolute path, or a URL without secrets. @throws as `storeAt` */
export function canonicalStore(where: string): string {
  const place = placeOf(where);
  return typeof place === 'string' ? resolve(place) : formatS3(place);
}

/** A file of the dataset as users name it. */
export function within(where: string, path: string): string {
  const place = placeOf(where);
  if (typeof place === 'string') return join(place, path);
  const { bucket, prefix } = place;
  return formatS3({ bucket, prefix: prefix === '' ? path : `${prefix}/${path}` });
}

/** For commands that read and write files by themselves. @throws NearmissError (exit 2) NM7909 for an object store; as `storeAt` @returns its path */
export function needFolder(where: string): string {
  const place = placeOf(where);
  if (typeof place === 'string') return place;
  throw usageError(
    'NM7909',
    `this command works on folders, and ${formatS3(place)} is an object store`,
    'copy the dataset to a folder first: generate, verify, audit, export and inspect take either',
  );
}

/** A folder on this machine for work files that belong to the dataset, beside it where that can be. */
export function workFolder(where: string, name: string): string {
  const place = placeOf(where);
  return typeof place === 'string' ? join(place, '.nearmiss', name) : join(tmpdir(), `nearmiss-${name}`);
}

/** A path, or a place in an object store. */
function placeOf(where: string): string | S3Place {
  const [, scheme, bare] = URL_FORM.exec(where) ?? [];
  const kind = (scheme ?? bare)?.toLowerCase();
  if (kind === undefined) return where;
  if (kind === 's3') return parseS3(where);
  const hint = 'a dataset lies in a folder (datasets/deer, file:///data/deer) or in an object store (s3://bucket/prefix)';
  if (kind !== 'file') throw usageError('NM7901', `nothing can be stored at ${kind}://`, hint);
  try {
    return fileURLToPath(where);
  } catch {
    throw usageError('NM7901', `${where} is no folder of this machine`, hint);
  }
}
