/** The oracle against closed forms, and what it refuses. */
import { expect, it } from 'vitest';
import { raycastRenderer } from '#renderers/raycast/index';
import { rendererSuite, request } from './renderer-suite.js';

rendererSuite(raycastRenderer, { depth: 5e-5, flow: 5e-4 });

it('refuses colour', async () => {
  const session = await raycastRenderer.open({});
  await expect(session.render({ ...request([10, 0, 1], [10, 0, 1]), layers: ['rgb'] })).rejects.toThrow('draws no rgb');
});
