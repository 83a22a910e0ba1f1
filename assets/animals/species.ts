/** Makes a BodyAsset of a four-legged species from its table; models are built once per look. */
import type { BodyAsset, Material, Model } from '#contracts/model';
import type { ClassId, Look } from '#contracts/scene';
import { pow } from '#core/math';
import { type RandomStream, randomRoot } from '#core/random';
import { remember } from '../mesh/remember.js';
import { boxOf, buildQuadruped, type Coat, type Extras, type Measures } from './quadruped/index.js';

export interface Species {
  readonly name: string;
  readonly class: ClassId;
  readonly title: string;
  readonly source: string;
  /** Top speeds of walk and trot, m/s. */
  readonly walkUpTo: number;
  readonly trotUpTo: number;
  /** Stride (m) of walk, trot and gallop at 1, 3.5 and 10 m/s. */
  readonly strides: readonly [walk: number, trot: number, gallop: number];
  dress(look: Look, random: RandomStream): { readonly measures: Measures; readonly coat: Coat; readonly extras?: Extras };
}

const FUR: Material = { id: 'fur', baseColor: [1, 1, 1], roughness: 0.92, metalness: 0, texture: 'fur' };
const GAITS = ['stand', 'walk', 'trot', 'gallop'] as const;

export function species(s: Species): BodyAsset {
  const build = remember((look: Look): Model => {
    const { measures, coat, extras } = s.dress(look, randomRoot(look.seed).child(s.name));
    return buildQuadruped(measures, coat, FUR, (gait, speed) => stride(gait, speed), extras);
  });
  const box = remember((look: Look) => boxOf(build(look)));
  /** Stride grows with speed; frequency grows too, less and less (Heglund and Taylor 1988). */
  const stride = (gait: string, speed: number): number => {
    const v = Math.max(speed, 0.05);
    if (gait === 'gallop') return s.strides[2] * pow(v / 10, 0.75);
    if (gait === 'trot') return s.strides[1] * pow(v / 3.5, 0.62);
    return s.strides[0] * pow(v, 0.55);
  };
  return {
    name: s.name,
    class: s.class,
    gaits: GAITS,
    stride: (gait, speed) => stride(gait, speed),
    gaitFor: (speed) => (speed < 0.05 ? 'stand' : speed <= s.walkUpTo ? 'walk' : speed <= s.trotUpTo ? 'trot' : 'gallop'),
    box,
    build,
    about: { title: s.title, licence: 'Apache-2.0', source: s.source },
  };
}

export function scaled(m: Measures, k: number): Measures {
  const { leg, neckRise, headDrop, ...lengths } = m;
  const all = Object.fromEntries(Object.entries(lengths).map(([name, value]) => [name, value * k])) as Omit<
    Measures,
    'leg' | 'neckRise' | 'headDrop'
  >;
  return {
    ...all,
    neckRise,
    headDrop,
    leg: { thigh: leg.thigh * k, shank: leg.shank * k, cannon: leg.cannon * k, hoof: leg.hoof * k },
  };
}
export function traitNumber(look: Look, name: string, missing: number): number {
  const value = look.traits[name];
  return typeof value === 'number' ? value : missing;
}
export function traitWord(look: Look, name: string, random: RandomStream, words: readonly string[]): string {
  const value = look.traits[name];
  return typeof value === 'string' && words.includes(value) ? value : random.pick(words);
}
