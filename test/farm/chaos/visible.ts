/** What somebody who looks at a dataset while it is being made may see: whole samples, or nothing. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readSampleRecord } from '#farm/index';

/** @returns what is wrong now, in words; looks at the sizes of all files of all samples that are there */
export async function halfWritten(out: string): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const sample of await readdir(join(out, 'samples')).catch(() => [])) {
    const text = await readFile(join(out, 'samples', sample, 'sample.json'), 'utf8').catch(() => undefined);
    // It may have been taken away between the two looks, to be replaced: it is judged when it is there.
    if (text === undefined) {
      if ((await stat(join(out, 'samples', sample)).catch(() => undefined)) !== undefined)
        wrong.push(`${sample} has no record`);
      continue;
    }
    const { summary } = readSampleRecord(text, sample);
    for (const { path, bytes } of summary.artefacts) {
      const there = await stat(join(out, path)).catch(() => undefined);
      if (there?.size !== bytes) wrong.push(`${path} has ${there?.size ?? 'no'} of ${bytes} bytes`);
    }
  }
  return wrong;
}

/** Every file with its content's hash, work files left out. */
export async function filesOf(out: string): Promise<readonly string[]> {
  const { folderStore } = await import('#writers/index');
  const store = folderStore(out, 'look');
  const lines: string[] = [];
  for (const path of await store.list()) lines.push(`${path} ${await store.hash?.(path)}`);
  return lines;
}

/** What lies about in the work folder that should not. */
export async function workLeft(out: string): Promise<readonly string[]> {
  const staging = await readdir(join(out, '.nearmiss', 'staging')).catch(() => []);
  const queues = (await readdir(join(out, '.nearmiss')).catch(() => [])).filter((name) => name.startsWith('queue'));
  return [...staging, ...queues];
}
