/**
 * A beam is a cone. Where it may straddle an edge (its neighbours met something else, or farther off), four more rays round its middle tell what
 * shares of it meet what: a rule for the disc with weights 1/4 in the middle and 3/16 at sqrt(2/3) of its radius, exact for quadratics. Echoes
 * closer than half a pulse run together into one, at their mean range; of those apart the strongest stays.
 */
import { emptyHits, type MovingScene, type RayHits } from '#contracts/rays';
import type { LidarModel } from './model.js';
import type { Turn } from './turn.js';
import { emptyRays, type Rays } from './way.js';

const MIDDLE = 1 / 4;
const SIDE = 3 / 16;
const AROUND = 4;
const SPREAD = Math.sqrt(2 / 3) / 2;
const LIGHT_M_PER_S = 299_792_458;

export interface Footprints {
  /**
   * Puts into `hits` and `effective` what whole footprints see instead of their middles.
   * @param effectiveOf reflectance at its slant of a row of hits
   */
  widen(scene: MovingScene, rays: Rays, far: number, hits: RayHits, effective: Float64Array, effectiveOf: EffectiveOf): void;
}
export type EffectiveOf = (hits: RayHits, row: number, rays: Rays) => number;

export function footprints(model: LidarModel, turn: Turn): Footprints {
  const { divergence, minRangeM, pulseS } = model;
  const apart = (LIGHT_M_PER_S * pulseS) / 2;
  let around = emptyRays(0);
  let seen = emptyHits(0);
  return {
    widen(scene, rays, far, hits, effective, effectiveOf) {
      if (divergence === 0) return;
      const edges = edgesIn(turn, hits);
      if (around.origins.length < 3 * AROUND * edges.length) {
        around = emptyRays(AROUND * edges.length);
        seen = emptyHits(AROUND * edges.length);
      }
      const batch: Rays = { ...around, count: AROUND * edges.length };
      for (const [e, shot] of edges.entries()) surround(rays, shot, divergence * SPREAD, batch, AROUND * e);
      scene.cast(batch, minRangeM, far, seen);
      for (const [e, shot] of edges.entries()) {
        const echoes: Echo[] = [{ hits, row: shot, weight: MIDDLE, effective: effective[shot] as number }];
        for (let row = AROUND * e; row < AROUND * (e + 1); row++)
          echoes.push({ hits: seen, row, weight: SIDE, effective: effectiveOf(seen, row, batch) });
        settle(hits, shot, effective, echoes, apart);
      }
    },
  };
}

interface Echo {
  readonly hits: RayHits;
  readonly row: number;
  readonly weight: number;
  readonly effective: number;
}

/** Shots whose neighbours in the same ring are a jump away, or that have another body, or none, beside, above or below. */
function edgesIn({ columns, rings }: Turn, { distance, instance }: RayHits): number[] {
  const edges: number[] = [];
  const shots = columns * rings;
  for (let shot = 0; shot < shots; shot++) {
    const ring = shot % rings;
    const before = (shot + shots - rings) % shots;
    const after = (shot + rings) % shots;
    const own = distance[shot] as number;
    const body = instance[shot];
    if (
      jump(own, distance[before] as number) ||
      jump(own, distance[after] as number) ||
      body !== instance[before] ||
      body !== instance[after] ||
      (ring > 0 && body !== instance[shot - 1]) ||
      (ring < rings - 1 && body !== instance[shot + 1])
    )
      edges.push(shot);
  }
  return edges;
}

function jump(a: number, b: number): boolean {
  if (a === Infinity || b === Infinity) return a !== b;
  return Math.abs(a - b) > 0.3 + 0.02 * Math.min(a, b);
}

/** Four rays round a shot's own, by `angle` to the left, right, up and down. */
function surround(rays: Rays, shot: number, angle: number, out: Rays, first: number): void {
  const from = 3 * shot;
  const d = [0, 1, 2].map((k) => rays.directions[from + k] as number) as [number, number, number];
  const up = [2, 5, 8].map((k) => rays.rotations[9 * shot + k] as number) as [number, number, number];
  const side = unit([up[1] * d[2] - up[2] * d[1], up[2] * d[0] - up[0] * d[2], up[0] * d[1] - up[1] * d[0]]);
  const lift = [side[1] * d[2] - side[2] * d[1], side[2] * d[0] - side[0] * d[2], side[0] * d[1] - side[1] * d[0]];
  for (let i = 0; i < AROUND; i++) {
    const axis = i < 2 ? side : lift;
    const by = i % 2 === 0 ? angle : -angle;
    const turned = unit([0, 1, 2].map((k) => (d[k] as number) + by * (axis[k] as number)) as [number, number, number]);
    out.timesNs[first + i] = rays.timesNs[shot] as number;
    for (let k = 0; k < 3; k++) {
      out.origins[3 * (first + i) + k] = rays.origins[from + k] as number;
      out.directions[3 * (first + i) + k] = turned[k] as number;
    }
  }
}

function unit([x, y, z]: readonly [number, number, number]): [number, number, number] {
  const length = Math.sqrt(x * x + y * y + z * z) || 1;
  return [x / length, y / length, z / length];
}

function powerOf({ hits, row, weight, effective }: Echo): number {
  const range = hits.distance[row] as number;
  return range === Infinity ? 0 : (weight * effective) / (range * range);
}

/** Puts the strongest run of echoes into row `shot`. */
function settle(hits: RayHits, shot: number, effective: Float64Array, echoes: readonly Echo[], apart: number): void {
  const there = echoes
    .filter(({ hits: from, row }) => from.distance[row] !== Infinity)
    .sort((a, b) => (a.hits.distance[a.row] as number) - (b.hits.distance[b.row] as number));
  const runs: Echo[][] = [];
  for (const echo of there) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    const near = last !== undefined && rangeOf(echo) - rangeOf(last) < apart;
    if (near) run?.push(echo);
    else runs.push([echo]);
  }
  const strength = (run: readonly Echo[]): number => run.reduce((sum, echo) => sum + powerOf(echo), 0);
  const [best] = [...runs].sort((a, b) => strength(b) - strength(a));
  if (best === undefined) return;
  const power = strength(best);
  const range =
    power > 0 ? best.reduce((sum, echo) => sum + powerOf(echo) * rangeOf(echo), 0) / power : rangeOf(best[0] as Echo);
  const [main] = [...best].sort((a, b) => powerOf(b) - powerOf(a)) as [Echo];
  effective[shot] = power * range * range;
  copyRow(main.hits, main.row, hits, shot);
  hits.distance[shot] = range;
}

function rangeOf({ hits, row }: Echo): number {
  return hits.distance[row] as number;
}

function copyRow(from: RayHits, row: number, to: RayHits, at: number): void {
  to.instance[at] = from.instance[row] as number;
  to.semantic[at] = from.semantic[row] as number;
  to.material[at] = from.material[row] as number;
  for (let k = 0; k < 3; k++) {
    to.normal[3 * at + k] = from.normal[3 * row + k] as number;
    to.motion[3 * at + k] = from.motion[3 * row + k] as number;
  }
}
