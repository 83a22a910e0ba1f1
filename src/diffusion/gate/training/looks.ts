/**
 * Other looks of a crop, beyond what a renderer gives, so that the network goes by form: light and paint of each class by itself,
 * gamma, colours mixed or gone, blur, haze, noise.
 */
import { exp, pow } from '#core/math';
import { type RandomStream, randomRoot } from '#core/random';
import type { Crop } from './window.js';

const CHANCE = { paint: 0.4, light: 0.6, mixed: 0.15, grey: 0.05, haze: 0.1, blur: 0.15, noise: 0.3 } as const;
/** Exponents of light: of all, of a class, of a class by channel. */
const SPREAD = { exposure: 0.7, gamma: 0.5, white: 0.2, classLight: 0.35, classColour: 0.2, saturation: 0.5 } as const;
/** Bytes, one deviation. */
const MOST_NOISE = 10;

export function varyLook(crop: Crop, random: RandomStream): void {
  const draw = random.child('chance');
  if (draw.chance(CHANCE.paint)) paint(crop, random.child('paint'));
  if (draw.chance(CHANCE.light)) relight(crop.rgb, random.child('light'));
  if (draw.chance(CHANCE.mixed)) mixColours(crop.rgb, random.child('mixed'), draw.chance(CHANCE.grey / CHANCE.mixed));
  if (draw.chance(CHANCE.haze)) haze(crop.rgb, random.child('haze'));
  if (draw.chance(CHANCE.blur)) for (let times = 1 + draw.index(3); times > 0; times--) blur(crop);
  if (draw.chance(CHANCE.noise)) addNoise(crop.rgb, draw.between(0, MOST_NOISE), random.child('noise'));
}

/** Each class, or one body in three, gets factors on light of its own. */
function paint({ rgb, semantic, instance }: Crop, random: RandomStream): void {
  const curves = new Map<number, readonly Uint8Array[]>();
  for (let i = 0; i < semantic.length; i++) {
    const body = (instance[i] as number) % 3 === 1;
    const key = body ? 256 + (instance[i] as number) : (semantic[i] as number);
    let curve = curves.get(key);
    if (curve === undefined) {
      const own = random.child(key);
      const light = SPREAD.classLight * own.normal();
      curve = [0, 1, 2].map(() => gainCurve(exp(light + SPREAD.classColour * own.normal())));
      curves.set(key, curve);
    }
    for (let k = 0; k < 3; k++) rgb[3 * i + k] = (curve[k] as Uint8Array)[rgb[3 * i + k] as number] as number;
  }
}

/** A factor on linear light, on bytes; sRGB's curve taken as a power of 2.2. */
function gainCurve(gain: number): Uint8Array {
  const factor = pow(gain, 1 / 2.2);
  return Uint8Array.from({ length: 256 }, (_, byte) => Math.min(255, Math.round(byte * factor)));
}

function relight(rgb: Uint8Array, random: RandomStream): void {
  const stray = (spread: number): number => exp(random.between(-spread, spread));
  const [gain, gamma] = [stray(SPREAD.exposure), stray(SPREAD.gamma)];
  const curves = [0, 1, 2].map(() => {
    const balance = gain * stray(SPREAD.white);
    return Uint8Array.from({ length: 256 }, (_, byte) => Math.round(255 * pow(Math.min(1, (byte / 255) * balance), gamma)));
  });
  for (let i = 0; i < rgb.length; i++) rgb[i] = (curves[i % 3] as Uint8Array)[rgb[i] as number] as number;
}

/** Channels mixed at random, or all alike. */
function mixColours(rgb: Uint8Array, random: RandomStream, grey: boolean): void {
  const share = grey ? 1 : random.between(0, 0.7);
  const weights = Array.from({ length: 3 }, () => {
    const own = grey ? [0.3, 0.6, 0.1] : [random.uniform(), random.uniform(), random.uniform()];
    const sum = own.reduce((total, value) => total + value, 1e-6);
    return own.map((value) => value / sum);
  });
  for (let i = 0; i < rgb.length; i += 3) {
    const [r, g, b] = [rgb[i] as number, rgb[i + 1] as number, rgb[i + 2] as number];
    for (let k = 0; k < 3; k++) {
      const [x, y, z] = weights[k] as [number, number, number];
      const own = [r, g, b][k] as number;
      rgb[i + k] = Math.round(own + share * (x * r + y * g + z * b - own));
    }
  }
}

/** A veil of one colour over all. */
function haze(rgb: Uint8Array, random: RandomStream): void {
  const share = random.between(0.1, 0.6);
  const level = random.between(20, 235);
  const veil = [0, 1, 2].map(() => level + random.between(-20, 20));
  for (let i = 0; i < rgb.length; i++) {
    const own = rgb[i] as number;
    rgb[i] = Math.max(0, Math.min(255, Math.round(own + share * ((veil[i % 3] as number) - own))));
  }
}

/** Each pixel half its own, a quarter each neighbour's, across and then down. */
function blur({ width, height, rgb }: Crop): void {
  const row = 3 * width;
  for (const [step, lines, line, count] of [
    [3, height, row, width],
    [row, width, 3, height],
  ] as const) {
    for (let n = 0; n < lines; n++) {
      for (let k = 0; k < 3; k++) {
        let at = n * line + k;
        let before = rgb[at] as number;
        for (let i = 0; i < count; i++, at += step) {
          const own = rgb[at] as number;
          const after = i === count - 1 ? own : (rgb[at + step] as number);
          rgb[at] = (before + 2 * own + after + 2) >> 2;
          before = own;
        }
      }
    }
  }
}

const NORMALS = 1 << 14;
const RUN = 251;
const table = (() => {
  const random = randomRoot('looks');
  return Float32Array.from({ length: NORMALS }, () => random.normal());
})();

/** Normal numbers read from random places of a table: drawing each would cost more than a training step. */
function addNoise(rgb: Uint8Array, deviation: number, random: RandomStream): void {
  for (let start = 0; start < rgb.length; start += RUN) {
    const from = random.index(NORMALS - RUN);
    const end = Math.min(RUN, rgb.length - start);
    for (let i = 0; i < end; i++) {
      const value = (rgb[start + i] as number) + deviation * (table[from + i] as number);
      rgb[start + i] = Math.max(0, Math.min(255, Math.round(value)));
    }
  }
}
