/** Autumn leaves in the air, mixed into linear light: each a pointed oval as it lies, drawn out over its way during the exposure. */
import { type Texture, type Vector2, Vector3, type WebGLRenderer, type WebGLRenderTarget } from 'three';
import type { RenderRequest } from '#contracts/renderer';
import { depthOf, type Lens, project } from '#core/lens';
import { add, cross, dot, invert, mix, norm, type Pose, scale, sub, transformPoint, type Vec3 } from '#core/pose';
import { randomRoot } from '#core/random';
import { buildPlace } from '#places/index';
import {
  driftOf,
  type FallingLeaf,
  type LeafPose,
  leafAt,
  leavesOf,
  leavesPerS,
  type SheddingTree,
  sheddingTrees,
} from '#sensors/falling/leaves';
import type { StreakCamera } from '#sensors/falling/streaks';
import { HEAD_BEAM } from '../head-beam-glsl.js';
import { createQuads } from '../quads.js';
import { SECTORS } from '../roofline.js';
import { shared } from '../truth-material.js';
import { weatherCamera } from './camera.js';

/** Farther ones are a pixel or less, m. */
const FARTHEST = 45;
const NEAREST = 0.4;
/** A blade's half axis is drawn at least so long, px, and the fainter for it. */
const LEAST_PX = 0.6;
const MOST_SLICES = 8;

/** Lit from both sides: a leaf lets through about as much as it throws back. The air before it as before everything else. */
const VERTEX = `
  in vec4 spot; in vec4 axes; in vec4 facing; in vec4 place; in vec4 tint;
  uniform vec2 uSize; uniform vec3 uLeafSun; uniform vec3 uLeafSky; uniform vec3 uSun; uniform float uExtinction; uniform vec3 uAirlight; uniform vec3 uEye;
  uniform vec3 uLampAt; uniform vec3 uLampTo; uniform float uLampCd; uniform float uLampHigh;
  out vec2 vAt; flat out vec4 vSpot; flat out vec3 vLight;
  ${HEAD_BEAM}
  vec3 falling(vec3 n) { return uLeafSky * (0.55 + 0.45 * n.z) + uLeafSun * max(0.0, dot(n, uSun)); }
  void main() {
    vec3 n = facing.xyz;
    vec3 light = (falling(n) + 0.7 * falling(-n)) / 3.14159;
    if (uLampCd > 0.0) light += ownBeam(place.xyz, n);
    float air = exp(-uExtinction * distance(place.xyz, uEye));
    vLight = tint.rgb * light * air + uAirlight * (1.0 - air);
    vAt = position.xy; vSpot = spot;
    vec2 pixel = spot.xy + position.x * axes.xy + position.y * axes.zw;
    gl_Position = vec4(2.0 * pixel.x / uSize.x - 1.0, 1.0 - 2.0 * pixel.y / uSize.y, 0.0, 1.0);
  }
`;
const FRAGMENT = `
  layout(location = 0) out highp vec4 lightOut;
  in vec2 vAt; flat in vec4 vSpot; flat in vec3 vLight;
  uniform sampler2D uTruthMap; uniform float uHasTruth;
  void main() {
    if (uHasTruth > 0.5) {
      float behind = texelFetch(uTruthMap, ivec2(gl_FragCoord.xy), 0).x;
      if (behind > 0.0 && behind < vSpot.z) discard;
    }
    float edge = abs(vAt.y) - 0.95 * (1.0 - vAt.x * vAt.x);
    float soft = max(fwidth(edge), 1e-3);
    float opacity = vSpot.w * clamp(0.5 - edge / soft, 0.0, 1.0);
    lightOut = vec4(vLight * opacity, opacity);
  }
`;

export interface LeafPainter {
  /** Whether any may be in the air. */
  isThere(request: RenderRequest): boolean;
  /** @param truth where depth is, or undefined: nothing hides them */
  draw(into: WebGLRenderTarget, request: RenderRequest, truth: Texture | undefined, exposure: number): void;
}

export function createLeaves(renderer: WebGLRenderer, uSize: { value: Vector2 }): LeafPainter {
  const { uLampAt, uLampTo, uLampCd, uLampHigh, uSun, uExtinction, uAirlight, uEye } = shared;
  const uniforms = {
    ...{ uSize, uLampAt, uLampTo, uLampCd, uLampHigh, uSun, uExtinction, uAirlight, uEye },
    uTruthMap: { value: null as Texture | null },
    uHasTruth: { value: 0 },
    uLeafSun: { value: new Vector3() },
    uLeafSky: { value: new Vector3() },
  };
  const names = ['spot', 'axes', 'facing', 'place', 'tint'];
  const quads = createQuads(renderer, names, { vertexShader: VERTEX, fragmentShader: FRAGMENT }, uniforms);
  let known: { readonly id: string; readonly trees: readonly SheddingTree[] } | undefined;
  const treesOf = ({ scene }: RenderRequest): readonly SheddingTree[] => {
    if (known?.id !== scene.id) known = { id: scene.id, trees: sheddingTrees(buildPlace(scene.place)) };
    return known.trees;
  };
  return {
    isThere: (request) => leavesPerS(request.frame.medium) > 0 && treesOf(request).length > 0,
    draw(into, request, truth, exposure) {
      const numbers = packed(
        leavesFor(request, treesOf(request)),
        weatherCamera(request, exposure),
        request.frame.timeNs * 1e-9,
      );
      if (numbers.length === 0) return;
      uniforms.uTruthMap.value = truth ?? null;
      uniforms.uHasTruth.value = truth === undefined ? 0 : 1;
      lightUp(request, uniforms.uLeafSun.value, uniforms.uLeafSky.value);
      quads.draw(into, numbers);
    },
  };
}

