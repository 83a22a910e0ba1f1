/** Returns that no surface gave: the strongest that fog, rain, snow or spray send back before a shot's surface. */
import { RETURN_ORIGIN } from '#contracts/observation';
import { exp } from '#core/math';
import type { Vec3 } from '#core/pose';
import type { RandomStream } from '#core/random';
import { opticalDepth, type Plume, type PlumeOnRay, plumeOnRay } from '../plumes.js';
import { FLAKE_SWELLING, rainDrops, snowFlakes } from '../precipitation.js';
import type { Air } from './air.js';
import { LOGNORMALS, NORMALS } from './chance.js';
import { DROP_GAIN, type DropField, dropField, FLAKE_GAIN } from './drops.js';
import { fogReturn } from './fog-return.js';
import { type LidarModel, nearGain, thresholdOf } from './model.js';

const LIGHT_M_PER_S = 299_792_458;
/** Extinction over backscatter of drops, sr; see drops.ts. */
const DROP_RATIO = 18.8;

/**
 * A drop's echo must be so much stronger than one of a surface: receivers add up neighbouring pulses, and take a lone flash for noise. An
 * honest estimate; without it, most shots of a sensitive sensor into the sky would end at a drop at 25 mm/h, which real ones don't.
 */
const LONE_ECHO = 6;

export interface Clutter {
  /** Strongest so far of the shot; 0 power: none. */
  power: number;
  rangeM: number;
  origin: number;
}

export interface ClutterSource {
  /** Whether anything in the air sends light back at all. */
  readonly any: boolean;
  /** Optical depth of clouds up to that range on the last shot that was opened. */
  plumeDepth(rangeM: number): number;
  /** To be called before the others for each shot. */
  open(origin: Vec3, direction: Vec3): void;
  /** The strongest return before `most`, into `out`. @param a, b words of chance */
  strongest(shot: number, most: number, a: number, b: number, out: Clutter): void;
}

/** @param random of this turn */
export function clutterIn(air: Air, plumes: readonly Plume[], model: LidarModel, random: RandomStream): ClutterSource {
  const { minRangeM, pulseS } = model;
  const threshold = thresholdOf(model);
  const beam = {
    divergence: model.divergence,
    exitDiameterM: model.exitDiameterM,
    threshold: LONE_ECHO * threshold,
    minRangeM,
  };
  const fog = fogReturn(air, pulseS, minRangeM);
  const rain = air.rainMmPerH > 0 ? { sizes: rainDrops(air.rainMmPerH), gain: DROP_GAIN, swelling: 1 } : undefined;
  const snow =
    air.snowMmPerH > 0 ? { sizes: snowFlakes(air.snowMmPerH), gain: FLAKE_GAIN, swelling: FLAKE_SWELLING } : undefined;
  const fields = [
    { field: rain && dropField(rain, beam, air.extinctionPerM), origin: RETURN_ORIGIN.rain, chance: random.child('rain') },
    { field: snow && dropField(snow, beam, air.extinctionPerM), origin: RETURN_ORIGIN.snow, chance: random.child('snow') },
  ].flatMap(({ field, ...rest }) => (field === undefined ? [] : [{ field, ...rest }]));
  const drifting = random.child('spray');
  let onRay: readonly PlumeOnRay[] = [];
  // The strongest of 4096 fluctuations must lift it over the threshold, or fog never shows.
  const foggy = fog.power * (LOGNORMALS.at(-1) as number) >= threshold;
  return {
    any: foggy || fields.length > 0 || plumes.length > 0,
    plumeDepth: (rangeM) => onRay.reduce((sum, plume) => sum + opticalDepth(plume, rangeM), 0),
    open(origin, direction) {
      if (plumes.length > 0)
        onRay = plumes.map((plume) => plumeOnRay(plume, origin, direction)).filter((plume) => plume !== undefined);
    },
    strongest(shot, most, a, b, out) {
      out.power = 0;
      if (foggy) {
        const power = fog.powerUpTo(most) * (LOGNORMALS[a >>> 20] as number);
        if (power >= threshold) take(out, power, fog.rangeFor((a & 0xfffff) / 0x100000, most), RETURN_ORIGIN.fog);
      }
      for (const [i, { field, origin, chance }] of fields.entries()) {
        const u = (i === 0 ? b >>> 16 : b & 0xffff) / 0x10000;
        if (u >= field.none(most)) strongestDrop(field, most, u, chance.child(shot), origin, out);
      }
      for (const plume of onRay) puff(plume, most, drifting.child(shot), out);
    },
  };

  /** A place in the plume by chance, as strong as the plume is there. */
  function puff({ matter, middle, sd, peak }: PlumeOnRay, most: number, chance: RandomStream, out: Clutter): void {
    const off = NORMALS[chance.uint32() >>> 20] as number;
    const rangeM = middle + sd * off;
    if (rangeM < minRangeM || rangeM > most) return;
    const depth = air.extinctionPerM * rangeM + onRay.reduce((sum, plume) => sum + opticalDepth(plume, rangeM), 0);
    const there = peak * exp((-off * off) / 2);
    const back = (Math.PI * there * LIGHT_M_PER_S * pulseS) / 2 / DROP_RATIO;
    const power =
      ((back * exp(-2 * depth) * nearGain(rangeM)) / (rangeM * rangeM)) * (LOGNORMALS[chance.uint32() >>> 20] as number);
    if (power >= threshold) take(out, power, rangeM, RETURN_ORIGIN[matter]);
  }
}

/** As many as chance `u` says there are (Poisson, at least one), the strongest kept. */
function strongestDrop(field: DropField, most: number, u: number, chance: RandomStream, origin: number, out: Clutter): void {
  const expected = field.expected(most);
  let term = exp(-expected);
  let sum = term;
  for (let n = 1; n < 50 && u >= sum; n++) {
    term *= expected / n;
    sum += term;
    const { power, rangeM } = field.drop(chance.uniform(), chance.uniform(), most);
    take(out, power, rangeM, origin);
  }
}

function take(out: Clutter, power: number, rangeM: number, origin: number): void {
  if (power <= out.power) return;
  out.power = power;
  out.rangeM = rangeM;
  out.origin = origin;
}
