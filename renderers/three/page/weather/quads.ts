/** Many rectangles on a picture, each with numbers of its own, mixed into what is there. */
import {
  BufferAttribute,
  CustomBlending,
  DoubleSide,
  GLSL3,
  InstancedBufferAttribute,
  InstancedBufferGeometry,
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

export interface Quads {
  /** @param numbers eight a rectangle: attributes `a` and `b` @returns nothing: the light in `into` is mixed with theirs, in order */
  draw(into: WebGLRenderTarget, numbers: Float32Array): void;
}

const EIGHT = 8;

/**
 * @param vertexShader gets `position` (corners at -1 and 1), `a`, `b`
 * @param fragmentShader writes light times opacity, and opacity
 */
export function createQuads(
  renderer: WebGLRenderer,
  { vertexShader, fragmentShader }: { readonly vertexShader: string; readonly fragmentShader: string },
  uniforms: Readonly<Record<string, IUniform>>,
): Quads {
  const material = new ShaderMaterial({
    glslVersion: GLSL3,
    vertexShader,
    fragmentShader,
    uniforms,
    side: DoubleSide,
    transparent: true,
    blending: CustomBlending,
    blendSrc: OneFactor,
    blendDst: OneMinusSrcAlphaFactor,
    depthTest: false,
    depthWrite: false,
  });
  const mesh = new Mesh(new InstancedBufferGeometry(), material);
  mesh.frustumCulled = false;
  const scene = new Scene();
  scene.add(mesh);
  const camera = new OrthographicCamera();
  let room = 0;
  let [a, b] = [new InstancedBufferAttribute(new Float32Array(0), 4), new InstancedBufferAttribute(new Float32Array(0), 4)];
  const makeRoom = (count: number): void => {
    if (count <= room) return;
    room = Math.max(256, 2 ** Math.ceil(Math.log2(count)));
    mesh.geometry.dispose();
    const geometry = new InstancedBufferGeometry();
    geometry.setAttribute('position', new BufferAttribute(new Float32Array([-1, -1, 0, 1, -1, 0, 1, 1, 0, -1, 1, 0]), 3));
    geometry.setIndex([0, 1, 2, 0, 2, 3]);
    [a, b] = [0, 1].map(() => new InstancedBufferAttribute(new Float32Array(room * 4), 4)) as [typeof a, typeof b];
    geometry.setAttribute('a', a);
    geometry.setAttribute('b', b);
    mesh.geometry = geometry;
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
      (mesh.geometry as InstancedBufferGeometry).instanceCount = count;
      renderer.autoClear = false;
      renderer.setRenderTarget(into);
      renderer.render(scene, camera);
      renderer.setRenderTarget(null);
      renderer.autoClear = true;
    },
  };
}
