/** Spray and banks of fog, dust and smoke: soft clouds whose optical depth along each pixel's ray has a closed form (`src/sensors/plumes.ts`). */
import {
  BufferAttribute,
  BufferGeometry,
  Matrix4,
  type Texture,
  Vector3,
  type WebGLRenderer,
  type WebGLRenderTarget,
} from 'three';
import type { RenderRequest } from '#contracts/renderer';
import { lensOf, type Projection, unproject } from '#core/lens';
import { compose, invert, norm, type Pose, sub } from '#core/pose';
import { MATTER_COLOR, type Plume, plumesIn } from '#sensors/plumes';
import { matrixOf } from '../camera.js';
import { createOverlay } from '../overlay.js';
import { shared } from '../truth-material.js';

/** Spray is four a vehicle. */
const MOST = 24;
const VERTEX = `
  in vec3 ray;
  out vec3 vRay;
  void main() { vRay = ray; gl_Position = vec4(position.xy, 0.0, 1.0); }
`;
const FRAGMENT = `
  layout(location = 0) out highp vec4 lightOut;
  in vec3 vRay;
  uniform sampler2D uTruthMap; uniform float uHasTruth; uniform float uAlongRay; uniform vec3 uAirlight;
  uniform int uCount; uniform mat4 uUnitFromCamera[${MOST}]; uniform float uPeak[${MOST}]; uniform vec3 uColor[${MOST}];
  /** Normal distribution function (Abramowitz and Stegun 26.2.17: within 7.5e-8). */
  float below(float x) {
    float t = 1.0 / (1.0 + 0.2316419 * abs(x));
    float tail = 0.39894228 * exp(-0.5 * x * x) * t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
    return x < 0.0 ? tail : 1.0 - tail;
  }
  void main() {
    if (dot(vRay, vRay) < 0.5) discard;
    vec3 ray = normalize(vRay);
    float far = 1e4;
    if (uHasTruth > 0.5) {
      float depth = texelFetch(uTruthMap, ivec2(gl_FragCoord.xy), 0).x;
      if (depth > 0.0) far = uAlongRay > 0.5 ? depth : depth / ray.z;
    }
    float optical = 0.0;
    vec3 color = vec3(0.0);
    for (int i = 0; i < ${MOST}; i++) {
      if (i >= uCount) break;
      vec3 from = uUnitFromCamera[i][3].xyz;
      vec3 along = mat3(uUnitFromCamera[i]) * ray;
      float a = dot(along, along), b = dot(along, from), off = dot(from, from) - b * b / a;
      if (off > 16.0) continue;
      float middle = -b / a, sd = inversesqrt(a);
      float own = uPeak[i] * exp(-0.5 * off) * sd * 2.50662827 * (below((far - middle) / sd) - below(-middle / sd));
      optical += own;
      color += own * uColor[i];
    }
    float opacity = 1.0 - exp(-optical);
    lightOut = vec4(uAirlight * color / max(optical, 1e-6) * opacity, opacity);
  }
`;

export interface PlumePainter {
  draw(into: WebGLRenderTarget, request: RenderRequest, truth: Texture | undefined): void;
}

/** Those that weigh most to this eye, most first. */
export function plumesFor({ scene, frame, view }: RenderRequest): Plume[] {
  const eye = view.worldFromCamera.position;
  const weight = ({ worldFromPlume: { position }, extinctionPerM, spread }: Plume): number =>
    (extinctionPerM * spread[1] * spread[2]) / Math.max(1, norm(sub(position, eye)));
  return plumesIn(scene, frame)
    .sort((a, b) => weight(b) - weight(a))
    .slice(0, MOST);
}

export function createPlumes(renderer: WebGLRenderer): PlumePainter {
  const uniforms = {
    uTruthMap: { value: null as Texture | null },
    uHasTruth: { value: 0 },
    uAlongRay: { value: 0 },
    uAirlight: shared.uAirlight,
    uCount: { value: 0 },
    uUnitFromCamera: { value: Array.from({ length: MOST }, () => new Matrix4()) },
    uPeak: { value: new Array<number>(MOST).fill(0) },
    uColor: { value: Array.from({ length: MOST }, () => new Vector3(1, 1, 1)) },
  };
  const overlay = createOverlay(renderer, { vertexShader: VERTEX, fragmentShader: FRAGMENT }, uniforms);
  let known = '';
  return {
    draw(into, request, truth) {
      const plumes = plumesFor(request);
      if (plumes.length === 0) return;
      const key = JSON.stringify(request.view.intrinsics);
      if (key !== known) {
        overlay.setGeometry(rayGrid(request.view.intrinsics));
        known = key;
      }
      uniforms.uTruthMap.value = truth ?? null;
      uniforms.uHasTruth.value = truth === undefined ? 0 : 1;
      uniforms.uAlongRay.value = request.view.intrinsics.lens?.model === 'fisheye' ? 1 : 0;
      uniforms.uCount.value = plumes.length;
      plumes.forEach((plume, i) => {
        uniforms.uPeak.value[i] = plume.extinctionPerM;
        (uniforms.uColor.value[i] as Vector3).set(...MATTER_COLOR[plume.matter]);
        (uniforms.uUnitFromCamera.value[i] as Matrix4).copy(unitFromCamera(plume, request.view.worldFromCamera));
      });
      overlay.draw(into);
    },
  };
}

/** To the plume's own axes, in standard deviations. */
function unitFromCamera({ worldFromPlume, spread }: Plume, worldFromCamera: Pose): Matrix4 {
  const shrink = new Vector3(1 / spread[0], 1 / spread[1], 1 / spread[2]);
  return new Matrix4()
    .makeScale(shrink.x, shrink.y, shrink.z)
    .multiply(matrixOf(compose(invert(worldFromPlume), worldFromCamera)));
}

/** The picture as a net of rays; no ray where the lens sees nothing. A pinhole's are exact between the knots, scaled to depth 1. */
function rayGrid(projection: Projection): BufferGeometry {
  const lens = lensOf(projection);
  const [columns, rows] = projection.lens === undefined ? [1, 1] : [96, 54];
  const { width, height } = projection;
  const [positions, rays, index]: [number[], number[], number[]] = [[], [], []];
  for (let j = 0; j <= rows; j++)
    for (let i = 0; i <= columns; i++) {
      const [u, v] = [(width * i) / columns, (height * j) / rows];
      const [x, y, z] = unproject(lens, u, v) ?? [0, 0, 0];
      const k = lens.model === 'pinhole' ? 1 / z : 1;
      positions.push((2 * i) / columns - 1, 1 - (2 * j) / rows, 0);
      rays.push(x * k, y * k, z * k);
      const at = j * (columns + 1) + i;
      if (i < columns && j < rows) index.push(at, at + 1, at + columns + 2, at, at + columns + 2, at + columns + 1);
    }
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(new Float32Array(positions), 3));
  geometry.setAttribute('ray', new BufferAttribute(new Float32Array(rays), 3));
  geometry.setIndex(index);
  return geometry;
}
