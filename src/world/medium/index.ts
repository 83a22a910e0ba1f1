/** Folds weather and light into physical quantities. Pure; clear air at noon is the identity of every effect. */

import type { Medium } from '#contracts/frame';
import type { Environment } from '#contracts/scenario';
import { tintOf } from '#core/color';
import { acos, clamp, cos, exp, pow, sin } from '#core/math';
import type { Vec3 } from '#core/pose';
import { type RandomStream, randomRoot } from '#core/random';
import { rainExtinction, snowExtinction } from '#sensors/precipitation';
import { turbulenceOf } from './wind.js';

/** Air without fog: MOR 20 km. ln(20) for the 5 % contrast of the meteorological optical range (science.md 4.3). */
const CLEAR_MOR_M = 20_000;
const LN20 = 2.995732273553991;

/** @param random of the wind's turbulence */
export function mediumOf(environment: Environment, random: RandomStream = randomRoot('wind')): Medium {
  const light = shared(daylight(environment), environment);
  const ambient = light.sun * Math.max(0, sin(environment.sunElevation)) + light.sky;
  const moon = moonlight(environment);
  const turbulence = turbulenceOf(environment.gustAmplitude, random);
  return {
    extinctionPerM: extinction(environment),
    ...(environment.banks === undefined ? {} : { banks: environment.banks }),
    rainMmPerH: environment.rainMmPerH,
    snowMmPerH: environment.snowMmPerH,
    wetness: environment.wetness,
    snowCover: environment.snowCover,
    frictionScale: friction(environment),
    cloudCover: environment.cloudCover,
    sunDirection: sunDirection(environment),
    sunIlluminanceLx: light.sun,
    // Air and cloud scatter a fifth of what the moon sends.
    skyIlluminanceLx: light.sky + (moon === undefined ? 0 : 0.2 * moon.lx),
    ...(moon === undefined ? {} : { moonDirection: moon.direction, moonIlluminanceLx: moon.lx }),
    ...tintsOf(environment),
    windMPerS: windVector(environment),
    ...(turbulence === undefined ? {} : { turbulence }),
    ...(environment.leavesPerS === undefined ? {} : { leavesPerS: environment.leavesPerS }),
    lampsOn: environment.lamps === 'on' || (environment.lamps === 'auto' && ambient < 1000),
  };
}

/** 1/m: fog by its MOR, plus rain and snow. */
export function extinction({ fogMorM, rainMmPerH, snowMmPerH }: Environment): number {
  return LN20 / (fogMorM ?? CLEAR_MOR_M) + rainExtinction(rainMmPerH) + snowExtinction(snowMmPerH);
}

/** World direction towards the sun; azimuth clockwise from north. */
export function sunDirection({ sunElevation, sunAzimuth, northHeading }: Environment): Vec3 {
  return skyDirection(sunElevation, northHeading - sunAzimuth);
}
function skyDirection(elevation: number, heading: number): Vec3 {
  const flat = cos(elevation);
  return [flat * cos(heading), flat * sin(heading), sin(elevation)];
}

/**
 * Direct moonlight: magnitude -12.73 + 0.026 a + 4e-9 a^4 at phase angle a in degrees (Allen, Astrophysical Quantities), 2.54e-6 lx for
 * magnitude 0 outside the air (so 0.31 lx when full), the sun's air mass and extinction; through cloud as sunlight.
 */
export function moonlight(environment: Environment): { readonly direction: Vec3; readonly lx: number } | undefined {
  const { moonElevation, moonAzimuth = 0, moonLit = 1, northHeading, cloudCover } = environment;
  if (moonElevation === undefined) return undefined;
  const direction = skyDirection(moonElevation, northHeading - moonAzimuth);
  const phaseDegrees = (acos(clamp(2 * moonLit - 1, -1, 1)) * 180) / Math.PI;
  const magnitude = -12.73 + 0.026 * phaseDegrees + 4e-9 * phaseDegrees * phaseDegrees * phaseDegrees * phaseDegrees;
  const outside = 2.54e-6 * pow(10, -0.4 * magnitude);
  const airMass = airMassAt(moonElevation);
  const lx = airMass === undefined ? 0 : outside * exp(-0.21 * airMass) * (1 - cloudCover) * (1 - 0.4 * cloudCover);
  return { direction, lx };
}

