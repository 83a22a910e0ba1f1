/**
 * Sizes of the human body. Adults: means of ANSUR II (Gordon et al. 2014, NATICK/TR-15/007; 4082 men of 1.756 m, 1986 women of 1.6285 m),
 * here as shares of stature. Five-year-olds: WHO Child Growth Standards' medians (2006: stature 1.100 and 1.094 m, head circumference 0.507
 * and 0.499 m) and sitting height over stature 0.555 (NHANES III, Hawkes et al. 2020, doi 10.1016/j.jpeds.2020.06.051; read off its charts).
 */
import { lerp } from '#core/math';

/** Shares of stature. */
export interface Shares {
  readonly acromion: number;
  readonly cervicale: number;
  readonly chestHeight: number;
  readonly waistHeight: number;
  readonly trochanter: number;
  readonly crotch: number;
  readonly knee: number;
  readonly ankle: number;
  readonly biacromial: number;
  readonly bideltoid: number;
  readonly chestBreadth: number;
  readonly chestDepth: number;
  readonly waistBreadth: number;
  readonly waistDepth: number;
  readonly hipBreadth: number;
  readonly buttockDepth: number;
  readonly headBreadth: number;
  readonly headLength: number;
  readonly headCircumference: number;
  /** Menton to vertex. */
  readonly headHeight: number;
  readonly neckCircumference: number;
  readonly upperArm: number;
  readonly forearm: number;
  readonly hand: number;
  readonly foot: number;
  readonly footBreadth: number;
  readonly bicepsCircumference: number;
  readonly forearmCircumference: number;
  readonly wristCircumference: number;
  readonly thighCircumference: number;
  readonly lowerThighCircumference: number;
  readonly calfCircumference: number;
  readonly ankleCircumference: number;
}

export const MAN: Shares = {
  acromion: 0.8204,
  cervicale: 0.864,
  chestHeight: 0.7352,
  waistHeight: 0.6016,
  trochanter: 0.513,
  crotch: 0.4817,
  knee: 0.2781,
  ankle: 0.0415,
  biacromial: 0.2367,
  bideltoid: 0.2906,
  chestBreadth: 0.1648,
  chestDepth: 0.1445,
  waistBreadth: 0.1859,
  waistDepth: 0.1354,
  hipBreadth: 0.1969,
  buttockDepth: 0.14,
  headBreadth: 0.0879,
  headLength: 0.1136,
  headCircumference: 0.3271,
  headHeight: 0.132,
  neckCircumference: 0.2264,
  upperArm: 0.1909,
  forearm: 0.1525,
  hand: 0.1101,
  foot: 0.1544,
  footBreadth: 0.058,
  bicepsCircumference: 0.2039,
  forearmCircumference: 0.1765,
  wristCircumference: 0.1002,
  thighCircumference: 0.356,
  lowerThighCircumference: 0.2331,
  calfCircumference: 0.2234,
  ankleCircumference: 0.1306,
};

export const WOMAN: Shares = {
  acromion: 0.8198,
  cervicale: 0.857,
  chestHeight: 0.7195,
  waistHeight: 0.6019,
  trochanter: 0.5191,
  crotch: 0.4804,
  knee: 0.2757,
  ankle: 0.0385,
  biacromial: 0.2244,
  bideltoid: 0.2765,
  chestBreadth: 0.1654,
  chestDepth: 0.1519,
  waistBreadth: 0.1842,
  waistDepth: 0.1308,
  hipBreadth: 0.2173,
  buttockDepth: 0.143,
  headBreadth: 0.0907,
  headLength: 0.1166,
  headCircumference: 0.3446,
  headHeight: 0.134,
  neckCircumference: 0.2025,
  upperArm: 0.1911,
  forearm: 0.1482,
  hand: 0.1112,
  foot: 0.1512,
  footBreadth: 0.0569,
  bicepsCircumference: 0.1876,
  forearmCircumference: 0.1622,
  wristCircumference: 0.0951,
  thighCircumference: 0.3784,
  lowerThighCircumference: 0.2461,
  calfCircumference: 0.2292,
  ankleCircumference: 0.1325,
};

/** What a five-year-old's share is over an adult's: legs by sitting height, skull by head circumference, the rest a modeller's estimate. */
const CHILD: Partial<Record<keyof Shares, number>> = {
  acromion: 0.965,
  cervicale: 0.968,
  chestHeight: 0.97,
  waistHeight: 0.955,
  trochanter: 0.935,
  crotch: 0.932,
  knee: 0.925,
  ankle: 1.05,
  biacromial: 0.97,
  bideltoid: 0.95,
  waistBreadth: 0.98,
  waistDepth: 1.02,
  hipBreadth: 0.93,
  buttockDepth: 0.95,
  headBreadth: 1.39,
  headLength: 1.39,
  headCircumference: 1.39,
  headHeight: 1.28,
  neckCircumference: 1.06,
  upperArm: 0.94,
  forearm: 0.94,
  hand: 1,
  foot: 1.02,
};

/** @param female 0..1 @param childlike 0 adult .. 1 five years old */
export function sharesOf(female: number, childlike: number): Shares {
  const of = (name: keyof Shares): number => lerp(MAN[name], WOMAN[name], female) * lerp(1, CHILD[name] ?? 1, childlike);
  return Object.fromEntries((Object.keys(MAN) as (keyof Shares)[]).map((name) => [name, of(name)])) as unknown as Shares;
}
