/** A mesh whose light is mixed into what a target holds: its fragments give light times opacity, and opacity. */
import {
  CustomBlending,
  DoubleSide,
  GLSL3,
  type IUniform,
  OneFactor,
  OneMinusSrcAlphaFactor,
  ShaderMaterial,
  type WebGLRenderer,
} from 'three';
import { createFlatMesh, type FlatMesh } from './flat-mesh.js';

export interface Shaders {
  readonly vertexShader: string;
  readonly fragmentShader: string;
}

export function createOverlay(
  renderer: WebGLRenderer,
  shaders: Shaders,
  uniforms: Readonly<Record<string, IUniform>>,
): FlatMesh {
  const material = new ShaderMaterial({
    glslVersion: GLSL3,
    ...shaders,
    uniforms,
    side: DoubleSide,
    transparent: true,
    blending: CustomBlending,
    blendSrc: OneFactor,
    blendDst: OneMinusSrcAlphaFactor,
    depthTest: false,
    depthWrite: false,
  });
  const { setGeometry, draw } = createFlatMesh(renderer, material);
  return {
    setGeometry,
    draw(into) {
      renderer.autoClear = false;
      draw(into);
      renderer.autoClear = true;
    },
  };
}
