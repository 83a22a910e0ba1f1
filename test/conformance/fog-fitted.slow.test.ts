/**
 * The fog that a scenario declares, read back out of what sensors see: out of drawn pictures by least squares over the pixels, extinction and the
 * air's own light; out of a lidar's intensities; and both the same.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Medium } from '#contracts/frame';
import type { RenderRequest, RenderSession } from '#contracts/renderer';
import { semanticIds } from '#labels/index';
import { threeRenderer } from '#renderers/three/host/index';
import { mediumOf } from '#world/medium/index';
import { mean, report } from '../sensors/fixture.js';
import { type Cloud, length, point, rowsOf, scan } from '../sensors/lidar/fixture.js';
import { requestOf, runOf, shippedScenarios } from './shipped.js';

/** A street: walls, trees and road at all distances; wide, so that a ray is much longer than the depth along the axis. */
const STREET = shippedScenarios.find((path) => path.includes('crossing-late-runner')) as string;
const SIZE = { width: 240, height: 180 };
/** ln(1 / 5 %), WMO's meteorological optical range. */
const LN20 = Math.log(20);
const DRY = { rainMmPerH: 0, snowMmPerH: 0 } as const;
/** How light gets through air of extinction b over a distance d. */
type Law = (b: number, d: number) => number;
const lambert: Law = (b, d) => Math.exp(-b * d);
const squared: Law = (b, d) => Math.exp(-((b * d) ** 2));

let session: RenderSession;
let base: RenderRequest;
let run: Awaited<ReturnType<typeof runOf>>;
/** Of every pixel that is no sky: distance from the eye and along the axis, m; light without any air, cd/m^2. */
let [range, along, bare] = [[], [], []] as number[][] as [number[], number[], number[]];
let kept: number[] = [];

beforeAll(async () => {
  session = await threeRenderer.open({});
  run = await runOf(STREET);
  const shot = run.captures[Math.floor(run.captures.length / 2)] as (typeof run.captures)[number];
  const asked = requestOf(run, shot, SIZE, ['depth', 'luminance']);
  const intrinsics = { ...asked.view.intrinsics, fx: 120, fy: 120 };
  base = { ...asked, view: { ...asked.view, intrinsics } };
  const { depth, luminance } = await drawnIn(0);
  const { fx, fy, cx, cy } = intrinsics;
  kept = [...(depth as Float32Array).keys()].filter((i) => (depth as Float32Array)[i] !== 0);
  along = kept.map((i) => (depth as Float32Array)[i] as number);
  range = kept.map((i, k) => {
    const [u, v] = [((i % SIZE.width) + 0.5 - cx) / fx, (Math.floor(i / SIZE.width) + 0.5 - cy) / fy];
    return (along[k] as number) * Math.hypot(u, v, 1);
  });
  bare = kept.map((i) => (luminance as Float32Array)[i] as number);
});
afterAll(() => session?.close());

function drawnIn(extinctionPerM: number) {
  const medium = { ...base.frame.medium, extinctionPerM };
  return session.render({ ...base, frame: { ...base.frame, medium } });
}
/** The whole way that a declaration goes: from metres of sight to the medium that all sensors look through. */
function fogIn(fogMorM: number): Medium {
  return mediumOf({ ...run.scenario.environment, fogMorM, ...DRY });
}
async function drawnInFog(fogMorM: number): Promise<number[]> {
  const { luminance } = await drawnIn(fogIn(fogMorM).extinctionPerM);
  return kept.map((i) => (luminance as Float32Array)[i] as number);
}

interface Fit {
  /** 1/m */
  readonly extinction: number;
  /** cd/m^2 */
  readonly airlight: number;
  /** Root of the mean square of what is left, as a share of the mean light. */
  readonly residual: number;
}

