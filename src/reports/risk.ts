/** How often runs fail by the value of a parameter: shares in bins, and whether they differ by more than chance. */

import type { ValidationCase } from '#contracts/validation';
import { exp, normalCdf, PI } from '#core/math';
import { wilson } from '#core/wilson';

export interface RiskBin {
  /** Least and greatest value that fell into it; of words, both are the word. */
  readonly low: number | string;
  readonly high: number | string;
  readonly runs: number;
  readonly failed: number;
  /** 0..1 */
  readonly share: number;
  /** Wilson, 95 %. */
  readonly interval: readonly [low: number, high: number];
}

export interface ParameterRisk {
  readonly name: string;
  /** Ascending; two at least. */
  readonly bins: readonly RiskBin[];
  /**
   * That shares would differ so much if the parameter did not matter: Pearson's chi-squared of bins by outcome. Approximate where a
   * bin has few failures, and for one parameter alone: among twenty that don't matter, one is below 0.05.
   */
  readonly pValue: number;
}

const MAX_BINS = 8;
/** Fewer runs in a bin say nothing. */
const MIN_RUNS = 4;

/** Of every parameter with two bins at least, the one that most surely matters first. Cases without a verdict don't count. */
export function parameterRisks(cases: readonly ValidationCase[]): readonly ParameterRisk[] {
  const judged = cases.filter(({ outcome }) => outcome === 'pass' || outcome === 'fail');
  const names = [...new Set(judged.flatMap(({ parameters }) => Object.keys(parameters)))].sort();
  const risks = names.map((name) => riskOf(name, judged)).filter(({ bins }) => bins.length > 1);
  return risks.sort((a, b) => a.pValue - b.pValue);
}

interface Level<T extends number | string> {
  readonly value: T;
  readonly runs: number;
  readonly failed: number;
}

function riskOf(name: string, cases: readonly ValidationCase[]): ParameterRisk {
  const known = cases.filter(({ parameters }) => parameters[name] !== undefined);
  const levels = levelsOf(known.map((one) => [one.parameters[name] as number | string, one.outcome === 'fail'] as const));
  const numeric = levels.every((level): level is Level<number> => typeof level.value === 'number');
  const bins = numeric ? quantileBins(levels) : commonWords(levels);
  return { name, bins, pValue: pValueOf(bins) };
}

function levelsOf(values: readonly (readonly [value: number | string, failed: boolean])[]): readonly Level<number | string>[] {
  const levels = new Map<number | string, { runs: number; failed: number }>();
  for (const [value, failed] of values) {
    const level = levels.get(value) ?? { runs: 0, failed: 0 };
    levels.set(value, { runs: level.runs + 1, failed: level.failed + Number(failed) });
  }
  return [...levels].map(([value, level]) => ({ value, ...level }));
}

/** Bins of about as many runs each. Equal values share one: the middle of their ranks says which. */
export function quantileBins(levels: readonly Level<number>[]): readonly RiskBin[] {
  const total = levels.reduce((sum, { runs }) => sum + runs, 0);
  const wanted = Math.max(1, Math.min(MAX_BINS, Math.floor(total / MIN_RUNS)));
  const bins: Level<number>[][] = Array.from({ length: wanted }, () => []);
  let before = 0;
  for (const level of [...levels].sort((a, b) => a.value - b.value)) {
    bins[Math.floor((wanted * (before + level.runs / 2)) / total)]?.push(level);
    before += level.runs;
  }
  return bins.filter((bin) => bin.length > 0).map(binOf);
}

/** The most frequent ones, by name; the rest is left out. */
function commonWords(levels: readonly Level<number | string>[]): readonly RiskBin[] {
  const common = [...levels].sort((a, b) => b.runs - a.runs || order(a.value, b.value)).slice(0, MAX_BINS);
  return common.sort((a, b) => order(a.value, b.value)).map((level) => binOf([level]));
}
function order(a: number | string, b: number | string): number {
  return String(a) < String(b) ? -1 : 1;
}

function binOf(levels: readonly Level<number | string>[]): RiskBin {
  const runs = levels.reduce((sum, level) => sum + level.runs, 0);
  const failed = levels.reduce((sum, level) => sum + level.failed, 0);
  const [low, high] = [levels[0]?.value ?? 0, levels.at(-1)?.value ?? 0];
  return { low, high, runs, failed, share: failed / runs, interval: wilson(failed, runs) };
}

function pValueOf(bins: readonly RiskBin[]): number {
  const runs = bins.reduce((sum, bin) => sum + bin.runs, 0);
  const share = bins.reduce((sum, bin) => sum + bin.failed, 0) / runs;
  if (bins.length < 2 || share === 0 || share === 1) return 1;
  const chiSquared = bins.reduce(
    (sum, bin) => sum + squared(bin.failed - bin.runs * share) / (bin.runs * share * (1 - share)),
    0,
  );
  return chiSquaredTail(chiSquared, bins.length - 1);
}

/** P(X > x) of the chi-squared distribution: finite sums for whole degrees (Abramowitz and Stegun 26.4.4 and 26.4.5). */
export function chiSquaredTail(x: number, degrees: number): number {
  const half = x / 2;
  const odd = degrees % 2;
  let term = odd === 1 ? 2 * Math.sqrt(half / PI) : 1;
  let sum = 0;
  for (let j = 1; 2 * j <= degrees; j++) {
    sum += term;
    term *= half / (j + odd / 2);
  }
  return (odd === 1 ? 2 * normalCdf(-Math.sqrt(x)) : 0) + exp(-half) * sum;
}
function squared(x: number): number {
  return x * x;
}
