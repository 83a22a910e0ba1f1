/** Many rectangles on a picture, each with numbers of its own, mixed into what is there. */
import {
  BufferAttribute,
  InstancedBufferGeometry,
  InstancedInterleavedBuffer,
  InterleavedBufferAttribute,
  type IUniform,
  type WebGLRenderer,
  type WebGLRenderTarget,
} from 'three';
import { createOverlay, type Shaders } from './overlay.js';

export interface Quads {
  /** @param numbers four an attribute, rectangle by rectangle: the light in `into` is mixed with theirs, in that order */
  draw(into: WebGLRenderTarget, numbers: Float32Array): void;
}

const CORNERS = new Float32Array([-1, -1, 0, 1, -1, 0, 1, 1, 0, -1, 1, 0]);

/** @param names of attributes, a vec4 each @param shaders the vertex shader gets them, and `position`: corners at -1 and 1 */
export function createQuads(
  renderer: WebGLRenderer,
  names: readonly string[],
  shaders: Shaders,
  uniforms: Readonly<Record<string, IUniform>>,
): Quads {
  const overlay = createOverlay(renderer, shaders, uniforms);
  const stride = 4 * names.length;
  let room = 0;
  let geometry = new InstancedBufferGeometry();
  let buffer = new InstancedInterleavedBuffer(new Float32Array(0), stride);
  const makeRoom = (count: number): void => {
    if (count <= room) return;
    room = Math.max(256, 2 ** Math.ceil(Math.log2(count)));
    buffer = new InstancedInterleavedBuffer(new Float32Array(room * stride), stride);
    geometry = new InstancedBufferGeometry();
    geometry.setAttribute('position', new BufferAttribute(CORNERS, 3));
    geometry.setIndex([0, 1, 2, 0, 2, 3]);
    names.forEach((name, i) => {
      geometry.setAttribute(name, new InterleavedBufferAttribute(buffer, 4, 4 * i));
    });
    overlay.setGeometry(geometry);
  };
  return {
    draw(into, numbers) {
      const count = numbers.length / stride;
      makeRoom(count);
      (buffer.array as Float32Array).set(numbers);
      buffer.needsUpdate = true;
      geometry.instanceCount = count;
      overlay.draw(into);
    },
  };
}
