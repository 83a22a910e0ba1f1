/** A fragment shader run over a whole target. */
import {
  type Blending,
  BufferAttribute,
  BufferGeometry,
  GLSL3,
  type IUniform,
  NoBlending,
  ShaderMaterial,
  type WebGLRenderer,
  type WebGLRenderTarget,
} from 'three';
import { createFlatMesh } from './flat-mesh.js';

export interface ScreenPass {
  run(into: WebGLRenderTarget): void;
}

/** One triangle that covers the target. */
export function coveringTriangle(): BufferGeometry {
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(new Float32Array([-1, -1, 0, 3, -1, 0, -1, 3, 0]), 3));
  return geometry;
}

export function createScreenPass(
  renderer: WebGLRenderer,
  fragmentShader: string,
  uniforms: Readonly<Record<string, IUniform>>,
  blending: Blending = NoBlending,
): ScreenPass {
  const material = new ShaderMaterial({
    glslVersion: GLSL3,
    vertexShader: 'void main() { gl_Position = vec4(position.xy, 0.0, 1.0); }',
    fragmentShader,
    uniforms,
    blending,
    transparent: blending !== NoBlending,
    depthTest: false,
    depthWrite: false,
  });
  const mesh = createFlatMesh(renderer, material);
  mesh.setGeometry(coveringTriangle());
  return { run: (into) => mesh.draw(into) };
}
