/** Light that falls on an object: sun, sky, headlamps through the air, street lamps. Sums illuminances, lx. */
import { bodyAssets } from '#assets/index';
import type { FrameState, Medium } from '#contracts/frame';
import type { Bodies } from '#contracts/model';
import type { Lamp } from '#contracts/place';
import type { SceneSpec } from '#contracts/scene';
import { clamp, exp, PI } from '#core/math';
import { dot, norm, rotate, scale, sub, transformPoint, type Vec3 } from '#core/pose';

/** Illuminance at which a camera at its longest exposure has lost half of an object's contrast to noise, lx. */
export const HALF_LIGHT_LX = 0.5;
/** Of the meteorological optical range (WMO): below it nothing is made out. */
export const CONTRAST_THRESHOLD = 0.05;
/** Beyond this many degrees off its axis a low beam gives next to nothing; Gaussian falloff with half of it. */
const BEAM_COSINE_SIGMA = 0.035;

export function illuminanceAt(
  point: Vec3,
  scene: SceneSpec,
  frame: FrameState,
  lamps: readonly Lamp[],
  bodies: Bodies = bodyAssets,
): number {
  const { medium } = frame;
  const daylight = medium.sunIlluminanceLx * clamp(medium.sunDirection[2] * 0.5 + 0.5, 0, 1) + medium.skyIlluminanceLx;
  if (!medium.lampsOn) return daylight;
  const street = lamps.reduce(
    (sum, { position, luminousFluxLm }) => sum + streetLamp(sub(point, position), luminousFluxLm, medium),
    0,
  );
  return daylight + street + headlamps(point, scene, frame, bodies);
}

/** Half a sphere of light downwards: flux / (2 pi) cd. */
function streetLamp(away: Vec3, flux: number, medium: Medium): number {
  const d = norm(away);
  if (d > 80 || away[2] > 0) return 0;
  return ((flux / (2 * PI)) * exp(-medium.extinctionPerM * d)) / Math.max(d * d, 1);
}

function headlamps(point: Vec3, scene: SceneSpec, frame: FrameState, bodies: Bodies): number {
  let sum = 0;
  const specs = new Map(scene.bodies.map((spec) => [spec.id, spec]));
  for (const state of frame.bodies) {
    if ((state.articulation.channels.headLights ?? 0) <= 0) continue;
    const look = specs.get(state.id)?.look;
    if (look === undefined) continue;
    for (const lamp of bodies.get(look.asset).build(look).headlamps ?? []) {
      const away = sub(point, transformPoint(state.worldFromBody, lamp.position));
      const d = norm(away);
      if (d > 300 || d === 0) continue;
      const off = 1 - dot(scale(away, 1 / d), rotate(state.worldFromBody.orientation, lamp.direction));
      const beam = exp(-off / BEAM_COSINE_SIGMA);
      sum += (lamp.intensityCd * beam * exp(-frame.medium.extinctionPerM * d)) / Math.max(d * d, 1);
    }
  }
  return sum;
}

/**
 * Contrast after the air: exp(-beta d), times the share of contrast that is left at this light, E / (E + half).
 */
export function contrastOf(
  distance: number,
  illuminance: number,
  medium: Medium,
): { air: number; light: number; value: number; detectable: boolean } {
  const air = exp(-medium.extinctionPerM * distance);
  const light = illuminance / (illuminance + HALF_LIGHT_LX);
  const value = air * light;
  return { air, light, value, detectable: value >= CONTRAST_THRESHOLD };
}
