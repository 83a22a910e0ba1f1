/** A mesh that is drawn as its vertex shader places it: no camera, no depth. */
import {
  BufferGeometry,
  Mesh,
  OrthographicCamera,
  Scene,
  type ShaderMaterial,
  type WebGLRenderer,
  type WebGLRenderTarget,
} from 'three';

export interface FlatMesh {
  /** Disposes of the one before. */
  setGeometry(geometry: BufferGeometry): void;
  draw(into: WebGLRenderTarget): void;
}

export function createFlatMesh(renderer: WebGLRenderer, material: ShaderMaterial): FlatMesh {
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
      renderer.setRenderTarget(into);
      renderer.render(scene, camera);
      renderer.setRenderTarget(null);
    },
  };
}
