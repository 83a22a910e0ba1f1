/** Simulated seconds a second, and rays a second of the oracle. */
import { TRUTH_LAYERS } from '#contracts/layers';
import type { RenderRequest } from '#contracts/renderer';
import { semanticIds } from '#labels/index';
import { raycastRenderer } from '#renderers/raycast/index';
import { drawScenario, loadScenario } from '#scenario/index';
import { simulate } from '#world/simulate';

const RUNS = 60;

/** Over many draws of one scenario, after as many to warm up. */
export async function simulationSpeed(path: string): Promise<number> {
  const { scenario } = await loadScenario(path);
  if (scenario === undefined) throw new Error(`${path} can't be read`);
  const drawn = Array.from({ length: RUNS }, (_, draw) => drawScenario(scenario, { seed: 'bench', draw }).concrete);
  const all = (): number => {
    const start = performance.now();
    for (const concrete of drawn) simulate(concrete, { traceHz: 1, semanticIds, withCaptures: false });
    return performance.now() - start;
  };
  all();
  const seconds = drawn.reduce((sum, { duration }) => sum + duration, 0);
  return seconds / (Math.min(all(), all()) / 1000);
}

export async function raysPerSecond(request: RenderRequest): Promise<number> {
  const session = await raycastRenderer.open({});
  const asked = { ...request, layers: TRUTH_LAYERS };
  await session.render(asked);
  const start = performance.now();
  await session.render(asked);
  const { width, height } = request.view.intrinsics;
  return (width * height) / ((performance.now() - start) / 1000);
}
