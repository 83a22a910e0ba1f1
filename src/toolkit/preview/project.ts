/** The scenario files that the page shows: their texts, saving, and who changes them from outside. */
import { randomBytes } from 'node:crypto';
import { type FSWatcher, watch } from 'node:fs';
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import type { FileText, PreviewPush } from '#contracts/preview';
import { usageError } from '#core/errors';
import { sha256Hex } from '#core/hash';
import { scenariosIn } from '../scenario-files.js';

export interface Project {
  /** By the names that the page uses, sorted. */
  readonly files: readonly string[];
  pathOf(file: string): string | undefined;
  /** @throws NearmissError NM7521 */
  read(file: string): Promise<FileText>;
  /** Whole or not at all. @param over what the text was made from @returns undefined where somebody else has changed the file since; nothing is written then */
  save(file: string, text: string, over: string): Promise<FileText | undefined>;
  close(): void;
}

/** Editors write a file in several strokes; so long after the last one it is read, ms. */
const SETTLE_MS = 15;
/** Some empty it first: so often it is looked at again until it is taken to be empty. */
const EMPTY_LOOKS = 10;

/** @param target a scenario file, or a folder of some @param push told of changes @throws NearmissError NM7521 (exit 2) where there is none */
export async function openProject(target: string, push: (message: PreviewPush) => void): Promise<Project> {
  const found = await stat(target).catch(() => undefined);
  if (found === undefined) throw usageError('NM7521', `there is no ${target}`, 'name a scenario file or a folder of them');
  const root = found.isDirectory() ? target : dirname(target);
  const list = async (): Promise<readonly string[]> => (found.isDirectory() ? await scenariosIn(root) : [basename(target)]);
  let files = await list();
  if (files.length === 0) throw usageError('NM7521', `there is no scenario in ${target}`, '`nearmiss new` writes one');
  const known = new Map<string, string>();
  const pathOf = (file: string): string | undefined => (files.includes(file) ? join(root, ...file.split('/')) : undefined);
  const read = async (file: string): Promise<FileText> => {
    const text = await readFile(pathOf(file) ?? '', 'utf8').catch(() => undefined);
    if (text === undefined) throw usageError('NM7521', `${file} can't be read`);
    const sha256 = sha256Hex(text);
    known.set(file, sha256);
    return { file, text, sha256 };
  };
  const look = async (file: string, patience = EMPTY_LOOKS): Promise<void> => {
    const before = known.get(file);
    const now = await read(file).catch(() => undefined);
    if (now?.text === '' && patience > 0) {
      known.set(file, before ?? '');
      setTimeout(() => void look(file, patience - 1), SETTLE_MS);
      return;
    }
    if (now === undefined) push({ type: 'gone', file });
    else if (now.sha256 !== before) push({ type: 'changed', ...now });
  };
  const refresh = async (): Promise<void> => {
    const now = await list();
    if (now.length === 0 || now.join('\n') === files.join('\n')) return;
    files = now;
    push({ type: 'files', files });
  };
  const watcher = watchScenarios(root, found.isDirectory(), (file) => {
    if (files.includes(file)) void look(file);
    else void refresh();
  });
  return {
    get files() {
      return files;
    },
    pathOf,
    read,
    async save(file, text, over) {
      const path = pathOf(file);
      const now = await read(file);
      if (path === undefined || now.sha256 !== over) return undefined;
      const aside = `${path}.${randomBytes(4).toString('hex')}.tmp`;
      try {
        await writeFile(aside, text, { mode: (await stat(path)).mode });
        const sha256 = sha256Hex(text);
        known.set(file, sha256);
        await rename(aside, path);
        return { file, text, sha256 };
      } catch (error) {
        await rm(aside, { force: true });
        throw error;
      }
    },
    close: () => watcher.close(),
  };
}

function watchScenarios(root: string, recursive: boolean, onChange: (file: string) => void): FSWatcher {
  const pending = new Map<string, NodeJS.Timeout>();
  return watch(root, { recursive }, (_event, name) => {
    if (name === null || !/\.ya?ml$/.test(name)) return;
    const file = name.split(sep).join('/');
    clearTimeout(pending.get(file));
    pending.set(
      file,
      setTimeout(() => {
        pending.delete(file);
        onChange(file);
      }, SETTLE_MS),
    );
  });
}
