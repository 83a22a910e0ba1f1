/**
 * A dataset in a folder. Files are staged in `.nearmiss/staging` of the same folder and moved by rename. Several machines may write into it, and even the
 * same sample: what one of them has put there whole is never replaced by less.
 */
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { copyFile, link, mkdir, mkdtemp, open, readdir, readFile, rm, rmdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { SinkContent, StagedSink, Store } from '#contracts/writer';
import { infrastructureError } from '#core/errors';
import { createFile } from './create-file.js';
import { makeFolder } from './make-folder.js';
import { checkFolder, checkPath, commitOrder, recordOf, unitOf, WORK_FOLDER } from './path.js';
import { placeUnit, type Unit, withdrawOther } from './place-folder.js';

/** `label` says to people whose a staging area is; two of the same label are kept apart all the same. */
export function folderStore(root: string, label: string): Store {
  const staging = join(root, WORK_FOLDER, 'staging');
  const staged = (name: string): Promise<string> =>
    guarded(async () => {
      await makeFolder(staging);
      return await mkdtemp(join(staging, `${name}-${label}-`));
    });
  return {
    stage: async (name) => new FolderStage(root, await staged(name ?? 'dataset'), name),
    async create(path, content) {
      checkPath(path);
      const folder = await staged('new');
      return await guarded(() => createFile(join(root, path), content, folder).finally(() => removed(folder)));
    },
    async read(path) {
      checkPath(path);
      return await guarded(() => readFile(join(root, path)).catch(absent), 'read');
    },
    async hash(path) {
      checkPath(path);
      return await guarded(() => hashOf(join(root, path)).catch(absent), 'read');
    },
    async list() {
      const found: string[] = [];
      for await (const path of walk(root, '')) found.push(path);
      return found.sort((a, b) => (a < b ? -1 : 1));
    },
    async *walk(under) {
      if (under !== undefined) checkFolder(under);
      yield* walk(root, under ?? '');
    },
    async sweep() {
      for (const name of await readdir(staging).catch(() => [])) await removed(join(staging, name)).catch(() => {});
      await rmdir(staging).catch(() => {});
    },
  };
}

class FolderStage implements StagedSink {
  readonly #root: string;
  readonly #folder: string;
  readonly #files: string;
  /** What had to make room for ours. */
  readonly #aside: string;
  readonly #sample: string | undefined;
  /** What is moved on commit: a sample's folders, or single files. */
  readonly #units = new Set<string>();
  /** By path, from when somebody first wanted it. */
  readonly #folders = new Map<string, Promise<unknown>>();

  constructor(root: string, folder: string, sample: string | undefined) {
    this.#root = root;
    this.#folder = folder;
    this.#files = join(folder, 'files');
    this.#aside = join(folder, 'aside');
    this.#sample = sample;
  }

  put(path: string, content: SinkContent): Promise<void> {
    return this.#place(path, async (file) => {
      if (typeof content === 'string' || content instanceof Uint8Array) await writeFile(file, content);
      else await pipeline(Readable.from(content), createWriteStream(file));
    });
  }

  adopt(path: string, from: string): Promise<void> {
    return this.#place(path, (file) => link(from, file).catch(() => copyFile(from, file)));
  }

  async #place(path: string, fill: (file: string) => Promise<void>): Promise<void> {
    checkPath(path);
    this.#units.add(this.#sample === undefined ? path : unitOf(path, this.#sample));
    const file = join(this.#files, path);
    await guarded(async () => {
      await this.#madeFolder(dirname(file));
      await fill(file);
    });
  }

  #madeFolder(path: string): Promise<unknown> {
    const made = this.#folders.get(path) ?? mkdir(path, { recursive: true });
    this.#folders.set(path, made);
    return made;
  }

  async commit(): Promise<void> {
    await guarded(async () => {
      const units = commitOrder(this.#units).map((unit) => this.#unit(unit));
      // A record that says otherwise must not stand beside files of ours.
      for (const unit of units) await withdrawOther(unit);
      for (const unit of units) await placeUnit(unit);
      await this.discard();
    });
  }

  #unit(path: string): Unit {
    const isSealed = this.#sample !== undefined && path === dirname(recordOf(this.#sample));
    const seal = isSealed ? { seal: basename(recordOf(this.#sample)) } : {};
    return { staged: join(this.#files, path), target: join(this.#root, path), aside: this.#aside, ...seal };
  }

  discard(): Promise<void> {
    return removed(this.#folder);
  }
}

function removed(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true });
}

/** Large archives among them: never more in memory than is read at once. */
async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const buffer = Buffer.allocUnsafe(Math.min(READ, size + 1));
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length);
      if (bytesRead === 0) return hash.digest('hex');
      hash.update(buffer.subarray(0, bytesRead));
    }
  } finally {
    await file.close();
  }
}
const READ = 1 << 20;

async function* walk(root: string, below: string): AsyncIterable<string> {
  const folder = join(root, below);
  const entries = await guarded(async () => (await readdir(folder, { withFileTypes: true }).catch(absent)) ?? [], 'read');
  for (const entry of entries) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (path === WORK_FOLDER) continue;
    if (entry.isDirectory()) yield* walk(root, path);
    else yield path;
  }
}

/** Anything but a file that is not there is no answer: whoever took it for one would make again, or give up, what is whole. */
function absent(error: NodeJS.ErrnoException): undefined {
  if (!['ENOENT', 'ENOTDIR', 'EISDIR'].includes(error.code ?? '')) throw error;
}

/** The disk's own complaints (full, read-only, not permitted) told as what they are. */
async function guarded<T>(work: () => Promise<T>, doing: 'write' | 'read' = 'write'): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Error) || !('syscall' in error)) throw error;
    throw infrastructureError(
      'NM7002',
      `could not ${doing} the dataset: ${error.message}`,
      doing === 'write' ? 'is there room and permission?' : 'is the disk there, and is reading permitted?',
      error,
    );
  }
}
