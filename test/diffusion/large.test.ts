/** A large model by plug-in, on a tiny one of the same signature: what changes its picture, what doesn't, and what is said of wrong folders. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { IDENTITY_POSE } from '#core/pose';
import { randomRoot } from '#core/random';
import { cellsOf } from '#diffusion/field/cells';
import { gridOf } from '#diffusion/field/grid';
import { groupTable } from '#diffusion/field/groups';
import { type LargeOptions, openLarge } from '#diffusion/large/large';
import { wordsOf } from '#diffusion/large/words';
import type { RepaintOptions } from '#diffusion/repainter';
import { ontology } from '#labels/ontology';
import { madeFrame } from './frames.js';
import { makeTinyModel, type Tiny } from './tiny-model.js';
import { expectedPicture } from './tiny-oracle.js';

const GROUPS_OF = groupTable(ontology.classes);
const made = madeFrame(128, 64, [
  { box: [0, 30, 128, 34], semantic: 1, depth: 9, rgb: [120, 120, 118] },
  { box: [30, 20, 40, 30], semantic: 16, instance: 1, depth: 7, rgb: [150, 40, 40] },
]);
const FRAME = {
  ...made,
  cells: cellsOf(made.seen, gridOf(128, 64), GROUPS_OF, IDENTITY_POSE, () => [0, 0, 1]),
  extinctionPerM: 0,
};
const PLAIN: RepaintOptions = { strength: 0.6, steps: 3, guidance: 1, prompt: {} };

type Asked = Partial<RepaintOptions> & { readonly seed?: number };
/** Opens a model of that making, paints the frame once for each of what is asked, closes it. */
async function painted(tiny: Tiny, options: Partial<LargeOptions>, ...asked: readonly Asked[]): Promise<readonly Uint8Array[]> {
  const folder = await makeTinyModel(tiny);
  const controls = (tiny.controls ?? 'beside') === 'none' ? [] : new Array<'depth'>(tiny.count ?? 1).fill('depth');
  const large = await openLarge({ folder, groups: GROUPS_OF, controls, ...options });
  const pictures: Uint8Array[] = [];
  for (const { seed = 1, ...others } of asked)
    pictures.push(await large.repaint(FRAME, { ...PLAIN, ...others }, randomRoot(seed)));
  await large.close();
  await rm(dirname(folder), { recursive: true });
  return pictures;
}

const furthest = (a: Uint8Array, b: Uint8Array): number =>
  a.reduce((worst, value, i) => Math.max(worst, Math.abs(value - (b[i] as number))), 0);

describe('a picture', () => {
  it("has the frame's size, comes again, and hangs on seed, prompt, strength and guidance", async () => {
    const [plain, again, otherSeed, night, stronger, guided] = (await painted(
      {},
      {},
      {},
      {},
      { seed: 2 },
      { prompt: { time: 'night' } },
      { strength: 1 },
      { prompt: { time: 'night' }, guidance: 3 },
    )) as [Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array];
    expect(plain.length).toBe(made.rgb.length);
    expect(again).toEqual(plain);
    for (const other of [otherSeed, night, stronger]) expect(furthest(other, plain)).toBeGreaterThan(2);
    expect(furthest(guided, night)).toBeGreaterThan(2);
  });

  it('at strength 0 is the encoder and decoder alone, here nothing at all', async () => {
    const [same, guided] = await painted({}, {}, { strength: 0 }, { strength: 0, guidance: 7, seed: 5 });
    expect(same).toEqual(made.rgb);
    expect(guided).toEqual(made.rgb);
  });

  it('changes more the greater the strength', async () => {
    const pictures = await painted({}, {}, { strength: 0.05 }, { strength: 0.3 }, { strength: 0.9 });
    const far = pictures.map((rgb) => rgb.reduce((sum, value, i) => sum + Math.abs(value - (made.rgb[i] as number)), 0));
    expect(far[0]).toBeLessThan(far[1] as number);
    expect(far[1]).toBeLessThan(far[2] as number);
  });

  it("is worked out smaller where asked, and given back at the frame's size", async () => {
    const [small] = await painted({}, { longest: 64, multiple: 7 }, { strength: 0 });
    expect(small?.length).toBe(made.rgb.length);
    expect(furthest(small as Uint8Array, made.rgb)).toBeGreaterThan(0);
    // In the middle of even surfaces nothing is lost.
    for (const i of [5 * 128 + 100, 60 * 128 + 100])
      expect(Math.abs((small?.[3 * i] as number) - (made.rgb[3 * i] as number))).toBeLessThanOrEqual(1);
  });
});