/** Of the trees near enough for their leaves to come near. */
function leavesFor({ scene, frame, view }: RenderRequest, trees: readonly SheddingTree[]): FallingLeaf[] {
  const seed = randomRoot(scene.id).child('leaves').uint32();
  const eye = view.worldFromCamera.position;
  return trees.flatMap((tree) => {
    if (norm(sub(tree.foot, eye)) > FARTHEST + driftOf(tree, frame.medium.windMPerS)) return [];
    return leavesOf(tree, frame.medium, seed, frame.timeNs * 1e-9);
  });
}

/** What falls on a level leaf from the sun, lx, unless roofs stand before it, and from the sky. */
function lightUp({ frame: { medium } }: RenderRequest, sun: Vector3, sky: Vector3): void {
  const [x, y, z] = medium.sunDirection;
  const roofs = shared.uRoofline.value;
  const sector = Math.floor((Math.atan2(y, x) / (2 * Math.PI)) * SECTORS + SECTORS) % SECTORS;
  const shines = z > 0 && z > (roofs[sector] as number);
  const low = Math.max(0, Math.min(1, 1 - z / 0.45));
  sun.set(1, 1 - 0.3 * low, 1 - 0.58 * low).multiplyScalar(shines ? medium.sunIlluminanceLx : 0);
  if (medium.sunTint !== undefined) sun.multiply(new Vector3(...medium.sunTint));
  const open = 1 - roofs.reduce((sum, s) => sum + s * s, 0) / SECTORS;
  sky.copy(shared.uSkyTint.value).multiplyScalar(medium.skyIlluminanceLx * (open + 0.25 * (1 - open)));
}

function packed(leaves: readonly FallingLeaf[], camera: StreakCamera, timeS: number): Float32Array {
  const [start, end] = [-0.5, 0.5].map((share) => {
    const { position, orientation } = camera.worldFromCamera;
    return invert({ position: add(position, scale(camera.velocity, share * camera.exposureS)), orientation });
  }) as [Pose, Pose];
  const seen = leaves
    .map((leaf) => {
      const pose = leafAt(leaf, timeS);
      return { leaf, pose, distance: norm(sub(pose.position, camera.worldFromCamera.position)) };
    })
    .filter(({ distance }) => distance < FARTHEST && distance > Math.max(NEAREST, camera.near))
    .sort((a, b) => b.distance - a.distance);
  const half = camera.exposureS / 2;
  return Float32Array.from(
    seen.flatMap(({ leaf, pose }) => {
      const ends = [
        transformPoint(start, leafAt(leaf, timeS - half).position),
        transformPoint(end, leafAt(leaf, timeS + half).position),
      ] as const;
      return spots(leaf, pose, ends, camera);
    }),
  );
}

/** A leaf's rectangles: one, or several where it goes farther than itself during the exposure. */
function spots(leaf: FallingLeaf, pose: LeafPose, [from, to]: readonly [Vec3, Vec3], camera: StreakCamera): number[] {
  const { lens, worldFromCamera } = camera;
  const toCamera = invert(worldFromCamera);
  const here = transformPoint(toCamera, pose.position);
  const middle = project(lens, here);
  const [first, last] = [project(lens, from), project(lens, to)];
  if (middle === undefined || first === undefined || last === undefined || outside(lens, middle)) return [];
  const axis = (way: Vec3, size: number): [number, number] => {
    const tip = project(lens, transformPoint(toCamera, add(pose.position, scale(way, size / 2))));
    return tip === undefined ? [0, 0] : [tip[0] - middle[0], tip[1] - middle[1]];
  };
  const [length, width] = [axis(pose.along, leaf.length), axis(pose.across, leaf.width)];
  const long = norm([length[0], length[1], 0]);
  const grown = widened(length, width);
  const slices = Math.min(
    MOST_SLICES,
    Math.max(1, Math.ceil(norm([last[0] - first[0], last[1] - first[1], 0]) / Math.max(1, long))),
  );
  const normal = cross(pose.along, pose.across);
  const facing = scale(normal, dot(normal, sub(worldFromCamera.position, pose.position)) < 0 ? -1 : 1);
  return Array.from({ length: slices }, (_, k) => {
    const t = slices === 1 ? 0.5 : k / (slices - 1);
    const at = mix([first[0], first[1], 0], [last[0], last[1], 0], t);
    const spot = [at[0], at[1], depthOf(lens, here), grown.opacity / slices];
    return [...spot, ...grown.length, ...grown.width, ...facing, 0, ...pose.position, 0, ...leaf.color, 0];
  }).flat();
}

/** Edge-on and far-off blades still cover their share of a pixel. */
function widened(length: [number, number], width: [number, number]): { length: number[]; width: number[]; opacity: number } {
  const area = Math.abs(length[0] * width[1] - length[1] * width[0]);
  const long = norm([length[0], length[1], 0]);
  const axis = long < 1e-6 ? ([1, 0] as const) : ([length[0] / long, length[1] / long] as const);
  const half = Math.max(long, LEAST_PX);
  const thick = Math.max(area / Math.max(half, 1e-6), LEAST_PX);
  return {
    length: [axis[0] * half, axis[1] * half],
    width: [-axis[1] * thick, axis[0] * thick],
    opacity: Math.min(1, area / (half * thick)),
  };
}

function outside({ width, height }: Lens, [x, y]: readonly [number, number]): boolean {
  return x < -40 || y < -40 || x > width + 40 || y > height + 40;
}
