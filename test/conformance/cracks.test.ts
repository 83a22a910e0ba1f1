/** The look-out for cracks in the ground sees one, and takes no horizon for one. */
import { expect, it } from 'vitest';
import type { LayerSet } from '#contracts/layers';
import { semanticIds } from '#labels/index';
import { cracks } from './cracks.js';

const [width, height] = [5, 5];
const road = semanticIds.road as number;
const sky = semanticIds.sky as number;

/** Road at 10 m, but for one pixel in its middle. */
function ground(middle: { readonly depth: number; readonly semantic: number }, above = 10): LayerSet {
  const depth = new Float32Array(width * height).fill(10);
  const semantic = new Uint8Array(width * height).fill(road);
  depth[12] = middle.depth;
  semantic[12] = middle.semantic;
  depth.fill(above, 5, 10);
  return { width, height, depth, semantic };
}

it('sees the sky in the ground', () => {
  expect(cracks(ground({ depth: 0, semantic: sky }))).toBe(1);
});

it('has nothing against whole ground, nor against sky between near ground and far', () => {
  expect(cracks(ground({ depth: 10, semantic: road }))).toBe(0);
  expect(cracks(ground({ depth: 0, semantic: sky }, 40))).toBe(0);
});