describe('a picture is what the formulas say', () => {
  it.each<[string, Asked, Partial<LargeOptions>]>([
    ['in one step', { strength: 0.5, steps: 1 }, { controls: ['depth'], controlScale: 0 }],
    [
      'in three steps with a prompt and guidance',
      { strength: 0.7, steps: 3, guidance: 2.5, prompt: { time: 'night', weather: 'rain' }, seed: 3 },
      { controls: ['edges'], controlScale: 0 },
    ],
    ['with two ControlNets', { strength: 0.6, steps: 2, seed: 4 }, { controls: ['depth', 'segmentation'], controlScale: 0.7 }],
  ])('%s', async (_, asked, options) => {
    const controls = options.controls ?? [];
    const [found] = await painted({ count: controls.length }, options, asked);
    const { strength, steps, guidance, prompt, seed = 1 } = { ...PLAIN, ...asked };
    const question = {
      text: wordsOf(prompt),
      guidance,
      strength,
      steps,
      seed,
      controls,
      controlScale: options.controlScale ?? 1,
    };
    const expected = expectedPicture(made, GROUPS_OF, question);
    const count = 128 * 64;
    let [within, worst] = [0, 0];
    for (let at = 0; at < 3 * count; at++) {
      const byte = Math.max(0, Math.min(255, expected[at] as number));
      if (byte > 0 && byte < 255) within++;
      worst = Math.max(worst, Math.abs((found?.[3 * (at % count) + Math.floor(at / count)] as number) - byte));
    }
    // What is cut off at black and white shows nothing.
    expect(within).toBeGreaterThan(4000);
    expect(worst).toBeLessThan(0.51);
  });
});

describe('control pictures', () => {
  it('act as strongly as is said, each on its own ControlNet, in their order', async () => {
    const two = { count: 2 } as const;
    const [none] = await painted({ controls: 'none' }, {}, {});
    const [off] = await painted(two, { controls: ['depth', 'edges'], controlScale: 0 }, {});
    const [on] = await painted(two, { controls: ['depth', 'edges'] }, {});
    const [swapped] = await painted(two, { controls: ['edges', 'depth'] }, {});
    expect(off).toEqual(none);
    expect(furthest(on as Uint8Array, none as Uint8Array)).toBeGreaterThan(2);
    expect(furthest(swapped as Uint8Array, on as Uint8Array)).toBeGreaterThan(2);
  });

  it('act within the U-Net too', async () => {
    const within = { controls: 'within', count: 2 } as const;
    const [none] = await painted({ controls: 'none' }, {}, {});
    const [off] = await painted(within, { controls: ['depth', 'segmentation'], controlScale: 0 }, {});
    const [on] = await painted(within, { controls: ['depth', 'segmentation'] }, {});
    expect(off).toEqual(none);
    expect(furthest(on as Uint8Array, none as Uint8Array)).toBeGreaterThan(2);
  });
});

describe('exports of other makings give the same picture', () => {
  const asked = { prompt: { time: 'night' }, guidance: 2 } as const;
  it.each<[string, Tiny]>([
    ['int64 texts', { ids: 'int64' }],
    ['times as a list of one float', { time: 'list' }],
    ['two pictures at once', { batch: 2 }],
    ['one picture at once', { batch: 1 }],
    ['a fixed size', { fixed: [32, 64] }],
  ])('%s', async (_, tiny) => {
    const [expected] = await painted({}, {}, asked);
    const [found] = await painted(tiny, {}, asked);
    expect(furthest(found as Uint8Array, expected as Uint8Array)).toBeLessThanOrEqual(1);
  });

  it('in half precision, nearly', async () => {
    const [expected] = await painted({}, {}, asked);
    const [found, again] = await painted({ half: true }, {}, asked, asked);
    expect(furthest(found as Uint8Array, expected as Uint8Array)).toBeLessThanOrEqual(3);
    expect(found).not.toEqual(expected);
    expect(again).toEqual(found);
  });

  it('other predictions lead elsewhere', async () => {
    const [expected] = await painted({}, {}, asked);
    const [found] = await painted({ prediction: 'v_prediction' }, {}, asked);
    expect(furthest(found as Uint8Array, expected as Uint8Array)).toBeGreaterThan(2);
  });
});

