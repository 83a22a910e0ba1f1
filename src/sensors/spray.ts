/** Spray behind vehicles on wet roads. */
import type { BodyState, FrameState } from '#contracts/frame';
import type { BodySpec, SceneSpec } from '#contracts/scene';
import { dot, rotate, transformPoint, type Vec3 } from '#core/pose';
import type { Plume } from './plumes.js';

/** Classes that throw up spray. */
const VEHICLES: ReadonlySet<string> = new Set(['car', 'van', 'truck', 'bus', 'trailer', 'motorcycle']);
const SLOWEST = 8;
/** Road tests find spray thick from about 20 m/s on and about as the square of the speed below (reviews of splash and spray: Weir et al. 1978, FHWA). */
const FAST = 25;
/**
 * Behind each rear wheel, first what is torn off low and dense, then what hangs on, wider, higher and thinner. Lengths in the length of the whole trail,
 * which is as far as the vehicle goes in a quarter of a second; widths and heights of a car of 1.8 m width, m; extinction, 1/m. A car on a streaming road
 * at 25 m/s so hides what is right behind its wheels to a half, behind its middle to two fifths: an honest estimate.
 */
const PUFFS = [
  { behind: 0.2, long: 0.15, wide: 0.28, high: 0.3, up: 0.35, extinctionPerM: 0.128 },
  { behind: 0.75, long: 0.4, wide: 0.6, high: 0.5, up: 0.55, extinctionPerM: 0.08 },
] as const;
/** Between the wheels of an axle, over the vehicle's width. */
const TRACK = 0.8;

/** Four behind each vehicle that goes fast enough, where the road is wet. */
export function sprayPlumes(scene: SceneSpec, frame: FrameState): Plume[] {
  const { wetness } = frame.medium;
  if (wetness < 0.2) return [];
  const specs = new Map(scene.bodies.map((spec) => [spec.id, spec]));
  return frame.bodies.flatMap((state): Plume[] => {
    const spec = specs.get(state.id);
    const speed = dot(state.velocity, rotate(state.worldFromBody.orientation, [1, 0, 0]));
    return spec === undefined || !VEHICLES.has(spec.class) || speed < SLOWEST ? [] : behind(spec, state, speed, wetness);
  });
}

function behind({ box: { center, size } }: BodySpec, { worldFromBody }: BodyState, speed: number, wetness: number): Plume[] {
  const length = 0.25 * speed;
  const scale = size[1] / 1.8;
  const pace = Math.min(1.5, speed / FAST);
  const rear = center[0] - size[0] / 2;
  return [-1, 1].flatMap((side) =>
    PUFFS.map((puff): Plume => {
      const middle: Vec3 = [rear - puff.behind * length, center[1] + (side * TRACK * size[1]) / 2, puff.up * scale];
      return {
        matter: 'spray',
        worldFromPlume: { position: transformPoint(worldFromBody, middle), orientation: worldFromBody.orientation },
        spread: [puff.long * length, puff.wide * scale, puff.high * scale],
        extinctionPerM: puff.extinctionPerM * wetness * pace * pace,
      };
    }),
  );
}
