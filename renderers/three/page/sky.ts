/** The sky behind everything, in the same pass: colour, its own class, and flow from the camera's turning. */

import { GLSL3, Mesh, type Scene, ShaderMaterial } from 'three';
import type { RenderRequest } from '#contracts/renderer';
import { LENS_GLSL, lensUniforms } from './lens-glsl.js';
import { setLooks } from './looks.js';
import { coveringTriangle } from './screen-pass.js';
import { SKY_GLSL } from './sky-glsl.js';
import { shared } from './truth-material.js';

const VERTEX = `
  void main() { gl_Position = vec4(position.xy, 1.0, 1.0); }
`;
const FRAGMENT = `
  layout(location = 0) out highp vec4 colorOut;
  layout(location = 1) out highp vec4 truthOut;
  layout(location = 2) out highp vec4 normalOut;
  uniform mat4 uCameraFromWorld; uniform mat4 uNextFromWorld; uniform vec4 uIntrinsics; uniform vec4 uNextIntrinsics; uniform vec2 uSize;
  uniform float uSemantic; uniform float uTruth; uniform float uAlbedo; uniform float uExtinction; uniform vec3 uAirlight; uniform vec3 uMoon; uniform float uMoonLux; uniform float uInMirror;
  ${SKY_GLSL}
  #ifdef LENS
  ${LENS_GLSL}
  #endif
  void main() {
    vec2 here = vec2(gl_FragCoord.x, uSize.y - gl_FragCoord.y);
    // The mirror is drawn at half the size, left and right exchanged, and looks up where the picture looks down.
    if (uInMirror > 0.5) { here = 2.0 * gl_FragCoord.xy; here = uSize - here; }
    vec3 ray = vec3((here - uIntrinsics.zw) / uIntrinsics.xy, 1.0);
    vec3 world = normalize(transpose(mat3(uCameraFromWorld)) * ray);
    if (uInMirror > 0.5) world.z = -world.z;
    // Looking up, the fog or haze layer is left behind; along the horizon it is endless.
    float through = exp(-uExtinction * 350.0 / max(world.z, 0.004));
    vec3 sky = skyRadiance(world);
    if (world.z > 0.0) sky += uSunLux * 40.0 * smoothstep(0.99996, 0.999985, dot(world, uSun)) * (1.0 - uCloud);
    // The moon is a quarter of a degree in radius: 6.4e-5 sr.
    if (uMoonLux > 0.0) sky += vec3(1.0, 0.97, 0.9) * uMoonLux / 6.4e-5 * smoothstep(0.999987, 0.9999905, dot(world, uMoon)) * (1.0 - 0.9 * uCloud);
    colorOut = vec4(uAlbedo > 0.5 ? vec3(0.0) : mix(uAirlight, sky, through), 1.0);
    truthOut = vec4(0.0); normalOut = vec4(0.0);
    #ifdef LENS
    colorOut.a = 0.0;
    vec3 own;
    if (uTruth > 0.5 && pixelHere(here, own)) {
      vec2 there;
      vec3 next = mat3(uNextFromWorld) * normalize(transpose(mat3(uCameraFromWorld)) * own);
      truthOut = vec4(0.0, 65536.0 * uSemantic, landed(next, uNextIntrinsics, there) ? there - here : vec2(0.0));
    }
    #else
    if (uTruth > 0.5) {
      vec3 next = mat3(uNextFromWorld) * world;
      vec2 flow = next.z > 1e-6 ? uNextIntrinsics.zw + uNextIntrinsics.xy * next.xy / next.z - here : vec2(0.0);
      truthOut = vec4(0.0, 65536.0 * uSemantic, flow);
    }
    #endif
  }
`;

export function createSky(scene: Scene): { show(request: RenderRequest): void } {
  const semantic = { value: 0 };
  const uniforms = { ...shared, ...lensUniforms, uSemantic: semantic };
  const make = (defines: Record<string, string>): ShaderMaterial =>
    new ShaderMaterial({
      glslVersion: GLSL3,
      vertexShader: VERTEX,
      fragmentShader: FRAGMENT,
      uniforms,
      defines,
      depthWrite: false,
    });
  const [plain, lensed] = [make({ FINE_SKY: '' }), make({ FINE_SKY: '', LENS: '' })];
  const mesh = new Mesh(coveringTriangle(), plain);
  setLooks(mesh, { plain, lensed: () => lensed });
  mesh.frustumCulled = false;
  mesh.renderOrder = 1000;
  scene.add(mesh);
  return {
    show({ scene: spec }) {
      semantic.value = spec.semanticIds.sky ?? 0;
      // Every place has clouds of its own.
      shared.uSkyShift.value.set((spec.place.seed % 997) * 0.37, (spec.place.seed % 1009) * 0.53);
    },
  };
}
