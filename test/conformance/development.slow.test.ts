/** How a picture is developed, by closed forms where there are some; and that truth never sees it, nor light, nor appearance. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Development } from '#contracts/development';
import { TRUTH_LAYERS } from '#contracts/layers';
import type { RenderRequest, RenderSession } from '#contracts/renderer';
import { whiteBalanceFor } from '#core/color';
import { blackLevel, DEFAULT_IMAGER, USUAL_HEADROOM_EV } from '#core/emva';
import { filmScale } from '#core/film';
import { semanticIds } from '#labels/index';
import { threeRenderer } from '#renderers/three/host/index';
import { drawScenario, parseScenario } from '#scenario/index';
import { simulate } from '#world/simulate';
import { randomizedText, requestOf, shippedScenarios } from './shipped.js';

const SIZE = { width: 160, height: 90 };
const STREET = shippedScenarios.find((path) => path.includes('high-street')) as string;
const BLACK = blackLevel(DEFAULT_IMAGER);
let session: RenderSession;
let base: RenderRequest;
/** Puts the picture's mean light to mean grey (ISO 2720). */
let ev100: number;

function requestWith(randomize: string | undefined, layers: RenderRequest['layers']): RenderRequest {
  const { scenario } = parseScenario(randomizedText(STREET, randomize), STREET);
  const { concrete } = drawScenario(scenario as NonNullable<typeof scenario>, { seed: 'development', draw: 1 });
  const run = simulate(concrete, { traceHz: 50, semanticIds, withCaptures: true });
  return requestOf(run, run.captures[0] as (typeof run.captures)[number], SIZE, layers);
}
beforeAll(async () => {
  session = await threeRenderer.open({});
  base = requestWith(undefined, ['rgb', 'raw', 'luminance']);
  const { luminance } = await session.render(base);
  ev100 = Math.log2(mean((luminance as Float32Array).map((l) => Math.min(l, 1e4))) / 0.125);
});
afterAll(() => session?.close());

/** @param development of a picture with a fixed exposure, so that metering does not answer to it */
async function draw(development: Development | undefined, change: Partial<RenderRequest['view']> = {}) {
  const view = { ...base.view, exposure: { ev100 }, ...change, ...(development === undefined ? {} : { development }) };
  const { rgb, raw, luminance } = await session.render({ ...base, view, next: { ...base.next, view } });
  return {
    rgb: (rgb as Uint8Array).slice(),
    raw: (raw as Uint16Array).slice(),
    luminance: (luminance as Float32Array).slice(),
  };
}
const quiet = { ...DEFAULT_IMAGER, readNoiseE: 0.01, fullWellE: 1e6, bits: 16, vignetting: 0, longestS: 10 };
const blackOfQuiet = blackLevel(quiet);
const mean = (values: Iterable<number>): number => {
  let [sum, count] = [0, 0];
  for (const value of values) [sum, count] = [sum + value, count + 1];
  return sum / count;
};

