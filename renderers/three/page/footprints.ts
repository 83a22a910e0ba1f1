/**
 * What stands on the ground takes some of the sky's light from the ground beside and below it: cars stand on the road, not over it. A body is
 * taken as its box. Beside a long wall of height h, at a distance d, the part (1 - d / sqrt(d^2 + h^2)) / 2 of a plane's cosine-weighted sky is
 * hidden (exact for an endless wall); short ones hide less with distance, and below the floor nearly all of it is gone.
 */
import { Vector4 } from 'three';
import type { BodyState } from '#contracts/frame';
import type { Box } from '#contracts/scene';
import { norm, rotate, sub, transformPoint, type Vec3 } from '#core/pose';

/** As many as are looked at for every pixel of the ground: the nearest ones. */
const MOST = 8;
/** Beyond this distance from the eye nobody sees it, m. */
const REACH = 45;
/** Whoever's lowest point is higher, flies, m. */
const ALOFT = 0.6;

export const footprintUniforms = {
  /** x, y, and the heading's cosine and sine. */
  uFootAt: { value: Array.from({ length: MOST }, () => new Vector4()) },
  /** Half length, half width, height, m. */
  uFootSize: { value: Array.from({ length: MOST }, () => new Vector4()) },
  uFeet: { value: 0 },
};

export interface Standing {
  readonly state: BodyState;
  readonly box: Box;
}

export function setFootprints(bodies: readonly Standing[], eye: Vec3): void {
  const near = bodies
    .map(({ state, box }) => ({ state, box, middle: transformPoint(state.worldFromBody, box.center) }))
    .filter(({ box, middle }) => middle[2] - box.size[2] / 2 < ALOFT)
    .map((each) => ({ ...each, distance: norm(sub(each.middle, eye)) }))
    .filter(({ distance }) => distance < REACH)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, MOST);
  for (const [i, { state, box, middle }] of near.entries()) {
    const [x, y] = rotate(state.worldFromBody.orientation, [1, 0, 0]);
    const flat = Math.max(1e-6, Math.sqrt(x * x + y * y));
    footprintUniforms.uFootAt.value[i]?.set(middle[0], middle[1], x / flat, y / flat);
    footprintUniforms.uFootSize.value[i]?.set(box.size[0] / 2, box.size[1] / 2, box.size[2], 0);
  }
  footprintUniforms.uFeet.value = near.length;
}

/** `skyLeft(point)`: share of the sky's light that comes to the ground there, 0..1. */
export const FOOTPRINTS_GLSL = `
  uniform vec4 uFootAt[${MOST}]; uniform vec4 uFootSize[${MOST}]; uniform int uFeet;
  float skyLeft(vec2 at) {
    float left = 1.0;
    for (int i = 0; i < ${MOST}; i++) {
      if (i >= uFeet) break;
      vec2 from = at - uFootAt[i].xy;
      if (dot(from, from) > 64.0) continue;
      vec2 axis = uFootAt[i].zw;
      vec2 half_ = uFootSize[i].xy;
      vec2 over = abs(vec2(dot(from, axis), dot(from, vec2(-axis.y, axis.x)))) - half_;
      float d = length(max(over, 0.0)) + min(max(over.x, over.y), 0.0);
      float h = uFootSize[i].z;
      float size = min(half_.x, half_.y) * 2.0;
      float beside = 0.5 * (1.0 - d / sqrt(d * d + h * h)) * size / (size + max(d, 0.0));
      left *= 1.0 - (d > 0.0 ? beside : 0.5 + 0.44 * smoothstep(0.0, 0.3, -d));
    }
    return left;
  }
`;
