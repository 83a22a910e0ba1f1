/** A dataset in an object store: Amazon S3, and servers that speak as it does. */
import type { Store } from '#contracts/writer';
import { checkFolder, checkPath, WORK_FOLDER } from '../path.js';
import { S3Api, type S3Options } from './api.js';
import type { S3Place } from './place.js';
import { sweepSpools } from './spool.js';
import { S3Stage } from './stage.js';
import { nameOf, statusOf } from './told.js';

export { formatS3, parseS3, type S3Place } from './place.js';

/** The least that Amazon takes is 5 MiB; parts are all of one size, as some servers want them. */
const PART_BYTES = 8 << 20;

export interface S3StoreOptions extends S3Options {
  readonly partBytes?: number;
}

/** Nothing is asked of the server before the first call. @throws (from its methods) NearmissError NM7904 to NM7907, NM7910, exit 3 */
export function s3Store(place: S3Place, options: S3StoreOptions): Store {
  const api = new S3Api(place, options);
  const root = place.prefix === '' ? '' : `${place.prefix}/`;
  const keyOf = (path: string): string => `${root}${path}`;
  async function* walk(under?: string): AsyncIterable<string> {
    if (under !== undefined) checkFolder(under);
    for await (const { key } of api.list(under === undefined ? root : `${keyOf(under)}/`)) {
      const path = key.slice(root.length);
      const isFile = path !== '' && !path.endsWith('/');
      if (isFile && (under !== undefined || !path.startsWith(`${WORK_FOLDER}/`))) yield path;
    }
  }
  return {
    stage: async (sample) => new S3Stage({ api, keyOf, sample, partBytes: options.partBytes ?? PART_BYTES }),
    async create(path, content) {
      checkPath(path);
      return await api.create(keyOf(path), Buffer.from(content));
    },
    async read(path) {
      checkPath(path);
      return await api.get(keyOf(path));
    },
    async hash(path) {
      checkPath(path);
      return await api.hash(keyOf(path));
    },
    async list() {
      const found: string[] = [];
      for await (const path of walk()) found.push(path);
      return found.sort((a, b) => (a < b ? -1 : 1));
    },
    walk,
    async sweep() {
      await sweepSpools();
      await abortAll(api, root);
    },
  };
}

/** Uploads of the prefix that nobody completed. Who may not list them leaves them to the bucket's own rules. */
async function abortAll(api: S3Api, prefix: string): Promise<void> {
  try {
    for await (const { key, id } of api.uploads(prefix)) await api.abort(key, id);
  } catch (error) {
    const cause = (error as { readonly cause?: unknown }).cause ?? error;
    const unknown = ['NotImplemented', 'MethodNotAllowed', 'AccessDenied'].includes(nameOf(cause));
    if (!unknown && ![403, 405, 501].includes(statusOf(cause) ?? 0)) throw error;
  }
}