/** Least squares of L = L0 t + A (1 - t), t by `law`: A is linear, the extinction is looked for by golden section over its logarithm. */
function fitted(light: readonly number[], distances: readonly number[], law: Law = lambert): Fit {
  const at = (extinction: number): Fit => {
    let [top, bottom] = [0, 0];
    for (const [i, d] of distances.entries()) {
      const t = law(extinction, d);
      top += ((light[i] as number) - (bare[i] as number) * t) * (1 - t);
      bottom += (1 - t) * (1 - t);
    }
    const airlight = top / bottom;
    let squares = 0;
    for (const [i, d] of distances.entries()) {
      const t = law(extinction, d);
      squares += ((light[i] as number) - (bare[i] as number) * t - airlight * (1 - t)) ** 2;
    }
    return { extinction, airlight, residual: Math.sqrt(squares / distances.length) / mean(light) };
  };
  const golden = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [Math.log(1e-4), Math.log(1)];
  for (let i = 0; i < 60; i++) {
    const [a, b] = [high - golden * (high - low), low + golden * (high - low)];
    if (at(Math.exp(a)).residual < at(Math.exp(b)).residual) high = b;
    else low = a;
  }
  return at(Math.exp((low + high) / 2));
}

/** Extinction by intensities: what a shot at asphalt gives over what it gives without air falls as exp(-2 b R). Least squares of the logarithm. */
function lidarFit(fogMorM: number): { readonly extinction: number; readonly points: number } {
  const { extinctionPerM } = fogIn(fogMorM);
  const timeNs = base.frame.timeNs;
  const exact = { model: 'OS1-128', dropout: 0, divergence: 0 } as const;
  const before = scan(run, timeNs, exact, { ...DRY, extinctionPerM: 0 });
  const after = scan(run, timeNs, exact, { ...DRY, extinctionPerM }, 2);
  const shotOf = ({ columns }: Cloud, row: number) => `${columns.time[row]} ${columns.ring[row]}`;
  const known = new Map(rowsOf(before, () => true).map((row) => [shotOf(before, row), row]));
  let [n, sx, sy, sxx, sxy] = [0, 0, 0, 0, 0];
  for (const row of rowsOf(after, (each) => after.columns.semantic[each] === semanticIds.road)) {
    const was = known.get(shotOf(after, row));
    if (was === undefined) continue;
    const x = 2 * length(point(after, row));
    const y = Math.log((after.columns.intensity[row] as number) / (before.columns.intensity[was] as number));
    n++;
    sx += x;
    sy += y;
    sxx += x * x;
    sxy += x * y;
  }
  return { extinction: -(n * sxy - sx * sy) / (n * sxx - sx * sx), points: n };
}

describe.each([60, 150, 400])('fog of %i m', (mor) => {
  const declared = LN20 / mor;
  const off = ({ extinction }: Fit): number => Math.abs(extinction / declared - 1);
  let light: number[];
  let right: Fit;
  beforeAll(async () => {
    light = await drawnInFog(mor);
    right = fitted(light, range);
  });

  it('is found again within 3 %, with the light of the air', () => {
    report(`Fog of ${mor} m from pictures: extinction, 1/m`, declared, right.extinction);
    report(`Fog of ${mor} m from pictures: what is left, share of the light`, 0, right.residual);
    expect(off(right)).toBeLessThan(0.03);
    expect(right.residual).toBeLessThan(0.003);
  });

  it('is the one that a laser scanner at the same place gives, within 3 %', () => {
    const { extinction, points } = lidarFit(mor);
    report(`Fog of ${mor} m: extinction by lidar over that by pictures`, 1, extinction / right.extinction);
    expect(points).toBeGreaterThan(1000);
    expect(Math.abs(extinction / right.extinction - 1)).toBeLessThan(0.03);
  });

  it('not if distance were depth along the axis, nor by the square of the distance', () => {
    const [flat, gauss] = [fitted(light, along), fitted(light, range, squared)];
    report(`Fog of ${mor} m by depth along the axis: extinction, 1/m`, declared, flat.extinction);
    report(`Fog of ${mor} m by exp(-(b d)^2): extinction, 1/m`, declared, gauss.extinction);
    for (const wrong of [flat, gauss]) {
      expect(off(wrong)).toBeGreaterThan(0.03);
      expect(wrong.residual).toBeGreaterThan(5 * right.residual);
    }
  });
});

it('all fogs have the same light of the air: it is the light of the day', async () => {
  const airlights = [];
  for (const mor of [60, 150, 400]) airlights.push(fitted(await drawnInFog(mor), range).airlight);
  const [first] = airlights as [number, number, number];
  report('Fog from pictures: airlight of 60, 150, 400 m, cd/m^2', 'alike', airlights.map((each) => each.toFixed(1)).join(' '));
  for (const airlight of airlights) expect(Math.abs(airlight / first - 1)).toBeLessThan(0.01);
});
