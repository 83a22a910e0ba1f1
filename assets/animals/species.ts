/** Makes a BodyAsset of a four-legged species from its table; shapes are made once a kind, models once a look. */
import type { BodyAsset, Model } from '#contracts/model';
import type { ClassId, Look } from '#contracts/scene';
import { pow } from '#core/math';
import type { Vec3 } from '#core/pose';
import { type RandomStream, randomRoot } from '#core/random';
import type { Loft } from '../mesh/field.js';
import { remember } from '../mesh/remember.js';
import {
  type Anatomy,
  type Bearing,
  boxOf,
  buildQuadruped,
  type Coat,
  type Extras,
  type Measures,
  type Shape,
  shapeOf,
} from './quadruped/index.js';

export interface Dress {
  /** Looks of one kind have one shape (sex, age, breed); measures and own masses must follow from it. */
  readonly kind: string;
  readonly measures: Measures;
  readonly own?: (anatomy: Anatomy) => readonly Loft[];
  /** m at the withers. */
  readonly height: number;
  readonly coat: Coat;
  /** A coat with all the marks that the kind's coats may have, for triangles to follow: the same for all looks of the kind. */
  readonly pattern: Coat;
  readonly extras?: Extras;
}

export interface Species {
  readonly name: string;
  readonly class: ClassId;
  readonly title: string;
  readonly source: string;
  /** Height of the shoulder joint, m: gaits change at Froude numbers v^2 / (g leg). */
  readonly leg: number;
  /** Where the species keeps to a trot for longer, m/s. */
  readonly trotUpTo?: number;
  /** Stride (m) of walk, trot and gallop at 1, 3.5 and 10 m/s. */
  readonly strides: readonly [walk: number, trot: number, gallop: number];
  readonly bearing: Bearing;
  readonly eyeShine: { readonly color: Vec3; readonly strength: number };
  dress(look: Look, random: RandomStream): Dress;
}

const GRAVITY = 9.81;
/** Walk to trot (Griffin et al. 2004, JEB 207:4215: 0.35); trot to gallop (Alexander & Jayes 1983: 2 to 3). */
const TROT_FROM = 0.35;
const GALLOP_FROM = 2.5;
const GAITS = ['stand', 'walk', 'trot', 'gallop'] as const;

export function species(s: Species): BodyAsset {
  const shapes = new Map<string, Shape>();
  const build = remember((look: Look): Model => {
    const { kind, measures, own, height, coat, pattern, extras } = s.dress(look, randomRoot(look.seed).child(s.name));
    const shape = shapes.get(kind) ?? shapeOf(measures, pattern, own ?? (() => []));
    shapes.set(kind, shape);
    return buildQuadruped({
      shape,
      scale: height / measures.withers,
      coat,
      bearing: s.bearing,
      eyeShine: s.eyeShine,
      ...(extras === undefined ? {} : { extras }),
      strideOf: stride,
    });
  });
  const box = remember((look: Look) => boxOf(build(look)));
  /** Stride grows with speed; frequency grows too, less and less (Heglund and Taylor 1988). */
  const stride = (gait: string, speed: number): number => {
    const v = Math.max(speed, 0.05);
    if (gait === 'gallop') return s.strides[2] * pow(v / 10, 0.75);
    if (gait === 'trot') return s.strides[1] * pow(v / 3.5, 0.62);
    return s.strides[0] * pow(v, 0.55);
  };
  const walkUpTo = Math.sqrt(TROT_FROM * GRAVITY * s.leg);
  const trotUpTo = s.trotUpTo ?? Math.sqrt(GALLOP_FROM * GRAVITY * s.leg);
  return {
    name: s.name,
    class: s.class,
    gaits: GAITS,
    stride: (gait, speed) => stride(gait, speed),
    gaitFor: (speed) => (speed < 0.05 ? 'stand' : speed <= walkUpTo ? 'walk' : speed <= trotUpTo ? 'trot' : 'gallop'),
    box,
    build,
    about: { title: s.title, licence: 'Apache-2.0', source: s.source },
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
