/** Many rectangles on a picture, each with numbers of its own, mixed into what is there. */
import {
  BufferAttribute,
  InstancedBufferAttribute,
  InstancedBufferGeometry,
  type IUniform,
  type WebGLRenderer,
  type WebGLRenderTarget,
} from 'three';
import { createOverlay, type Shaders } from './overlay.js';

export interface Quads {
  /** @param numbers eight a rectangle: attributes `a` and `b` @returns nothing: the light in `into` is mixed with theirs, in order */
  draw(into: WebGLRenderTarget, numbers: Float32Array): void;
}

const EIGHT = 8;
const CORNERS = new Float32Array([-1, -1, 0, 1, -1, 0, 1, 1, 0, -1, 1, 0]);

/** @param shaders the vertex shader gets `position` (corners at -1 and 1), `a`, `b` */
export function createQuads(renderer: WebGLRenderer, shaders: Shaders, uniforms: Readonly<Record<string, IUniform>>): Quads {
  const overlay = createOverlay(renderer, shaders, uniforms);
  let room = 0;
  let geometry = new InstancedBufferGeometry();
  const lists = () => [0, 1].map(() => new InstancedBufferAttribute(new Float32Array(room * 4), 4));
  let [a, b] = lists() as [InstancedBufferAttribute, InstancedBufferAttribute];
  const makeRoom = (count: number): void => {
    if (count <= room) return;
    room = Math.max(256, 2 ** Math.ceil(Math.log2(count)));
    geometry = new InstancedBufferGeometry();
    geometry.setAttribute('position', new BufferAttribute(CORNERS, 3));
    geometry.setIndex([0, 1, 2, 0, 2, 3]);
    [a, b] = lists() as [InstancedBufferAttribute, InstancedBufferAttribute];
    geometry.setAttribute('a', a);
    geometry.setAttribute('b', b);
    overlay.setGeometry(geometry);
  };
  return {
    draw(into, numbers) {
      const count = numbers.length / EIGHT;
      makeRoom(count);
      for (let i = 0; i < count; i++) {
        (a.array as Float32Array).set(numbers.subarray(i * EIGHT, i * EIGHT + 4), i * 4);
        (b.array as Float32Array).set(numbers.subarray(i * EIGHT + 4, i * EIGHT + EIGHT), i * 4);
      }
      a.needsUpdate = true;
      b.needsUpdate = true;
      geometry.instanceCount = count;
      overlay.draw(into);
    },
  };
}
