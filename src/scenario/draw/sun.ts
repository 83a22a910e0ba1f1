/** Where the sun stands (Astronomical Almanac's low-precision formulas, within 0.01 degrees from 1950 to 2050). */
import { asin, atan2, cos, PI, sin, TAU, tan } from '#core/math';

const DEGREE = PI / 180;

/** @param utc `2026-10-21T17:40:00Z` @param latitude rad, north positive @param longitude rad, east positive */
export function solarPosition(utc: string, latitude: number, longitude: number): { sunElevation: number; sunAzimuth: number } {
  const days = daysSinceJ2000(utc);
  const ecliptic = sunLongitude(days);
  const tilt = (23.439 - 4e-7 * days) * DEGREE;
  const ascension = atan2(cos(tilt) * sin(ecliptic), cos(ecliptic));
  const declination = asin(sin(tilt) * sin(ecliptic));
  const hourAngle = siderealAngle(days) + longitude - ascension;
  const elevation = asin(sin(latitude) * sin(declination) + cos(latitude) * cos(declination) * cos(hourAngle));
  const fromSouth = atan2(sin(hourAngle), cos(hourAngle) * sin(latitude) - tan(declination) * cos(latitude));
  const azimuth = fromSouth + PI;
  return { sunElevation: elevation, sunAzimuth: azimuth - Math.floor(azimuth / TAU) * TAU };
}

/** Along the ecliptic, rad. */
export function sunLongitude(days: number): number {
  const meanLongitude = 280.46 + 0.9856474 * days;
  const anomaly = (357.528 + 0.9856003 * days) * DEGREE;
  return (meanLongitude + 1.915 * sin(anomaly) + 0.02 * sin(2 * anomaly)) * DEGREE;
}
/** Greenwich's, rad. */
export function siderealAngle(days: number): number {
  return (18.697374558 + 24.06570982441908 * days) * 15 * DEGREE;
}

const TIME = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2}))?Z$/;

export function isUtc(text: string): boolean {
  return TIME.test(text);
}
/** Days from 2000-01-01 12:00 UTC; Fliegel and Van Flandern's Julian day number. */
export function daysSinceJ2000(utc: string): number {
  const [, y = 0, m = 0, d = 0, h = 0, min = 0, s = 0] = (TIME.exec(utc) ?? []).map(Number);
  const a = Math.floor((14 - m) / 12);
  const years = y + 4800 - a;
  const months = m + 12 * a - 3;
  const julian =
    d +
    Math.floor((153 * months + 2) / 5) +
    365 * years +
    Math.floor(years / 4) -
    Math.floor(years / 100) +
    Math.floor(years / 400) -
    32045;
  return julian - 2451545 + (h - 12) / 24 + min / 1440 + s / 86400;
}
