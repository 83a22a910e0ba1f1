/** Where the moon stands and how much of it is lit (Astronomical Almanac's low-precision formulas, within 0.3 degrees). */
import { asin, atan2, cos, PI, sin, TAU, tan } from '#core/math';
import { daysSinceJ2000, siderealAngle, sunLongitude } from './sun.js';

const DEGREE = PI / 180;

export interface MoonPosition {
  readonly moonElevation: number;
  /** Clockwise from north. */
  readonly moonAzimuth: number;
  /** Share of its disc that is lit, 0 new .. 1 full. */
  readonly moonLit: number;
}

/** @param utc `2026-10-21T17:40:00Z` @param latitude rad, north positive @param longitude rad, east positive */
export function lunarPosition(utc: string, latitude: number, longitude: number): MoonPosition {
  const days = daysSinceJ2000(utc);
  const t = days / 36525;
  const s = (a: number, b: number): number => sin((a + b * t) * DEGREE);
  const lambda =
    (218.32 +
      481267.881 * t +
      6.29 * s(135, 477198.87) -
      1.27 * s(259.3, -413335.36) +
      0.66 * s(235.7, 890534.22) +
      0.21 * s(269.9, 954397.74) -
      0.19 * s(357.5, 35999.05) -
      0.11 * s(186.5, 966404.03)) *
    DEGREE;
  const beta =
    (5.13 * s(93.3, 483202.02) + 0.28 * s(228.2, 960400.89) - 0.28 * s(318.3, 6003.15) - 0.17 * s(217.6, -407332.21)) * DEGREE;
  const tilt = (23.439 - 4e-7 * days) * DEGREE;
  const declination = asin(sin(beta) * cos(tilt) + cos(beta) * sin(tilt) * sin(lambda));
  const ascension = atan2(sin(lambda) * cos(tilt) - tan(beta) * sin(tilt), cos(lambda));
  const hourAngle = siderealAngle(days) + longitude - ascension;
  const geocentric = asin(sin(latitude) * sin(declination) + cos(latitude) * cos(declination) * cos(hourAngle));
  const fromSouth = atan2(sin(hourAngle), cos(hourAngle) * sin(latitude) - tan(declination) * cos(latitude));
  const azimuth = fromSouth + PI;
  // Seen from the surface it stands lower by up to its parallax, 0.95 degrees.
  const elevation = geocentric - 0.95 * DEGREE * cos(geocentric);
  const apart = cos(beta) * cos(lambda - sunLongitude(days));
  return { moonElevation: elevation, moonAzimuth: azimuth - Math.floor(azimuth / TAU) * TAU, moonLit: (1 - apart) / 2 };
}
