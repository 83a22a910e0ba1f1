/** Several commit the same sample into one folder at once, whatever lay there before; and somebody watches all the while. */
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { StagedSink } from '#contracts/writer';
import { folderStore } from '#writers/index';
import { putAll } from '../conformance/store-suite.js';

const SAMPLE = '000007';
const FOLDER = `samples/${SAMPLE}`;
const RECORD = `${FOLDER}/sample.json`;
const WHOLE: Readonly<Record<string, string>> = {
  [`${FOLDER}/front/rgb/000000.png`]: 'picture',
  [`${FOLDER}/front/rgb/000001.png`]: 'another',
  [`${FOLDER}/trace.json`]: '[]',
  [`coco/panoptic/${SAMPLE}/000000.png`]: 'segments',
  [`kitti/label_2/700000.txt`]: 'car',
  [RECORD]: '{"whole":true}',
};

/** What may lie there before. */
const DAMAGES = {
  nothing: async () => {},
  'the very same': async (root: string) => write(root, WHOLE),
  'a file of other content': async (root: string) => write(root, { ...WHOLE, [`${FOLDER}/trace.json`]: 'xx' }),
  'a file cut short': async (root: string) => write(root, { ...WHOLE, [`${FOLDER}/front/rgb/000001.png`]: '' }),
  'a file missing': async (root: string) => write(root, without(`${FOLDER}/trace.json`)),
  'a file too many': async (root: string) => write(root, { ...WHOLE, [`${FOLDER}/front/old/9.png`]: 'old' }),
  'no record': async (root: string) => write(root, without(RECORD)),
  'a folder where a file belongs': async (root: string) =>
    write(root, { ...without(`${FOLDER}/trace.json`), [`${FOLDER}/trace.json/x`]: 'x' }),
  'a file where a folder belongs': async (root: string) =>
    write(root, { [`${FOLDER}/front`]: 'x', [RECORD]: '{"whole":true}' }),
  'another format damaged': async (root: string) => write(root, { ...WHOLE, [`coco/panoptic/${SAMPLE}/000000.png`]: 'bad' }),
} as const;
const OTHERS = {
  'another record': async (root: string) => write(root, { ...WHOLE, [RECORD]: '{"whole":"otherwise"}', [`${FOLDER}/x`]: 'x' }),
  'half a record': async (root: string) => write(root, { ...WHOLE, [RECORD]: '{"who' }),
} as const;

async function race(
  prepare: (root: string) => Promise<void>,
  committers: number,
  commit = (stage: StagedSink) => stage.commit(),
) {
  const root = await mkdtemp(join(tmpdir(), 'nearmiss-race-'));
  try {
    await prepare(root);
    const stages = await Promise.all(
      Array.from({ length: committers }, async () => {
        const stage = await folderStore(root, 'same').stage(SAMPLE);
        await putAll(stage, WHOLE);
        return stage;
      }),
    );
    const watch = watcher(root);
    const watching = watch.run();
    try {
      await Promise.all(stages.map(commit));
    } finally {
      watch.stop();
    }
    const less = await watching;
    const left = await readdir(join(root, '.nearmiss/staging'));
    return { less, left, files: await contentOf(root) };
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

/** Says what was less than whole after it had been whole once. */
function watcher(root: string) {
  let stopped = false;
  let wasWhole = false;
  const less: string[] = [];
  const look = async (): Promise<void> => {
    const wrong: string[] = [];
    for (const [path, content] of Object.entries(WHOLE)) {
      const seen = await readFile(join(root, path), 'utf8').catch(() => undefined);
      if (seen !== content) wrong.push(`${path}: ${seen}`);
    }
    if (wasWhole) less.push(...wrong);
    wasWhole ||= wrong.length === 0;
  };
  return {
    async run() {
      while (!stopped) await look();
      await look();
      return less;
    },
    stop() {
      stopped = true;
    },
  };
}

test('whatever lay there, all of it is there in the end, nothing else, and never less once it was whole', async () => {
  const damages = fc.constantFrom(...(Object.keys(DAMAGES) as (keyof typeof DAMAGES)[]));
  await fc.assert(
    fc.asyncProperty(damages, fc.integer({ min: 1, max: 5 }), async (damage, committers) => {
      const { less, left, files } = await race(DAMAGES[damage], committers);
      expect(files).toEqual(WHOLE);
      expect(left).toEqual([]);
      expect(less).toEqual([]);
    }),
    { numRuns: 60, seed: 7 },
  );
});

test.each(Object.entries(OTHERS))('%s makes room', async (_, prepare) => {
  for (const committers of [1, 2, 5]) {
    const { left, files } = await race(prepare, committers);
    expect(files).toEqual(WHOLE);
    expect(left).toEqual([]);
  }
});

test('one that removes before it moves is caught by the watcher', async () => {
  const folders = [FOLDER, `coco/panoptic/${SAMPLE}`];
  let caught = 0;
  for (let round = 0; round < 20 && caught === 0; round++) {
    const root = await mkdtemp(join(tmpdir(), 'nearmiss-race-'));
    await write(root, WHOLE);
    const watch = watcher(root);
    const watching = watch.run();
    for (let again = 0; again < 20; again++) {
      await write(join(root, 'new'), WHOLE);
      for (const folder of folders) {
        await rm(join(root, folder), { recursive: true });
        await rename(join(root, 'new', folder), join(root, folder));
      }
    }
    watch.stop();
    caught += (await watching).length;
    await rm(root, { recursive: true, force: true });
  }
  expect(caught).toBeGreaterThan(0);
});

async function write(root: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
}

function without(path: string): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(WHOLE).filter(([each]) => each !== path));
}

async function contentOf(root: string): Promise<Readonly<Record<string, string>>> {
  const found: Record<string, string> = {};
  for (const path of await folderStore(root, 'look').list()) found[path] = await readFile(join(root, path), 'utf8');
  return found;
}
