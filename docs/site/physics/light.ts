/** Sun, moon and what they give. */
import { lunarPosition } from '#scenario/draw/moon';
import { solarPosition } from '#scenario/draw/sun';
import { check, type Formula } from './formula.js';
import { mediumIn } from './scenes.js';

const DEGREE = Math.PI / 180;
/** The worked example of the Solar Position Algorithm's report: Golden, Colorado. */
const GOLDEN = solarPosition('2003-10-17T19:30:30Z', 39.742476 * DEGREE, -105.1786 * DEGREE);
const skyAt = (elevation: number): number => {
  const { sunIlluminanceLx, skyIlluminanceLx, sunDirection } = mediumIn(`{sun: {elevation: ${elevation} deg}, cloud: 0 %}`);
  return skyIlluminanceLx + sunIlluminanceLx * Math.max(0, sunDirection[2]);
};

/** Degrees between sun and moon, as seen from there. */
function apart(utc: string, latitude: number, longitude: number): number {
  const { sunElevation: a, sunAzimuth } = solarPosition(utc, latitude * DEGREE, longitude * DEGREE);
  const { moonElevation: b, moonAzimuth } = lunarPosition(utc, latitude * DEGREE, longitude * DEGREE);
  const cosine = Math.sin(a) * Math.sin(b) + Math.cos(a) * Math.cos(b) * Math.cos(sunAzimuth - moonAzimuth);
  return Math.acos(Math.min(1, cosine)) / DEGREE;
}

export const LIGHT: readonly Formula[] = [
  {
    title: 'Where the sun stands',
    text: 'By time and place, without refraction, for `sun: {time, latitude, longitude}`.',
    source: "The Astronomical Almanac's low-precision formulas: within 0.01 degrees from 1950 to 2050.",
    wantedFrom: 'published: Reda and Andreas, NREL/TP-560-34302, table A5.1 (elevation before refraction)',
    files: ['src/scenario/draw/sun.ts'],
    values: [
      check('elevation, degrees', 39.872, GOLDEN.sunElevation / DEGREE, 0.02),
      check('azimuth, degrees', 194.3402, GOLDEN.sunAzimuth / DEGREE, 0.02),
    ],
  },
  {
    title: 'Where the moon stands',
    text: 'By time and place; at a solar eclipse it must stand before the sun, at a lunar one it must be full.',
    source: "The Astronomical Almanac's low-precision formulas, seen from the earth's surface.",
    wantedFrom: "published: time and place of greatest eclipse, NASA's catalogue",
    files: ['src/scenario/draw/moon.ts'],
    values: [
      check('degrees from the sun, 2017-08-21 18:26 UTC, 37.0 N 87.7 W', 0, apart('2017-08-21T18:26:00Z', 37, -87.7), 0.6),
      check('degrees from the sun, 2024-04-08 18:17 UTC, 25.3 N 104.1 W', 0, apart('2024-04-08T18:17:00Z', 25.3, -104.1), 0.6),
      check('share lit, 2025-09-07 18:12 UTC', 1, lunarPosition('2025-09-07T18:12:00Z', 0, 0).moonLit, 1e-3),
    ],
  },
  {
    title: 'Light on the ground',
    text: "Direct light of 133,000 lx outside the air through an air mass, light of the sky, and twilight by the sun's depression.",
    source:
      'Kasten and Young, Appl. Opt. 28 (1989) for the air mass; RCA Electro-Optics Handbook (1974) and Meeus for twilight.',
    wantedFrom: 'published: RCA Electro-Optics Handbook, natural illuminance; orders of size, so the bounds are wide',
    files: ['src/world/medium/index.ts'],
    values: [
      check('sun overhead, lx (direct sunlight is 100,000 to 130,000)', 115_000, skyAt(90), 15_000),
      check('end of civil twilight (-6 degrees), lx', 3.4, skyAt(-6), '10 %'),
      check('end of nautical twilight (-12 degrees), lx', 0.0083, skyAt(-12), '25 %'),
    ],
  },
];
