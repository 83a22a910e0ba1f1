/**
 * How much of the sky's light bodies and walls keep from the ground around them, as a map seen from above: what lets cars stand on the
 * road under an overcast sky. Drawn anew for each look; the ground's shader reads it by world x and y.
 */
import { Color, LinearFilter, RedFormat, UnsignedByteType, Vector4, type WebGLRenderer, WebGLRenderTarget } from 'three';
import type { Place } from '#contracts/place';
import { headingOf, type Vec3 } from '#core/pose';
import type { ShownBody } from './lights.js';
import { createQuads } from './quads.js';

const SIZE = 512;
/** Side of the square that the map covers, m; it lies mostly ahead of the eye. */
const SIDE_M = 72;
const AHEAD_M = 26;
/** How far beyond its footprint a thing dims the ground, in its heights, and at most, m. */
const REACH_HEIGHTS = 2.5;
const REACH_MOST_M = 9;

const VERTEX = `
  in vec4 spot; in vec4 form;
  out vec2 vAt; out vec4 vForm;
  uniform vec4 uMap;
  void main() {
    vec2 reach = form.xy + form.z;
    vAt = position.xy * reach;
    vForm = form;
    vec2 world = spot.xy + vec2(spot.z * vAt.x - spot.w * vAt.y, spot.w * vAt.x + spot.z * vAt.y);
    gl_Position = vec4((world - uMap.xy) * uMap.zw * 2.0 - 1.0, 0.0, 1.0);
  }
`;
/**
 * Light taken: beside a long wall of height h, at a distance d, the part (1 - d / sqrt(d^2 + h^2)) / 2 of a plane's cosine-weighted sky is hidden (exact for an
 * endless wall); short ones hide less with distance, and below a floor nearly all of it is gone.
 */
const FRAGMENT = `
  in vec2 vAt; in vec4 vForm;
  layout(location = 0) out highp vec4 lightOut;
  void main() {
    vec2 over = abs(vAt) - vForm.xy;
    float d = length(max(over, 0.0)) + min(max(over.x, over.y), 0.0);
    float h = vForm.w, size = 2.0 * min(vForm.x, vForm.y);
    float edge = 1.0 - clamp(d / vForm.z, 0.0, 1.0);
    float beside = 0.5 * (1.0 - d / sqrt(d * d + h * h)) * size / (size + max(d, 0.0)) * edge;
    lightOut = vec4(0.0, 0.0, 0.0, d > 0.0 ? beside : 0.5 + 0.44 * smoothstep(0.0, 0.3, -d));
  }
`;

export interface GroundShade {
  readonly map: { value: WebGLRenderTarget['texture'] };
  /** Corner (x, y) of the map in the world, and one over its side, twice. */
  readonly frame: { value: Vector4 };
  draw(bodies: readonly ShownBody[], place: Place, eye: Vec3, forward: Vec3): void;
}

export function createGroundShade(renderer: WebGLRenderer): GroundShade {
  const target = new WebGLRenderTarget(SIZE, SIZE, {
    format: RedFormat,
    type: UnsignedByteType,
    minFilter: LinearFilter,
    magFilter: LinearFilter,
    depthBuffer: false,
    generateMipmaps: false,
  });
  const background = new Color();
  const frame = { value: new Vector4(0, 0, 1 / SIDE_M, 1 / SIDE_M) };
  const quads = createQuads(renderer, ['spot', 'form'], { vertexShader: VERTEX, fragmentShader: FRAGMENT }, { uMap: frame });
  return {
    map: { value: target.texture },
    frame,
    draw(bodies, place, eye, forward) {
      // Snapped to texels, so that it does not swim.
      const texel = SIDE_M / SIZE;
      const corner = [0, 1].map(
        (axis) => Math.round(((eye[axis] as number) + (forward[axis] as number) * AHEAD_M - SIDE_M / 2) / texel) * texel,
      );
      frame.value.set(corner[0] as number, corner[1] as number, 1 / SIDE_M, 1 / SIDE_M);
      const near = (x: number, y: number, reach: number): boolean =>
        x + reach > (corner[0] as number) &&
        x - reach < (corner[0] as number) + SIDE_M &&
        y + reach > (corner[1] as number) &&
        y - reach < (corner[1] as number) + SIDE_M;
      const numbers: number[] = [];
      const add = (x: number, y: number, heading: number, length: number, width: number, height: number): void => {
        const reach = Math.min(REACH_MOST_M, REACH_HEIGHTS * height);
        if (near(x, y, length + width + reach))
          numbers.push(x, y, Math.cos(heading), Math.sin(heading), length / 2, width / 2, reach, height);
      };
      for (const { worldFromBox, size } of place.solids) {
        const [x, y] = worldFromBox.position;
        if (size[0] > 1) add(x, y, headingOf(worldFromBox.orientation), size[0], size[1], size[2]);
      }
      for (const { state, hidden, box } of bodies) {
        const { position, orientation } = state.worldFromBody;
        if (hidden || position[2] > 1.5) continue;
        const heading = headingOf(orientation);
        const [c, s] = [Math.cos(heading), Math.sin(heading)];
        const [length, width, height] = box.size;
        // Legs are thinner than the box round a stride.
        const [deep, wide] = length * width > 2 ? [length, width] : [Math.min(length, 0.45), Math.min(width, 0.4)];
        add(position[0] + c * box.center[0], position[1] + s * box.center[0], heading, deep, wide, height);
      }
      const before = renderer.getRenderTarget();
      renderer.setRenderTarget(target);
      renderer.getClearColor(background);
      const alpha = renderer.getClearAlpha();
      renderer.setClearColor(0xffffff, 1);
      renderer.clear(true, false, false);
      renderer.setClearColor(background, alpha);
      if (numbers.length > 0) quads.draw(target, new Float32Array(numbers));
      renderer.setRenderTarget(before);
    },
  };
}