/** Kasten and Young (1989); nothing below the horizon. */
function airMassAt(elevation: number): number | undefined {
  const degrees = (elevation * 180) / Math.PI;
  return degrees > -0.8 ? 1 / (Math.max(sin(elevation), 0) + 0.50572 * pow(degrees + 6.07995, -1.6364)) : undefined;
}

/** Mean wind; it blows away from where it comes from. */
export function windVector({ windSpeed, windFrom, northHeading }: Environment): Vec3 {
  const towards = northHeading - windFrom;
  return [-windSpeed * cos(towards), -windSpeed * sin(towards), 0];
}

/**
 * Direct and diffuse illuminance, lx. Sun: 133,000 lx through Kasten and Young's (1989) air mass with 0.21 extinction a
 * mass. Sky: clear 15,000 sin^0.5 (Kittler's order of size) in daylight, then civil, nautical and astronomical twilight (about 400 lx at sunset,
 * 3.4 lx at -6 degrees, 0.008 at -12, 0.0006 at -18: Meeus and RCA handbook values), moonless night glow 0.001 lx.
 * Overcast passes a fifth and makes all of it diffuse.
 */
export function daylight({ sunElevation, cloudCover, illuminanceLx }: Environment): { sun: number; sky: number } {
  const height = sin(sunElevation);
  const degrees = (sunElevation * 180) / Math.PI;
  const airMass = airMassAt(sunElevation);
  const direct = airMass === undefined ? 0 : 133_000 * exp(-0.21 * airMass);
  const clearSky = twilight(degrees) + (height > 0 ? 15_000 * Math.sqrt(height) : 0);
  const sun = direct * (1 - cloudCover) * (1 - 0.4 * cloudCover);
  const overcast = (direct * Math.max(height, 0) + clearSky) * 0.2 + clearSky * 0.1;
  const sky = clearSky * (1 - cloudCover) + overcast * cloudCover;
  if (illuminanceLx === undefined) return { sun, sky };
  const computed = sun * Math.max(height, 0) + sky;
  const factor = illuminanceLx / Math.max(computed, 1e-9);
  return { sun: sun * factor, sky: sky * factor };
}

/** Most of the light on the horizontal that the sun gives, in the clearest air. */
const MOST_SUN = 0.93;

/** The sun's share of the light changed, the sum kept. */
function shared(
  light: { sun: number; sky: number },
  { light: shift, sunElevation }: Environment,
): { sun: number; sky: number } {
  const onGround = light.sun * Math.max(0, sin(sunElevation));
  if (shift === undefined || onGround === 0) return light;
  const sum = onGround + light.sky;
  const changed = Math.min(onGround * shift.sunShare, Math.max(onGround, MOST_SUN * sum));
  return { sun: (light.sun * changed) / onGround, sky: sum - changed };
}

function tintsOf({ light }: Environment): Pick<Medium, 'sunTint' | 'skyTint'> {
  return light === undefined ? {} : { sunTint: tintOf(light.sunMired), skyTint: tintOf(light.skyMired) };
}

const TWILIGHT: readonly (readonly [degrees: number, ln: number])[] = [
  [-18, -7.4186],
  [-12, -4.8283],
  [-6, 1.2238],
  [-0.8, 5.9915],
  [0, 6.0],
];
/** Log-linear between the tabled elevations. */
function twilight(degrees: number): number {
  const first = TWILIGHT[0] as readonly [number, number];
  if (degrees <= first[0]) return 0.001;
  for (let i = 1; i < TWILIGHT.length; i++) {
    const [d0, l0] = TWILIGHT[i - 1] as readonly [number, number];
    const [d1, l1] = TWILIGHT[i] as readonly [number, number];
    if (degrees <= d1) return Math.max(0.001, exp(l0 + ((l1 - l0) * (degrees - d0)) / (d1 - d0)));
  }
  return exp(6);
}

/** Wet road keeps about 0.7 of dry friction, packed snow 0.35 (typical tyre tests). */
function friction({ wetness, snowMmPerH, snowCover }: Environment): number {
  const snow = Math.max(snowCover, Math.min(1, snowMmPerH / 2));
  return (1 - 0.3 * wetness) * (1 - snow) + 0.35 * snow;
}
