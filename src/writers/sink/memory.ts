/** A dataset in memory: the folder store's twin for tests. */
import { readFile } from 'node:fs/promises';
import type { SinkContent, Store } from '#contracts/writer';
import { checkFolder, checkPath, unitOf, WORK_FOLDER } from './path.js';

export interface MemoryStore extends Store {
  readonly files: ReadonlyMap<string, Uint8Array>;
}

export function memoryStore(): MemoryStore {
  const files = new Map<string, Uint8Array>();
  return {
    files,
    async stage(name) {
      const staged = new Map<string, Uint8Array>();
      const folders = new Set<string>();
      const put = async (path: string, content: () => Promise<Uint8Array>): Promise<void> => {
        checkPath(path);
        const unit = name === undefined ? path : unitOf(path, name);
        if (unit !== path) folders.add(`${unit}/`);
        staged.set(path, await content());
      };
      return {
        put: (path, content) => put(path, () => bytesOf(content)),
        adopt: (path, file) => put(path, () => readFile(file)),
        async commit() {
          for (const folder of folders) for (const path of files.keys()) if (path.startsWith(folder)) files.delete(path);
          for (const [path, bytes] of staged) files.set(path, bytes);
          staged.clear();
        },
        async discard() {
          staged.clear();
        },
      };
    },
    async create(path, content) {
      checkPath(path);
      if (files.has(path)) return false;
      files.set(path, new TextEncoder().encode(content));
      return true;
    },
    async read(path) {
      checkPath(path);
      return files.get(path);
    },
    sweep: async () => {},
    async *walk(under) {
      if (under !== undefined) checkFolder(under);
      for (const path of [...files.keys()])
        if (under === undefined ? !path.startsWith(`${WORK_FOLDER}/`) : path.startsWith(`${under}/`)) yield path;
    },
    list: async () => [...files.keys()].filter((path) => !path.startsWith('.nearmiss/')).sort((a, b) => (a < b ? -1 : 1)),
  };
}

async function bytesOf(content: SinkContent): Promise<Uint8Array> {
  if (content instanceof Uint8Array) return content.slice();
  if (typeof content === 'string') return new TextEncoder().encode(content);
  const parts: Buffer[] = [];
  for await (const part of content) parts.push(Buffer.from(part as Uint8Array));
  return new Uint8Array(Buffer.concat(parts));
}
