/**
 * Dogs of three builds: shepherd (withers 0.55-0.65 m; FCI standard 166), retriever (0.51-0.61 m; FCI 111) and small terrier (0.28-0.4 m;
 * FCI 345 and the like). Traits: `build` shepherd | retriever | terrier, `height` m at the withers, `coat` tan | black | white | grey.
 */
import { smoothstep } from '#core/math';
import { mix, scale, type Vec3 } from '#core/pose';
import { RETRIEVER_HEAD, SHEPHERD_HEAD, TERRIER_HEAD } from './quadruped/heads.js';
import type { Coat, Measures } from './quadruped/index.js';
import { species, traitNumber, traitWord } from './species.js';

const SHEPHERD: Measures = {
  withers: 0.6,
  rump: 0.57,
  sag: 0.005,
  trunk: 0.68,
  chestDepth: 0.28,
  chestWidth: 0.19,
  waistDepth: 0.21,
  rumpWidth: 0.18,
  hump: 0,
  neck: { length: 0.25, rise: 0.82, base: [0.2, 0.15], top: [0.15, 0.13] },
  head: { length: 0.24, drop: 0.2, ...SHEPHERD_HEAD },
  front: {
    middle: 0.33,
    ankle: 0.13,
    fetlock: 0.055,
    angles: [0.62, -0.03, -0.05],
    muscle: 0.038,
    joint: 0.0195,
    cannon: 0.017,
  },
  hind: { middle: 0.35, ankle: 0.165, fetlock: 0.05, angles: [-0.5, 0.9, -0.08], muscle: 0.066, joint: 0.023, cannon: 0.0165 },
  foot: { kind: 'paw', length: 0.075, width: 0.058 },
  tail: { length: 0.38, hang: 1.2, widths: [0.022, 0.034, 0.042, 0.045, 0.035, 0.01], flat: 0.9 },
};
const RETRIEVER: Measures = {
  ...SHEPHERD,
  withers: 0.57,
  rump: 0.565,
  trunk: 0.64,
  chestDepth: 0.28,
  chestWidth: 0.215,
  waistDepth: 0.235,
  rumpWidth: 0.2,
  neck: { length: 0.21, rise: 0.8, base: [0.21, 0.17], top: [0.165, 0.15] },
  head: { length: 0.235, drop: 0.22, ...RETRIEVER_HEAD },
  front: { ...SHEPHERD.front, middle: 0.3, angles: [0.6, -0.02, -0.03], muscle: 0.042, joint: 0.0225, cannon: 0.02 },
  hind: { ...SHEPHERD.hind, middle: 0.33, angles: [-0.42, 0.72, -0.06], muscle: 0.07, joint: 0.025, cannon: 0.019 },
  tail: { length: 0.36, hang: 0.7, widths: [0.026, 0.032, 0.03, 0.026, 0.018, 0.006], flat: 1 },
};
const TERRIER: Measures = {
  withers: 0.34,
  rump: 0.335,
  sag: 0,
  trunk: 0.35,
  chestDepth: 0.165,
  chestWidth: 0.125,
  waistDepth: 0.135,
  rumpWidth: 0.115,
  hump: 0,
  neck: { length: 0.14, rise: 0.95, base: [0.125, 0.1], top: [0.095, 0.085] },
  head: { length: 0.165, drop: 0.15, ...TERRIER_HEAD },
  front: { middle: 0.175, ankle: 0.075, fetlock: 0.034, angles: [0.5, 0, -0.03], muscle: 0.027, joint: 0.0165, cannon: 0.0155 },
  hind: {
    middle: 0.185,
    ankle: 0.095,
    fetlock: 0.032,
    angles: [-0.4, 0.7, -0.05],
    muscle: 0.042,
    joint: 0.018,
    cannon: 0.0155,
  },
  foot: { kind: 'paw', length: 0.045, width: 0.038 },
  tail: { length: 0.12, hang: -1.1, widths: [0.016, 0.017, 0.014, 0.006], flat: 1 },
};
const BUILDS: Readonly<
  Record<
    string,
    { readonly measures: Measures; readonly heights: readonly [number, number]; readonly coats: readonly string[] }
  >
