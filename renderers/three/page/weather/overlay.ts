/** A mesh whose light is mixed into what a target holds: its fragments give light times opacity, and opacity. */
import {
  BufferGeometry,
  CustomBlending,
  DoubleSide,
  GLSL3,
  type IUniform,
  Mesh,
  OneFactor,
  OneMinusSrcAlphaFactor,
  OrthographicCamera,
  Scene,
  ShaderMaterial,
  type WebGLRenderer,
  type WebGLRenderTarget,
} from 'three';

export interface Overlay {
  /** Disposes of the one before. */
  setGeometry(geometry: BufferGeometry): void;
  draw(into: WebGLRenderTarget): void;
}

export interface Shaders {
  readonly vertexShader: string;
  readonly fragmentShader: string;
}

export function createOverlay(
  renderer: WebGLRenderer,
  shaders: Shaders,
  uniforms: Readonly<Record<string, IUniform>>,
): Overlay {
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
  const mesh = new Mesh(new BufferGeometry(), material);
  mesh.frustumCulled = false;
  const scene = new Scene();
  scene.add(mesh);
  const camera = new OrthographicCamera();
  return {
    setGeometry(geometry) {
      mesh.geometry.dispose();
      mesh.geometry = geometry;
    },
    draw(into) {
      renderer.autoClear = false;
      renderer.setRenderTarget(into);
      renderer.render(scene, camera);
      renderer.setRenderTarget(null);
      renderer.autoClear = true;
    },
  };
}