describe('a development', () => {
  it('that says nothing changes nothing', async () => {
    const plain = await draw(undefined);
    const neutral: Development = {
      ...{ exposureEv: 0, veilingGlare: 0, blurPx: 0, noise: 1, whiteBalance: [1, 1, 1] },
      ...{ sharpening: 0, saturation: 1, contrast: 1, blackLift: 0, vignetting: DEFAULT_IMAGER.vignetting },
    };
    expect(Buffer.from((await draw(neutral)).rgb).equals(plain.rgb)).toBe(true);
    expect(Buffer.from((await draw({})).rgb).equals(plain.rgb)).toBe(true);
  });
  it('exposes by stops: twice the numbers over black a stop', async () => {
    const [one, two] = [await draw({ exposureEv: -2 }, { imager: quiet }), await draw({ exposureEv: -1 }, { imager: quiet })];
    const ratios = [...one.raw].flatMap((n, i) => {
      const more = (two.raw[i] as number) - blackOfQuiet;
      return n - blackOfQuiet > 500 && more < 60_000 ? [more / (n - blackOfQuiet)] : [];
    });
    expect(ratios.length).toBeGreaterThan(1000);
    expect(Math.abs(mean(ratios) - 2)).toBeLessThan(0.01);
  });
  /** Film exposure that is developed to a number: the film curve of the page, backwards. */
  const exposureThat = (number: number, scale = filmScale()): number => {
    const y = (number / 255) ** 2.2 / scale;
    const [a, b] = [2.51 - 2.43 * y, 0.03 - 0.59 * y];
    return (Math.sqrt(b * b + 0.56 * a * y) - b) / (2 * a);
  };
  it('ends its numbers that many stops over mean grey, and no sooner', async () => {
    const exposure = { ev100: ev100 - 1 };
    const [usual, wide] = [await draw(undefined, { exposure }), await draw({ headroomEv: 6 }, { exposure })];
    // Film exposure by the wide picture, whose numbers go on for longer.
    const lightOf = (i: number): number => exposureThat(wide.rgb[i] as number, filmScale(6));
    const white = 0.18 * 2 ** USUAL_HEADROOM_EV;
    const full = [...usual.rgb.keys()].filter((i) => usual.rgb[i] === 255).map(lightOf);
    const below = [...usual.rgb.keys()].filter((i) => (usual.rgb[i] as number) < 252).map(lightOf);
    expect(full.length).toBeGreaterThan(300);
    expect(full.toSorted((a, b) => a - b)[Math.floor(full.length * 0.02)]).toBeGreaterThan(white * 0.95);
    expect(below.toSorted((a, b) => b - a)[Math.floor(below.length * 0.02)]).toBeLessThan(white * 1.05);
  });
  it('balances after the sensor: raw stays, light is multiplied by the gains', async () => {
    const [plain, warm] = [await draw(undefined), await draw({ whiteBalance: whiteBalanceFor(60) })];
    expect(warm.raw).toEqual(plain.raw);
    const gains = whiteBalanceFor(60);
    for (const channel of [0, 1, 2] as const) {
      const ratios = [...plain.rgb.keys()]
        .filter((i) => i % 3 === channel && (plain.rgb[i] as number) > 60 && (plain.rgb[i] as number) < 180)
        .map((i) => exposureThat(warm.rgb[i] as number) / exposureThat(plain.rgb[i] as number))
        .sort((a, b) => a - b);
      expect(ratios.length).toBeGreaterThan(500);
      expect(Math.abs((ratios[ratios.length >> 1] as number) / gains[channel] - 1)).toBeLessThan(0.02);
    }
  });
  it('spreads veiling glare: each number goes towards the mean by its share', async () => {
    const [plain, veiled] = [await draw(undefined, { imager: quiet }), await draw({ veilingGlare: 0.3 }, { imager: quiet })];
    const over = (raw: Uint16Array, i: number): number => (raw[i] as number) - blackOfQuiet;
    // Two pixels give the mean: veiled = 0.7 plain + 0.3 mean.
    const green = [...plain.raw.keys()].filter(
      (i) => i % 3 === 1 && over(plain.raw, i) < 50_000 && over(veiled.raw, i) < 60_000,
    );
    const means = green.map((i) => (over(veiled.raw, i) - 0.7 * over(plain.raw, i)) / 0.3);
    const typical = mean(means);
    const spread = Math.sqrt(mean(means.map((m) => (m - typical) ** 2)));
    expect(typical).toBeGreaterThan(0);
    expect(spread / typical).toBeLessThan(0.05);
  });
  it('makes the noise of an even patch as much stronger as it says', async () => {
    const clean = (await draw({ noise: 0 })).raw;
    const middle = [...clean.keys()].filter((i) => (clean[i] as number) > BLACK + 300 && (clean[i] as number) < 2500);
    expect(middle.length).toBeGreaterThan(1000);
    const noiseOf = async (noise: number): Promise<number> => {
      const [a, b] = [await draw({ noise }, { seed: 1 }), await draw({ noise }, { seed: 2 })];
      return Math.sqrt(mean(middle.map((i) => ((a.raw[i] as number) - (b.raw[i] as number)) ** 2)) / 2);
    };
    expect(Math.abs((await noiseOf(3)) / (await noiseOf(1)) - 3)).toBeLessThan(0.15);
  });
  it('blurs light, which keeps its sum; luminance before the lens stays', async () => {
    // Dark enough that not even the sky is clipped.
    const dark = { imager: quiet, exposure: { ev100: ev100 + 4 } };
    const [sharp, soft] = [await draw(undefined, dark), await draw({ blurPx: 2 }, dark)];
    const steps = ({ raw }: { raw: Uint16Array }): number =>
      mean(
        [...raw.keys()].filter((i) => i % 3 === 1 && i > 480).map((i) => Math.abs((raw[i] as number) - (raw[i - 3] as number))),
      );
    expect(steps(soft)).toBeLessThan(0.6 * steps(sharp));
    expect(soft.luminance).toEqual(sharp.luminance);
    expect(Math.max(...sharp.raw)).toBeLessThan(65_535);
    const light = ({ raw }: { raw: Uint16Array }): number => mean(raw) - blackOfQuiet;
    // But for what crosses the picture's edge.
    expect(Math.abs(light(soft) / light(sharp) - 1)).toBeLessThan(0.01);
  });
  it('falls off as much as asked, whatever the imager says', async () => {
    const imager = { ...quiet, vignetting: 1 };
    const [flat, plain] = [await draw({ vignetting: 0 }, { imager }), await draw(undefined, { imager: quiet })];
    expect(flat.raw).toEqual(plain.raw);
  });
  it('desaturates to grey, flattens to mid grey, lifts black, sharpens edges', async () => {
    const grey = (await draw({ saturation: 0 })).rgb;
    for (let i = 0; i < grey.length; i += 3)
      expect(Math.abs((grey[i] as number) - (grey[i + 2] as number))).toBeLessThanOrEqual(1);
    expect(new Set((await draw({ contrast: 0 })).rgb)).toEqual(new Set([128]));
    expect(Math.min(...(await draw({ blackLift: 0.1 })).rgb)).toBeGreaterThanOrEqual(25);
    const variance = ({ rgb }: { rgb: Uint8Array }): number => {
      const m = mean(rgb);
      return mean([...rgb].map((x) => (x - m) ** 2));
    };
    const plain = await draw(undefined);
    expect(variance(await draw({ contrast: 0.5 })) / variance(plain)).toBeCloseTo(0.25, 1);
    expect(variance(await draw({ sharpening: 1 }))).toBeGreaterThan(variance(plain));
  });
});

