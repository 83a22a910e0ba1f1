/** The two renderers that a suite sets side by side, open from its first test to its last. */
import { afterAll, beforeAll } from 'vitest';
import type { RendererOptions, RenderSession } from '#contracts/renderer';
import { raycastRenderer } from '#renderers/raycast/index';
import { threeRenderer } from '#renderers/three/host/index';

export interface BothRenderers {
  readonly three: RenderSession;
  readonly rays: RenderSession;
}

/** To be called where a suite is declared; sessions are there once its tests run. */
export function bothRenderers(options: RendererOptions = {}): BothRenderers {
  const open: RenderSession[] = [];
  beforeAll(async () => {
    for (const renderer of [threeRenderer, raycastRenderer]) open.push(await renderer.open(options));
  });
  afterAll(async () => {
    for (const session of open) await session.close();
  });
  return {
    get three() {
      return open[0] as RenderSession;
    },
    get rays() {
      return open[1] as RenderSession;
    },
  };
}
