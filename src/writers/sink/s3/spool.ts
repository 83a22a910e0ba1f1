/** Small files of a sample that wait on this machine for its commit. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { infrastructureError } from '#core/errors';

export interface Spool {
  /** @returns where it lies */
  keep(content: Uint8Array): Promise<string>;
  remove(): Promise<void>;
}

/** Host and process stand in the name, so that whoever sweeps knows whether somebody still wants it. */
const OWN = `nearmiss-s3-${hostname().replaceAll(/[^A-Za-z0-9]/g, '_')}-`;

/** Makes its folder when something is to be kept. */
export function openSpool(): Spool {
  let folder: Promise<string> | undefined;
  let count = 0;
  return {
    keep: (content) =>
      guarded(async () => {
        folder ??= mkdtemp(join(tmpdir(), `${OWN}${process.pid}-`));
        const file = join(await folder, String(count++));
        await writeFile(file, content);
        return file;
      }),
    async remove() {
      const made = await folder?.catch(() => undefined);
      if (made !== undefined) await rm(made, { recursive: true, force: true });
    },
  };
}

export function fromSpool(file: string): Promise<Uint8Array> {
  return guarded(() => readFile(file));
}

/** Removes those of processes that are gone from this machine, as far as it may: other users' are theirs to remove. */
export async function sweepSpools(folder = tmpdir()): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    if (!name.startsWith(OWN)) continue;
    const pid = Number.parseInt(name.slice(OWN.length), 10);
    if (!Number.isInteger(pid) || isAlive(pid)) continue;
    await rm(join(folder, name), { recursive: true, force: true }).catch(() => {});
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const what = `could not keep files for their upload in ${tmpdir()}: ${error instanceof Error ? error.message : error}`;
    throw infrastructureError('NM7002', what, 'is there room and permission? TMPDIR names another folder', error);
  }
}
