/** The comparison as a whole, on small drawn scenes: what can be learnt is learnt, what can't isn't, and a stop changes nothing. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { sha256Hex } from '#core/hash';
import { randomRoot } from '#core/random';
import { openOnnxEngine } from '#nn/engines/onnx';
import { builtInClassMap, type ClassMap } from '#qa/classes/class-map';
import { openDataset } from '#qa/datasets/open';
import { tableOf } from '#qa/table';
import type { UtilityPlan } from '#qa/utility/plan';
import type { UtilityReport } from '#qa/utility/report/report';
import { runUtility, type UtilityEvent } from '#qa/utility/run';
import { HEIGHT, remover, type Scene, scenes, temporaryFolder, WIDTH, writeFolders } from '../scenes.js';

const { engine } = await openOnnxEngine();
const CLASSES = [0, 1, 3, 8];
/** Seconds on an idle machine. */
const PATIENCE_MS = 240_000;
let folder: string;

/** Each picture's classes change places at random, so that what a thing looks like says nothing about its class. */
function shuffled(scene: Scene, i: number): Uint8Array {
  const random = randomRoot('shuffle').child(i);
  const left = [...CLASSES];
  const to = new Map(CLASSES.map((k) => [k, left.splice(random.index(left.length), 1)[0] as number]));
  return scene.index.map((k) => to.get(k) as number);
}

beforeAll(async () => {
  folder = await temporaryFolder();
  await writeFolders(join(folder, 'train'), scenes('train', 24));
  await writeFolders(join(folder, 'shuffled'), scenes('train', 24), shuffled);
  await writeFolders(join(folder, 'test'), scenes('test', 24));
  return remover(folder);
});

async function planOf(rows: readonly string[], more: { readonly steps: number; readonly seeds: number }): Promise<UtilityPlan> {
  const opened = [];
  for (const name of rows) {
    const dataset = await openDataset(join(folder, name));
    opened.push({ name, sources: [{ dataset, pictures: dataset.pictures }] });
  }
  return {
    rows: opened,
    test: [await openDataset(join(folder, 'test'))],
    training: {
      classes: builtInClassMap('camvid11') as ClassMap,
      size: { width: WIDTH, height: HEIGHT },
      steps: more.steps,
      batch: 4,
      rate: 3e-3,
      weighting: 'log',
      seed: '0',
    },
    seeds: more.seeds,
    rounds: 200,
    overlays: 2,
  };
}

interface Went {
  readonly report: UtilityReport | undefined;
  readonly events: readonly UtilityEvent[];
}
/** @param stopAfter steps of this call after which it is stopped */
async function go(
  plan: UtilityPlan,
  out: string,
  { resume = false, stopAfter = Number.POSITIVE_INFINITY } = {},
): Promise<Went> {
  const halt = new AbortController();
  const events: UtilityEvent[] = [];
  const on = (event: UtilityEvent): void => {
    events.push(event);
    if (events.filter(({ type }) => type === 'step').length >= stopAfter) halt.abort();
  };
  return { report: await runUtility({ plan, engine, out, resume, signal: halt.signal, on }), events };
}

