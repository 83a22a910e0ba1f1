/** Weather and light as OSI's `EnvironmentalConditions`: levels by their limits, and the numbers where it has a place for them. */
import type { Medium } from '#contracts/frame';
import { atan2, length2, ln, PI, TAU } from '#core/math';
import type { Message } from './schema.js';

/** lx; levels 1 (enum 2) to 9 (10), each from its limit on (`AmbientIllumination`). */
const ILLUMINANCES = [0.01, 1, 3, 10, 20, 400, 1000, 10_000];
/** mm/h; from none (enum 2) to extreme (8) (`Precipitation`). */
const PRECIPITATIONS = [0.1, 0.5, 1.9, 8.1, 34, 149];
/** m; from dense fog (enum 9) to excellent visibility (2) (`Fog`). */
const VISIBILITIES = [50, 200, 1000, 2000, 4000, 10_000, 40_000];
/** `FRACTIONAL_CLOUD_COVER_ZERO_OKTAS`; an okta more, one more. */
const ZERO_OKTAS = 2;

export function environmentOf(medium: Medium): Message<'EnvironmentalConditions'> {
  const { sunDirection, sunIlluminanceLx, skyIlluminanceLx, rainMmPerH, snowMmPerH, extinctionPerM, cloudCover } = medium;
  const [x, y, up] = sunDirection;
  const ambient = sunIlluminanceLx * Math.max(0, up) + skyIlluminanceLx;
  return {
    ambient_illumination: 2 + reached(ILLUMINANCES, ambient),
    precipitation: 2 + reached(PRECIPITATIONS, rainMmPerH + snowMmPerH),
    fog: 9 - reached(VISIBILITIES, visibility(extinctionPerM)),
    clouds: { fractional_cloud_cover: ZERO_OKTAS + Math.round(8 * cloudCover) },
    wind: windOf(medium),
    sun: {
      azimuth: bearing(x, y),
      elevation: atan2(up + 0, length2(x, y)),
      intensity: sunIlluminanceLx,
    },
  };
}

/** Where light is down to 5 %, which is how OSI means it too, m. */
function visibility(extinctionPerM: number): number {
  return extinctionPerM > 0 ? ln(20) / extinctionPerM : Number.POSITIVE_INFINITY;
}

function reached(limits: readonly number[], value: number): number {
  return limits.filter((limit) => value >= limit).length;
}

/** Where it comes from. */
function windOf({ windMPerS: [x, y] }: Medium): Message<'EnvironmentalConditions.Wind'> {
  return { origin_direction: bearing(-x, -y), speed: length2(x, y) };
}

/** Counter-clockwise from +y, which is north to OSI where no projection says otherwise, [0, 2 pi); 0 for no direction. */
function bearing(x: number, y: number): number {
  if (x === 0 && y === 0) return 0;
  const turned = atan2(y + 0, x + 0) - PI / 2;
  return turned < 0 ? turned + TAU : turned;
}
