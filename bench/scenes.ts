/** What each shipped scene costs to draw, alone in a page: its first picture, pictures after it, what they are made of. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { RenderRequest } from '#contracts/renderer';
import { openSession } from '#renderers/three/host/session';
import { drawScenario } from '#scenario/index';
import { readScenario, simulateConcrete } from '#toolkit';
import { requestsOf } from './requests.js';

export interface SceneCost {
  readonly scenario: string;
  /** The place built, its plants grown, shaders made: once a scene. */
  readonly firstMs: number;
  readonly ms: number;
  readonly triangles: number;
  readonly drawCalls: number;
}

/** Pictures that are timed, evenly over the run. */
const PICTURES = 8;

async function sceneCost(scenario: string, size: { readonly width: number; readonly height: number }): Promise<SceneCost> {
  const { concrete } = drawScenario(await readScenario(scenario), { seed: 'bench', draw: 0 });
  const all = requestsOf(simulateConcrete(concrete, true), size);
  const every = Math.max(1, Math.floor(all.length / PICTURES));
  const requests: RenderRequest[] = all.filter((_, i) => i % every === 0).slice(0, PICTURES);
  const session = await openSession({});
  try {
    const first = await session.bare(requests, 1);
    await session.bare(requests, requests.length);
    const { ms, triangles, drawCalls } = await session.bare(requests, PICTURES);
    return { scenario, firstMs: first.ms, ms, triangles: Math.round(triangles), drawCalls: Math.round(drawCalls) };
  } finally {
    await session.close();
  }
}

/** A row for every scenario that ships, printed as it is measured. */
export async function sceneCosts(size: { readonly width: number; readonly height: number }): Promise<SceneCost[]> {
  const files = readdirSync('scenarios', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.yaml') && !path.startsWith('catalogs'))
    .sort();
  console.log(`scenes at ${size.width}x${size.height}: triangles and draw calls of all passes; first picture, picture`);
  const costs: SceneCost[] = [];
  for (const file of files) {
    const cost = await sceneCost(join('scenarios', file), size);
    costs.push(cost);
    const { scenario, triangles, drawCalls, firstMs, ms } = cost;
    console.log(`  ${scenario}: ${triangles} triangles, ${drawCalls} calls, ${firstMs.toFixed(0)} ms, ${ms.toFixed(0)} ms`);
  }
  return costs;
}