> = {
  shepherd: { measures: SHEPHERD, heights: [0.55, 0.65], coats: ['tan', 'tan', 'black', 'grey'] },
  retriever: { measures: RETRIEVER, heights: [0.52, 0.61], coats: ['tan', 'black', 'white'] },
  terrier: { measures: TERRIER, heights: [0.28, 0.4], coats: ['white', 'tan', 'black', 'grey'] },
};

/** Dark and light of each coat. */
const COATS: Readonly<Record<string, readonly [Vec3, Vec3]>> = {
  tan: [
    [0.3, 0.17, 0.075],
    [0.42, 0.3, 0.18],
  ],
  black: [
    [0.016, 0.0145, 0.0135],
    [0.024, 0.021, 0.019],
  ],
  white: [
    [0.58, 0.54, 0.47],
    [0.66, 0.64, 0.6],
  ],
  grey: [
    [0.13, 0.12, 0.11],
    [0.3, 0.28, 0.26],
  ],
};
const SADDLE: Vec3 = [0.02, 0.017, 0.015];

function coatFor(build: string, name: string): Coat {
  const [dark, light] = COATS[name] as readonly [Vec3, Vec3];
  const saddled = build === 'shepherd' && name === 'tan';
  const patched = build === 'terrier' && name === 'white';
  return {
    back: saddled ? SADDLE : scale(dark, 0.82),
    flank: dark,
    belly: light,
    leg: mix(dark, light, 0.35),
    lowerLeg: mix(dark, light, saddled ? 0.3 : 0.6),
    throat: light,
    face: saddled ? mix(SADDLE, dark, 0.7) : dark,
    muzzle: saddled ? SADDLE : dark,
    nose: [0.01, 0.009, 0.009],
    ear: saddled ? scale(dark, 0.3) : scale(dark, 0.8),
    earInside: mix(dark, [0.3, 0.2, 0.17], 0.5),
    tail: saddled ? SADDLE : dark,
    tailUnder: mix(dark, light, 0.5),
    hoof: dark,
    mark({ normal, height, along, leg, neck, head, onHead, at }, plain) {
      if (saddled) {
        // A black saddle over back and flanks.
        const over = smoothstep(0.62, 0.76, height + 0.05 * normal[2]) * (1 - Math.min(1, leg + head)) * (1 - 0.55 * neck);
        return mix(plain, SADDLE, over * smoothstep(0.02, 0.1, along));
      }
      if (!patched) return plain;
      const patch: Vec3 = [0.19, 0.09, 0.035];
      const face =
        head *
        smoothstep(0.02, 0.07, Math.abs(onHead[2])) *
        smoothstep(0.62, 0.5, onHead[0]) *
        smoothstep(-0.16, -0.06, onHead[1]);
      const spot = smoothstep(0.075, 0.05, Math.sqrt((at[0] + 0.1) * (at[0] + 0.1) + (at[2] - 0.33) * (at[2] - 0.33)));
      return mix(plain, patch, Math.max(face, spot));
    },
  };
}

export const dog = species({
  name: 'dog',
  class: 'dog',
  title: 'Dog',
  source: 'heights at the withers from FCI breed standards 111, 166 and 345; speeds from memory',
  leg: 0.43,
  strides: [0.72, 1.25, 2.5],
  bearing: { tail: [0, -0.7, -1.1], alert: 0.15 },
  eyeShine: { color: [0.45, 0.9, 0.4], strength: 0.7 },
  dress(look, random) {
    const asked = traitNumber(look, 'height', 0);
    const likely = asked === 0 ? Object.keys(BUILDS) : asked < 0.45 ? ['terrier'] : ['shepherd', 'retriever'];
    const build = traitWord(
      look,
      'build',
      random.child('build'),
      look.traits.build === undefined ? likely : Object.keys(BUILDS),
    );
    const { measures, heights, coats } = BUILDS[build] as (typeof BUILDS)[string];
    const picked = random.child('coat').pick(coats);
    const named = look.traits.coat;
    const coat = coatFor(build, typeof named === 'string' && named in COATS ? named : picked);
    return {
      kind: build,
      measures,
      height: traitNumber(look, 'height', random.child('height').between(...heights)),
      coat,
      pattern: coatFor(build, build === 'terrier' ? 'white' : 'tan'),
    };
  },
});