const hashOf = (data: ArrayBufferView): string =>
  createHash('sha256')
    .update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
    .digest('hex');
async function hashesOf(randomize: string | undefined): Promise<Readonly<Record<string, string>>> {
  const request = requestWith(randomize, ['rgb', ...TRUTH_LAYERS]);
  const layers = await session.render(request);
  return Object.fromEntries(
    Object.entries(layers).flatMap(([name, data]) => (typeof data === 'number' ? [] : [[name, hashOf(data)]])),
  );
}

describe('truth layers', () => {
  it('and pictures are as without at strength 0', async () => {
    expect(await hashesOf('{all: 0}')).toEqual(await hashesOf(undefined));
  });
  it.each([['colours'], ['textures'], ['materials'], ['light'], ['time'], ['exposure'], ['whiteBalance'], ['imaging']])(
    'do not see %s; the picture does',
    async (key) => {
      const [{ rgb: before, ...truth }, { rgb: after, ...other }] = [await hashesOf(undefined), await hashesOf(`{${key}: 1}`)];
      expect(other).toEqual(truth);
      expect(after).not.toBe(before);
    },
  );
  it('do see where a camera is mounted: the control', async () => {
    const [{ depth: before }, { depth: after }] = [await hashesOf(undefined), await hashesOf('{pose: 1}')];
    expect(after).not.toBe(before);
  });
});
