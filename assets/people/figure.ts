/** A body's stature, build and bearing: what the author states, the rest drawn. */
import type { Look } from '#contracts/scene';
import { clamp } from '#core/math';
import type { RandomStream } from '#core/random';
import { traitNumber, traitWord } from '../animals/species.js';

export interface Figure {
  /** Stature, m. */
  readonly height: number;
  /** Girth against the average, about 0.8..1.4. */
  readonly build: number;
  /** Head larger and legs shorter for children: 0 adult .. 1 small child. */
  readonly childlike: number;
  /** Forward bend of the back, rad. */
  readonly stoop: number;
  /** Proportions: 0 a man's .. 1 a woman's. */
  readonly female: number;
  readonly elderly: boolean;
}

/** Mean and standard deviation of stature, m (ANSUR II). */
const STATURE = { male: [1.756, 0.069], female: [1.6285, 0.064] } as const;
/** People over 75 are shorter than they were at 30 by 4 to 6 % (Sorkin et al., Am J Epidemiol 150, 1999: 5 cm men, 8 cm women by 80). */
const SHRUNK = 0.965;

export function figureOf(look: Look, random: RandomStream, heights: readonly [number, number], child: boolean): Figure {
  const sex = traitWord(look, 'sex', random.child('sex'), ['male', 'female']) as 'male' | 'female';
  const elderly = !child && look.traits.age === 'elderly';
  const height = traitNumber(look, 'height', drawnHeight(random.child('height'), heights, child, sex, elderly));
  const childlike = child ? clamp((1.62 - height) / 0.52, 0, 1) : 0;
  return {
    height,
    build: traitNumber(look, 'build', drawnBuild(random.child('build'), child)),
    childlike,
    stoop: elderly ? random.child('stoop').between(0.15, 0.45) : random.child('stoop').between(0, 0.09),
    female: (sex === 'female' ? 1 : 0) * (1 - 0.8 * childlike),
    elderly,
  };
}

function drawnHeight(
  random: RandomStream,
  [least, most]: readonly [number, number],
  child: boolean,
  sex: 'male' | 'female',
  elderly: boolean,
): number {
  if (child) return random.between(least, most);
  const [mean, deviation] = STATURE[sex];
  return clamp((mean + deviation * random.normal()) * (elderly ? SHRUNK : 1), least, most);
}

/** ANSUR's mean is a body mass index of 27; its girths spread by about 11 % (waist circumference 941 +- 112 mm, men). */
function drawnBuild(random: RandomStream, child: boolean): number {
  return child ? clamp(0.92 + 0.07 * random.normal(), 0.8, 1.12) : clamp(0.97 + 0.12 * random.normal(), 0.78, 1.38);
}
