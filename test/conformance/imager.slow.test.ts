/** The drawn camera is the sensor that EMVA 1288 describes: photon transfer from its raw numbers gives back gain and dark noise. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RenderRequest, RenderSession } from '#contracts/renderer';
import { blackLevel, DEFAULT_IMAGER, exposureOf, type Imager } from '#core/emva';
import { threeRenderer } from '#renderers/three/host/index';
import { requestOf, runOf, shippedScenarios } from './shipped.js';

const SEEDS = 40;
/** Film exposure that is just white, as the page has it. */
const WHITE = 7.24;
let session: RenderSession;
let base: RenderRequest;
beforeAll(async () => {
  session = await threeRenderer.open({});
  const run = await runOf(shippedScenarios.find((path) => path.includes('cpfa')) as string);
  base = requestOf(run, run.captures[10] as (typeof run.captures)[number], { width: 160, height: 90 }, ['raw', 'luminance']);
});
afterAll(() => session?.close());

/** Mean and variance of each number over frames that differ in their seed alone. */
async function transferOf(ev100: number, imager: Imager) {
  const view = { ...base.view, exposure: { ev100 }, imager };
  const count = 160 * 90 * 3;
  const [sum, squares] = [new Float64Array(count), new Float64Array(count)];
  let luminance = new Float32Array(0);
  for (let seed = 0; seed < SEEDS; seed++) {
    const { raw, luminance: light } = await session.render({ ...base, view: { ...view, seed: seed * 7919 + 1 } });
    luminance = light as Float32Array<ArrayBuffer>;
    for (const [i, value] of (raw as Uint16Array).entries()) {
      sum[i] = (sum[i] as number) + value;
      squares[i] = (squares[i] as number) + value * value;
    }
  }
  const means = sum.map((s) => s / SEEDS);
  const variances = squares.map((s, i) => (s - SEEDS * (means[i] as number) ** 2) / (SEEDS - 1));
  return { means, variances, luminance };
}

/** Least squares of variance over mean above black, saturated and empty pixels left out. */
function slopeOf(
  means: Float64Array,
  variances: Float64Array,
  black: number,
  top: number,
): { slope: number; intercept: number } {
  let [n, sx, sy, sxx, sxy] = [0, 0, 0, 0, 0];
  for (const [i, mean] of means.entries()) {
    const x = mean - black;
    if (x < 5 || mean > 0.85 * top) continue;
    const y = variances[i] as number;
    // Each variance is known to a share of itself, so the bright ones less well.
    const w = 1 / (x * x);
    n += w;
    sx += w * x;
    sy += w * y;
    sxx += w * x * x;
    sxy += w * x * y;
  }
  const slope = (n * sxy - sx * sy) / (n * sxx - sx * sx);
  return { slope, intercept: (sy - slope * sx) / n };
}

it.each([
  ['by day', 14, DEFAULT_IMAGER],
  ['with the gain up', 8, { ...DEFAULT_IMAGER, fullWellE: 8000, longestS: 0.0004, readNoiseE: 6 }],
] as const)('photon transfer returns K within 2 %% %s', async (_, ev100, imager) => {
  const { means, variances, luminance } = await transferOf(ev100, imager);
  // ISO 2720: 2^EV * 12.5 / 100 cd/m^2 gives mean grey, film exposure 0.18.
  const exposure = 0.18 / (2 ** ev100 * 0.125);
  const { dnPerElectron, electronsPerNit, darkNoiseE, gain } = exposureOf(imager, WHITE / exposure);
  expect(gain > 1).toBe(imager !== DEFAULT_IMAGER);
  const black = blackLevel(imager);
  const { slope, intercept } = slopeOf(means, variances, black, 4095);
  expect(Math.abs(slope / dnPerElectron - 1)).toBeLessThan(0.02);
  // The intercept is what is left when the light goes: dark and read noise, and a twelfth for quantisation.
  const dark = (dnPerElectron * darkNoiseE) ** 2 + 1 / 12;
  expect(Math.abs(intercept - dark) / dark).toBeLessThan(0.25);
  // In the picture's middle nothing is lost to vignetting: the mean is what the light gives.
  const middle = 45 * 160 + 80;
  const grey =
    0.2126 * (means[3 * middle] as number) +
    0.7152 * (means[3 * middle + 1] as number) +
    0.0722 * (means[3 * middle + 2] as number);
  const wanted = black + (luminance[middle] as number) * electronsPerNit * dnPerElectron;
  if (wanted < 3500) expect(Math.abs(grey - wanted) / wanted).toBeLessThan(0.02);
});

it.each([
  ['pinhole', undefined, (r: number) => (1 + r * r) ** -2],
  ['fisheye', { model: 'fisheye', k1: 0, k2: 0, k3: 0, k4: 0 } as const, (r: number) => Math.sin(r) / r],
])('the light falls off towards the corners as the lens has it: %s', async (_, lens, law) => {
  const intrinsics = { ...base.view.intrinsics, fx: 60, fy: 60, ...(lens === undefined ? {} : { lens }) };
  const imager = { ...DEFAULT_IMAGER, vignetting: 1, readNoiseE: 0.1, fullWellE: 1e6, bits: 16 };
  const view = { ...base.view, intrinsics, imager, exposure: { ev100: 14 } };
  const { raw, luminance } = await session.render({ ...base, view, next: { ...base.next, view } });
  const black = blackLevel(imager);
  const ratios: number[] = [];
  let scale = 0;
  for (let v = 0; v < 90; v++)
    for (let u = 0; u < 160; u++) {
      const i = v * 160 + u;
      const [r, g, b] = [0, 1, 2].map((c) => ((raw as Uint16Array)[3 * i + c] as number) - black) as [number, number, number];
      const light = (luminance as Float32Array)[i] as number;
      const radius = Math.hypot(u + 0.5 - 80, v + 0.5 - 45) / 60;
      const ratio = (0.2126 * r + 0.7152 * g + 0.0722 * b) / light;
      if (radius < 0.05) scale = ratio;
      else if (Math.max(r, g, b) < 55_000 && light > 50) ratios.push(ratio / law(radius));
    }
  const off = ratios.map((ratio) => Math.abs(ratio / scale - 1)).sort((a, b) => a - b);
  expect(ratios.length).toBeGreaterThan(5000);
  expect(off[Math.floor(0.95 * off.length)]).toBeLessThan(0.02);
});
