/** How bad an impact is (science.md section 2.2). Speeds in m/s; every probability says by which curve. */
import { exp, ln } from '#core/math';
import { logitOf, monotoneCurve } from './monotone.js';

/** Change of own velocity in a perfectly plastic central impact, m/s, same sign as `closing`; masses in kg. */
export function plasticDeltaV(ownMass: number, otherMass: number, closing: number): number {
  return (otherMass / (ownMass + otherMass)) * closing;
}

export type InjuryCurveId = 'rosen-sander-2009' | 'tefft-2013-death' | 'tefft-2013-ais4';

export interface InjuryCurve {
  readonly id: InjuryCurveId;
  readonly outcome: 'death' | 'AIS4+';
  /** Who was hit by what, where and when. */
  readonly population: string;
  readonly source: string;
  /** Impact speeds up to which we have figures of the source, m/s: beyond them the curve goes on by its formula, and less surely. */
  readonly covered: readonly [low: number, high: number];
  /** Log-odds of the outcome at an impact speed in m/s: a formula, never a rounded figure. */
  logOdds(speed: number): number;
}

export interface InjuryRisk {
  readonly curve: InjuryCurveId;
  readonly outcome: InjuryCurve['outcome'];
  readonly speed: number;
  readonly probability: number;
  /** Outside the speeds that the curve's source covers. */
  readonly extrapolated: boolean;
}

const KMH = 3.6;
/** m/s in a mile an hour: 1609.344 m in 3600 s. */
const MPH = 0.44704;

const ADULTS_GIDAS =
  'adult pedestrians (15 years and more) hit by fronts of cars, Germany (GIDAS), 1999 to 2007, 490 with 36 dead';
const TEFFT_PEOPLE =
  'pedestrians hit by cars and light trucks going forward, United States, 1994 to 1998, weighted to 2007 to 2009';
const TEFFT =
  'Tefft, Accident Analysis and Prevention 50 (2013) 871-878: the five speeds of the abstract, monotone between them in log-odds';
const SHARES = [0.1, 0.25, 0.5, 0.75, 0.9] as const;

/** Through the published speeds (mph) of 10, 25, 50, 75 and 90 %. */
function tefft(id: InjuryCurveId, outcome: InjuryCurve['outcome'], speeds: readonly number[]): InjuryCurve {
  const points = speeds.map((speed, i) => [speed * MPH, logitOf(SHARES[i] as number)] as const);
  const [low, high] = [(speeds[0] as number) * MPH, (speeds.at(-1) as number) * MPH];
  return { id, outcome, population: TEFFT_PEOPLE, source: TEFFT, covered: [low, high], logOdds: monotoneCurve(points) };
}

export const INJURY_CURVES: Readonly<Record<InjuryCurveId, InjuryCurve>> = {
  'rosen-sander-2009': {
    id: 'rosen-sander-2009',
    outcome: 'death',
    population: ADULTS_GIDAS,
    source: 'Rosen and Sander, Accident Analysis and Prevention 41 (2009) 536-542: 1 / (1 + exp(6.9 - 0.090 v)), v in km/h',
    covered: [0, 80 / KMH],
    logOdds: (speed) => 0.09 * speed * KMH - 6.9,
  },
  'tefft-2013-death': tefft('tefft-2013-death', 'death', [24.1, 32.5, 40.6, 48.0, 54.6]),
  'tefft-2013-ais4': tefft('tefft-2013-ais4', 'AIS4+', [17.1, 24.9, 33.0, 40.8, 48.1]),
};

/** Probability of the curve's outcome for a pedestrian hit at `speed` (m/s, 0 or more). Curves differ by a factor of 2 at 50 km/h. */
export function injuryRisk(id: InjuryCurveId, speed: number): InjuryRisk {
  const curve = INJURY_CURVES[id];
  const extrapolated = speed < curve.covered[0] || speed > curve.covered[1];
  return { curve: id, outcome: curve.outcome, speed, probability: logistic(curve.logOdds(speed)), extrapolated };
}

/** Death of an adult pedestrian by impact speed (m/s) and age (years): Rosen and Sander 2009, 1 / (1 + exp(9.1 - 0.095 v - 0.040 age)). */
export function rosenSanderByAge(speed: number, age: number): number {
  return logistic(0.095 * speed * KMH + 0.04 * age - 9.1);
}

/** Impact speed (m/s) of a probability (between 0 and 1), by bisection; NaN where no speed up to 100 m/s has it. */
export function speedAtRisk(id: InjuryCurveId, probability: number): number {
  const { logOdds } = INJURY_CURVES[id];
  const wanted = ln(probability / (1 - probability));
  let low = 0;
  let high = 100;
  if (logOdds(low) > wanted || logOdds(high) < wanted) return Number.NaN;
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (logOdds(middle) < wanted) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function logistic(logOdds: number): number {
  return 1 / (1 + exp(-logOdds));
}
