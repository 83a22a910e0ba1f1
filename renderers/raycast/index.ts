/**
 * The oracle: one ray through each pixel's centre against the very triangles that the other renderers draw (three-mesh-bvh). Truth layers
 * only, no browser, and the same bytes on every machine: nothing on the way but + - * /, square roots and, for a fisheye, `#core/math`.
 */

import { REVISION } from 'three';
import { TRUTH_LAYERS } from '#contracts/layers';
import type { Renderer, RendererInfo } from '#contracts/renderer';
import { drawLayers } from './draw.js';
import { createScenes } from './scenes.js';

export { createRayCaster } from './rays.js';

export const raycastRenderer: Renderer = {
  name: 'raycast',
  layers: TRUTH_LAYERS,
  async open({ bodies }) {
    const scenes = createScenes(bodies);
    const info: RendererInfo = {
      name: 'raycast',
      backend: 'rays on the processor',
      versions: { three: REVISION },
      portableLayers: TRUTH_LAYERS,
    };
    return {
      info,
      ahead: 1,
      render: async (request) => drawLayers(request, scenes),
      close: async () => scenes.clear(),
    };
  },
};
