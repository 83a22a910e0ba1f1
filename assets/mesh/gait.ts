/** Legs in motion: where feet are over a cycle, and the joint angles that put them there. */
import { acos, atan2, clamp, cos, PI, sin } from '#core/math';

/** How one foot moves over the cycle. */
export interface Footfall {
  /** When in the cycle (0..1) this foot comes down. */
  readonly lands: number;
  /** Share of the cycle on the ground. */
  readonly duty: number;
  /** Metres the body moves in a cycle. */
  readonly stride: number;
  /** How high the foot is lifted, m. */
  readonly lift: number;
}

export interface FootPlace {
  /** Ahead of where it stands at rest, m. */
  readonly x: number;
  readonly z: number;
  /** 0..1 through the swing; negative while on the ground. */
  readonly swing: number;
}

/** On the ground the foot goes back exactly as the body goes forward, so it does not slide. */
export function footAt({ lands, duty, stride, lift }: Footfall, phase: number): FootPlace {
  const since = phase - lands;
  const t = since - Math.floor(since);
  const reach = (duty * stride) / 2;
  if (t < duty) return { x: reach - stride * t, z: 0, swing: -1 };
  const u = (t - duty) / (1 - duty);
  const eased = u * u * (3 - 2 * u);
  return { x: -reach + 2 * reach * eased, z: lift * sin(PI * u) * (1 - 0.25 * u), swing: u };
}

/** Longest share of the cycle a foot can stay down without the leg being overstretched. */
export function dutyFor(wanted: number, stride: number, legLength: number): number {
  return stride <= 0 ? wanted : Math.min(wanted, (1.05 * legLength) / stride);
}

/**
 * Two bones in the x-z plane from a hip to a foot: angles about +y (positive: lower end swings back) of both against hanging straight down.
 * @param bend +1: the middle joint goes forward (knee); -1: backward (elbow)
 */
export function twoBones(dx: number, dz: number, upper: number, lower: number, bend: 1 | -1): { upper: number; lower: number } {
  const reach = clamp(Math.sqrt(dx * dx + dz * dz), Math.abs(upper - lower) + 1e-4, upper + lower - 1e-4);
  const line = atan2(-dx, -dz);
  const atHip = acos(clamp((upper * upper + reach * reach - lower * lower) / (2 * upper * reach), -1, 1));
  const thigh = line - bend * atHip;
  const kneeX = -upper * sin(thigh);
  const kneeZ = -upper * cos(thigh);
  const scaleTo = reach / (Math.sqrt(dx * dx + dz * dz) || 1);
  const shin = atan2(-(dx * scaleTo - kneeX), -(dz * scaleTo - kneeZ));
  return { upper: thigh, lower: shin };
}