describe('a wrong folder', () => {
  const opening = async (tiny: Tiny, spoil: (folder: string) => Promise<unknown>, options: Partial<LargeOptions> = {}) => {
    const folder = await makeTinyModel(tiny);
    await spoil(folder);
    const controls = (tiny.controls ?? 'beside') === 'none' ? [] : (['depth'] as const);
    try {
      const large = await openLarge({ folder, groups: GROUPS_OF, controls, ...options });
      try {
        await large.repaint(FRAME, PLAIN, randomRoot(1));
      } finally {
        await large.close();
      }
    } finally {
      await rm(dirname(folder), { recursive: true });
    }
  };
  const put = (name: string, text: string) => async (folder: string) => {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  };
  const nothing = async (): Promise<void> => {};

  it.each<[string, string, string, Tiny, (folder: string) => Promise<unknown>, Partial<LargeOptions>]>([
    [
      'lacks files',
      'NM8401',
      'tokenizer/merges.txt, unet/model.onnx',
      {},
      async (f) => Promise.all(['unet/model.onnx', 'tokenizer/merges.txt'].map((n) => rm(join(f, n)))),
      {},
    ],
    ['is not there', 'NM8401', 'the folder itself', {}, nothing, { folder: '/nowhere/at/all' }],
    ['has a damaged file', 'NM8402', 'scheduler_config.json', {}, put('scheduler/scheduler_config.json', '{'), {}],
    ['has another scheduler', 'NM8402', 'beta_start', {}, put('scheduler/scheduler_config.json', '{"shift": 3}'), {}],
    ['has no network in a file', 'NM8402', 'text_encoder', {}, put('text_encoder/model.onnx', 'text'), {}],
    ['lacks the end of texts', 'NM8402', '<|endoftext|>', {}, put('tokenizer/vocab.json', '{"<|startoftext|>": 1}'), {}],
    [
      'has a U-Net for pictures with a mask',
      'NM8403',
      'unet/model.onnx.*sample.*9',
      { channels: 9, controls: 'none' },
      nothing,
      {},
    ],
    ['has a U-Net that wants more', 'NM8403', 'text_embeds', { unknown: 'text_embeds', controls: 'none' }, nothing, {}],
    ['has too few ControlNets', 'NM8404', '2 control pictures', {}, nothing, { controls: ['depth', 'edges'] }],
    ['has ControlNets that nobody named', 'NM8404', '0 control pictures', {}, nothing, { controls: [] }],
    ['has one more residual than inputs', 'NM8403', 'residuals', { unknown: 'another_residual' }, nothing, {}],
    [
      'has a vocabulary larger than its encoder',
      'NM8403',
      'text_encoder/model.onnx.*it fails',
      {},
      put('tokenizer/vocab.json', '{"<|startoftext|>": 1, "<|endoftext|>": 1000}'),
      {},
    ],
    ['draws in the encoder', 'NM8405', 'vae_encoder', { drawing: true }, nothing, {}],
  ])('that %s is told', async (_, code, words, tiny, spoil, options) => {
    await expect(opening(tiny, spoil, options)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(new RegExp(words)),
    });
  });

  it('is not run on the processor where something else was asked for', async () => {
    const provider = process.platform === 'win32' ? 'coreml' : 'dml';
    await expect(opening({}, nothing, { provider })).rejects.toMatchObject({ code: 'NM8407' });
  });

  it('that is right opens', async () => {
    await opening({}, nothing);
  });
});

it('the hash goes with every file of the model', async () => {
  const [one, other] = await Promise.all([makeTinyModel(), makeTinyModel()]);
  const hash = async (folder: string): Promise<string> => {
    const large = await openLarge({ folder, groups: GROUPS_OF, controls: ['depth'] });
    await large.close();
    return large.model.sha256;
  };
  const before = await hash(one);
  expect(before).toMatch(/^[0-9a-f]{64}$/);
  expect(await hash(other)).toBe(before);
  await writeFile(join(other, 'unet', 'weights.pb'), 'x');
  expect(await hash(other)).not.toBe(before);
  await Promise.all([one, other].map((folder) => rm(dirname(folder), { recursive: true })));
});