describe('learning', () => {
  let report: UtilityReport;
  beforeAll(async () => {
    const went = await go(await planOf(['train', 'shuffled'], { steps: 90, seeds: 2 }), join(folder, 'learning'));
    report = went.report as UtilityReport;
  }, PATIENCE_MS);

  it('reaches scenes that it has not seen', () => {
    const [row] = report.rows;
    expect(Math.min(...(row?.meanIou.perSeed ?? [0]))).toBeGreaterThan(0.8);
    expect(row?.iou.car?.mean).toBeGreaterThan(0.6);
    expect(row?.iou.tree).toBeNull();
    expect(row?.meanIou.mean).toBeGreaterThan((row?.meanIouByPlace ?? 1) + 0.2);
  });

  it('does not happen where truth has nothing to do with the picture', () => {
    const control = report.rows[1];
    expect(Math.max(...(control?.meanIou.perSeed ?? [1]))).toBeLessThan(0.3);
    expect(control?.gain?.overPictures?.high).toBeLessThan(-0.4);
  });

  it('is told with its uncertainty, and drawn', async () => {
    const [row] = report.rows as [UtilityReport['rows'][0]];
    const { overPictures, overSequences, interval, mean } = row.meanIou;
    for (const range of [overPictures, overSequences, interval]) {
      expect(range?.low).toBeLessThanOrEqual(mean);
      expect(range?.high).toBeGreaterThanOrEqual(mean);
    }
    const pixels = row.confusion.flat().reduce((sum, count) => sum + count, 0);
    expect(pixels).toBe(2 * 24 * WIDTH * HEIGHT);
    expect(report.test).toMatchObject([{ pictures: 24, sequences: 6 }]);
    expect(tableOf(report).join('\n')).toMatch(/car .* unseen|car /);
    expect(JSON.parse(await readFile(join(folder, 'learning/report.json'), 'utf8'))).toEqual(report);
    const page = await readFile(join(folder, 'learning/report.html'), 'utf8');
    expect(page).toContain('src="train/test-0006.png"');
    expect(page).toContain('rgb(64,0,128)');
    const overlay = await readFile(join(folder, 'learning/train/test-0006.png'));
    expect(overlay.subarray(1, 4).toString()).toBe('PNG');
  });
});

describe('a stop', () => {
  it(
    'in the middle, and again, changes nothing',
    async () => {
      const plan = await planOf(['train'], { steps: 14, seeds: 2 });
      const whole = await go(plan, join(folder, 'whole'));
      const out = join(folder, 'stopped');
      expect((await go(plan, out, { stopAfter: 5 })).report).toBeUndefined();
      expect((await go(plan, out, { resume: true, stopAfter: 12 })).report).toBeUndefined();
      const last = await go(plan, out, { resume: true });
      expect(last.report).toEqual(whole.report);
      expect(last.events).toContainEqual(expect.objectContaining({ type: 'scored', seed: 0, kept: true }));
      for (const file of ['train/seed-0/weights.safetensors', 'train/seed-1/weights.safetensors', 'plan.json', 'report.json']) {
        expect(sha256Hex(await readFile(join(out, file))), file).toBe(sha256Hex(await readFile(join(folder, 'whole', file))));
      }
    },
    PATIENCE_MS,
  );
});

describe('refusals', () => {
  it('a folder that is in use, or was begun otherwise', async () => {
    const plan = await planOf(['train'], { steps: 2, seeds: 1 });
    const out = join(folder, 'used');
    await go(plan, out);
    await expect(go(plan, out)).rejects.toMatchObject({ code: 'NM8106', hint: expect.stringContaining('--resume') });
    const other = await planOf(['train'], { steps: 3, seeds: 1 });
    await expect(go(other, out, { resume: true })).rejects.toMatchObject({
      code: 'NM8106',
      message: expect.stringContaining('other steps'),
    });
    await expect(go(plan, join(folder, 'train'))).rejects.toMatchObject({ code: 'NM8106' });
  });

  it('a picture both trained on and tested on, even under another name', async () => {
    const plan = await planOf(['test'], { steps: 2, seeds: 1 });
    await expect(go(plan, join(folder, 'leak1'))).rejects.toMatchObject({ code: 'NM8105' });
    await writeFolders(join(folder, 'copy'), [...scenes('other', 3), ...scenes('test', 1)]);
    await expect(go(await planOf(['copy'], { steps: 2, seeds: 1 }), join(folder, 'leak2'))).rejects.toMatchObject({
      code: 'NM8105',
      message: expect.stringContaining('s0_0003.png'),
    });
  });

  it('pictures that show none of the classes', async () => {
    await writeFolders(join(folder, 'void'), scenes('void', 2), ({ index }) => index.map(() => 11));
    await expect(go(await planOf(['void'], { steps: 2, seeds: 1 }), join(folder, 'none'))).rejects.toMatchObject({
      code: 'NM8107',
    });
  });

  it('a loss that is no number', async () => {
    const plan = await planOf(['train'], { steps: 40, seeds: 1 });
    const wild = { ...plan, training: { ...plan.training, rate: 1e30 } };
    await expect(go(wild, join(folder, 'wild'))).rejects.toMatchObject({ code: 'NM8108' });
  });
});
