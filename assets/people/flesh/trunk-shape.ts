/** The outline of a trunk at any height: flesh by anthropometry, and what is worn over it. */
import { clamp, lerp, smoothstep } from '#core/math';
import { type Clothes, CUTS } from '../clothes.js';
import type { Figure } from '../figure.js';
import type { Frame } from '../frame.js';
import { between } from './rows.js';
import type { Ring } from './weave.js';

export interface Heights {
  /** Where the legs part from the trunk: a little above the crotch. */
  readonly fork: number;
  readonly hips: number;
  readonly waist: number;
  readonly chest: number;
  readonly axilla: number;
  readonly shoulder: number;
  readonly neck: number;
}

export interface TrunkShape {
  readonly z: Heights;
  /** Top's lower edge, m; below it bottoms show. */
  readonly hem: number;
  /** @param z m @param worn whether tops count (else bottoms) */
  ring(z: number, worn: 'top' | 'bottom' | 'flesh'): Ring;
  /** How far its quilting stands out between seams, m. */
  readonly quilt: number;
  /** Share that the chest bone has in it. */
  chest(z: number): number;
}

export function trunkShape(f: Figure, c: Clothes, { shares: s, h }: Frame): TrunkShape {
  const z: Heights = {
    fork: (s.crotch + 0.034) * h,
    hips: (s.crotch + 0.062) * h,
    waist: s.waistHeight * h,
    chest: s.chestHeight * h,
    axilla: (s.acromion - 0.074) * h,
    shoulder: (s.acromion - 0.001) * h,
    neck: (s.cervicale - 0.004) * h,
  };
  const cut = CUTS[c.upper];
  const hem = cut.hem === undefined || c.legs === 'skirt' ? z.waist - 0.012 * h : (s.crotch + cut.hem) * h;
  const table = flesh(f, s, z, h);
  const bust = f.female * 0.012 * h;
  return {
    z,
    hem: Math.max(hem, z.fork + 0.004),
    quilt: c.upper === 'puffer' && c.vest === undefined ? 0.008 : 0,
    chest: (at) => smoothstep(z.hips + 0.02 * h, lerp(z.waist, z.chest, 0.35), at),
    ring(at, worn) {
      const [side, front, back, x, square, tip] = between(table, at) as [number, number, number, number, number, number];
      const ease = worn === 'flesh' ? 0 : worn === 'bottom' ? 0.006 : topEase(at);
      const near = clamp(1 - Math.abs(at - z.chest) / (0.045 * h), 0, 1);
      return {
        center: [x, 0, at],
        front: front + ease + (worn === 'top' ? 0.8 : 1) * bust * near * near,
        back: back + ease,
        left: side + ease,
        right: side + ease,
        square,
        tip,
      };
    },
  };

  function topEase(at: number): number {
    const rise = smoothstep(z.waist, z.chest, at);
    const above = smoothstep(z.axilla, z.shoulder, at);
    const loose =
      at < z.waist ? lerp(cut.edge + 0.004, cut.waist, smoothstep(z.hips, z.waist, at)) : lerp(cut.waist, cut.chest, rise);
    return lerp(loose, 0.4 * cut.chest, above);
  }
}

/** Height, half breadth, front and back depth, x of the middle, squareness, tip. */
function flesh(f: Figure, s: Frame['shares'], z: Heights, h: number): number[][] {
  const fat = f.build - 1;
  const hip = (s.hipBreadth / 2) * h * (1 + 0.45 * fat);
  const waist = (s.waistBreadth / 2) * h * (1 + 0.9 * fat);
  const chest = (s.chestBreadth / 2) * h * (1 + 0.5 * fat);
  const seat = s.buttockDepth * h * (1 + 0.5 * fat);
  const belly = s.waistDepth * h * (1 + 1.2 * fat);
  const deep = s.chestDepth * h * (1 + 0.5 * fat);
  const neck = ((s.neckCircumference * h) / 6.2832) * (1 + 0.35 * fat);
  const shoulder = (s.biacromial / 2 - 0.012) * h;
  return [
    [z.fork, hip, 0.44 * seat, 0.54 * seat, -0.006 * h, 2.25, 0],
    [z.hips, hip * 1.0, 0.46 * seat, 0.54 * seat, -0.006 * h, 2.2, 0],
    [lerp(z.hips, z.waist, 0.5), hip * lerp(0.97, 0.99, f.female), 0.5 * belly, 0.48 * belly, -0.004 * h, 2.3, 0],
    [z.waist, waist, 0.56 * belly, 0.44 * belly, 0, 2.3, 0],
    [
      lerp(z.waist, z.chest, 0.42),
      lerp(waist, chest, 0.5) * lerp(1, 0.94, f.female),
      0.52 * belly,
      0.46 * belly,
      -0.002 * h,
      2.35,
      0,
    ],
    [z.chest, chest, (0.48 - 0.08 * f.female) * deep, 0.52 * deep, -0.006 * h, 2.45, 0],
    [z.axilla, chest * 1.07, 0.45 * deep, 0.5 * deep, -0.009 * h, 2.5, 0],
    [(z.axilla + z.shoulder) / 2, chest * 1.12, 0.38 * deep, 0.46 * deep, -0.012 * h, 2.4, 0.004 * h],
    [z.shoulder, shoulder, 0.24 * deep, 0.33 * deep, -0.016 * h, 2.2, 0.006 * h],
    [lerp(z.shoulder, z.neck, 0.45), 0.6 * shoulder, 0.22 * deep, 0.3 * deep, -0.017 * h, 2, 0.012 * h],
    [z.neck, neck * 1.14, neck * 1.05, neck * 1.1, -0.016 * h, 2, 0.02 * h],
    [z.neck + 0.02 * h, neck * 1.05, neck * 0.98, neck * 1.0, -0.013 * h, 2, 0.016 * h],
  ];
}
