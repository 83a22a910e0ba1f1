/** Echoes of bodies: straight ones of what can be seen, and those that come by the ground, below what stands in the way. */

import type { BodyState, FrameState } from '#contracts/frame';
import type { Bodies } from '#contracts/model';
import { RETURN_ORIGIN } from '#contracts/observation';
import type { RayScene } from '#contracts/rays';
import type { BodySpec, SceneSpec } from '#contracts/scene';
import { atan2 } from '#core/math';
import { add, dot, norm, quatConjugate, rotate, scale, sub, type Vec3 } from '#core/pose';
import type { Antenna, Echo } from './echo.js';
import { ratioOf } from './equation.js';
import { bounceBetween, bounceShare } from './ground.js';
import { meanRcs } from './rcs.js';
import { type MovingSpot, movingSpots } from './spots.js';

/** Shapes seen from afar keep to the fine ones within this, m. */
const SLACK = 0.15;

export interface Look {
  readonly scene: SceneSpec;
  readonly frame: FrameState;
  /** A little later, to tell how parts move. */
  readonly later: FrameState;
  readonly world: RayScene;
  readonly antenna: Antenna;
  /** How high the road is, m. */
  rise(x: number, y: number): number;
  readonly range: number;
  /** Detours shorter than this can't be told from the straight way, m. */
  readonly resolution: number;
  /** Whether a world direction lies in the field of view. */
  sees(direction: Vec3): boolean;
  readonly hides: readonly string[];
  readonly bodies: Bodies;
}

export function bodyEchoes(look: Look): readonly Echo[] {
  const specs = new Map(look.scene.bodies.map((spec) => [spec.id, spec]));
  const later = new Map(look.later.bodies.map((state) => [state.id, state]));
  return look.frame.bodies.flatMap((state) => {
    const spec = specs.get(state.id);
    if (spec === undefined || look.hides.includes(state.id)) return [];
    return near(look, state, spec) ? echoesOf(look, state, later.get(state.id) ?? state, spec) : [];
  });
}

/** In range and not wholly behind; which of its points lie in the field of view is asked of each. */
function near({ antenna, range }: Look, { worldFromBody }: BodyState, { box }: BodySpec): boolean {
  const towards = sub(add(worldFromBody.position, rotate(worldFromBody.orientation, box.center)), antenna.position);
  const reach = norm(box.size) / 2;
  return norm(towards) - reach < range && antenna.turned(towards)[0] > -reach;
}

/** A spot that turns its face to the antenna: how it is seen, and its share of the body's cross-section. */
interface Faced {
  readonly spot: MovingSpot;
  readonly distance: number;
  readonly direction: Vec3;
  readonly weight: number;
  readonly seen: boolean;
}

function echoesOf(look: Look, now: BodyState, later: BodyState, spec: BodySpec): readonly Echo[] {
  const { antenna, scene } = look;
  const seconds = (look.later.timeNs - look.frame.timeNs) / 1e9;
  const model = look.bodies.get(spec.look.asset).build(spec.look);
  const faced = movingSpots(model, now, later, seconds).flatMap((spot) => facedBy(look, spot, spec.instance));
  const total = faced.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return [];
  const back = rotate(quatConjugate(now.worldFromBody.orientation), sub(antenna.position, now.worldFromBody.position));
  const rcs = ratioOf(meanRcs(spec, atan2(back[1], back[0])));
  const whose = { instance: spec.instance, semantic: scene.semanticIds[spec.class] ?? 0 };
  return faced.flatMap((each): Echo[] => {
    const share = (rcs * each.weight) / total;
    const straight = each.seen ? [echo(antenna, each.direction, each.distance, each.spot, share, RETURN_ORIGIN.surface)] : [];
    const bounced = byTheGround(look, each, share);
    return [...straight, ...(bounced === undefined ? [] : [bounced])].map((made) => ({ ...made, ...whose }));
  });
}

/** None when it looks away, or hides behind its own body. */
function facedBy({ world, antenna, sees, range }: Look, spot: MovingSpot, instance: number): Faced[] {
  const towards = sub(spot.position, antenna.position);
  const distance = norm(towards);
  const direction = scale(towards, 1 / distance);
  const weight = -dot(direction, spot.normal);
  if (weight <= 0 || distance > range || !sees(direction)) return [];
  const hit = world.cast(antenna.position, direction, 0.05, distance - SLACK);
  if (hit?.instance === instance) return [];
  return [{ spot, distance, direction, weight, seen: hit === undefined }];
}

type Unnamed = Omit<Echo, 'instance' | 'semantic'>;

function echo(
  { velocity, turned }: Antenna,
  direction: Vec3,
  range: number,
  spot: MovingSpot,
  rcs: number,
  origin: number,
): Unnamed {
  const [x, y, z] = turned(direction);
  return {
    range,
    azimuth: atan2(y, x),
    elevation: atan2(z, Math.sqrt(x * x + y * y)),
    rate: dot(direction, sub(spot.velocity, velocity)),
    rcs,
    origin,
  };
}

/** Out and back by the ground, where that way is free and can be told from the straight one. */
function byTheGround(look: Look, { spot, distance, seen }: Faced, rcs: number): Unnamed | undefined {
  const { antenna, world, resolution, range } = look;
  const bounce = bounceBetween(antenna.position, spot.position, look.rise);
  if (bounce === undefined || bounce.length > range || (seen && bounce.length - distance < resolution)) return undefined;
  const down = sub(bounce.at, antenna.position);
  const before = norm(down);
  if (world.cast(antenna.position, scale(down, 1 / before), 0.05, before - SLACK) !== undefined) return undefined;
  const up = sub(spot.position, bounce.at);
  const after = norm(up);
  const [from, on] = [add(bounce.at, [0, 0, 0.02]), scale(up, 1 / after)];
  if (world.cast(from, on, 0.05, after - SLACK) !== undefined) return undefined;
  // The whole way shortens as the spot comes down its last leg and the antenna down its first.
  const rate = dot(on, spot.velocity) - dot(scale(down, 1 / before), antenna.velocity);
  const share = bounceShare(bounce.sine);
  return { ...echo(antenna, scale(down, 1 / before), bounce.length, spot, rcs * share * share, RETURN_ORIGIN.ghost), rate };
}
