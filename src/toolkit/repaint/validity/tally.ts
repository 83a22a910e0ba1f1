/** What the gate said over a whole dataset: counts, shares by what may matter, and where labels fared worst. */
import type { PixelBox } from '#contracts/label';
import type { Attempt, Outcome, OutcomeCounts } from '#contracts/repaint';
import { type SegmentValidity, VALIDITY_TESTS } from '#contracts/validity';
import type { FrameNote } from './notes.js';
import { Counter, heightBand, type Share, strengthBand } from './shares.js';

/** A label that failed, or something that appeared without one, at the strength that was asked for. */
export interface Worst {
  readonly sample: string;
  readonly sensor: string;
  readonly frame: number;
  readonly picture: string;
  readonly outcome: Outcome;
  readonly class: string;
  /** 0 of stuff, and of what has no label. */
  readonly instance: number;
  readonly box: PixelBox;
  readonly pixels: number;
  readonly safety: boolean;
  /** Tests that failed with what they measured; `appeared`. */
  readonly why: readonly string[];
}

export interface ValidityReport {
  readonly frames: OutcomeCounts;
  /** Of the instances, at the strength that was asked for. */
  readonly byClass: readonly Share[];
  /** By the height of the box, px. */
  readonly bySize: readonly Share[];
  /** By the weather that was painted. */
  readonly byWeather: readonly Share[];
  /** Over all attempts. */
  readonly byStrength: readonly Share[];
  /** Of classes of stuff, at the strength that was asked for. */
  readonly stuff: readonly Share[];
  /** Of each test, among the segments that it could be measured of. */
  readonly tests: readonly Share[];
  /** Things without a label that appeared at the strength that was asked for. */
  readonly hallucinations: number;
  /** Pictures that were taken, of all that were painted. */
  readonly attempts: readonly Share[];
  /** Worst first. */
  readonly worst: readonly Worst[];
}

const MOST_WORST = 24;
export async function tallyOf(notes: AsyncIterable<FrameNote>): Promise<ValidityReport> {
  const frames: Record<Outcome, number> = { kept: 0, repaired: 0, dropped: 0 };
  const [byClass, bySize, byWeather] = [new Counter(), new Counter(), new Counter()];
  const [byStrength, stuff, tests, taken] = [new Counter(), new Counter(), new Counter(), new Counter()];
  let hallucinations = 0;
  let worst: Worst[] = [];
  for await (const { repaint, ...where } of notes) {
    frames[repaint.outcome]++;
    const attempts: readonly Attempt[] = [...repaint.refused, repaint];
    const { segments, hallucinations: appeared } = (attempts[0] as Attempt).validity;
    hallucinations += appeared.length;
    for (const segment of segments) {
      const fine = segment.failed.length === 0;
      if (segment.instance === 0) stuff.add(segment.class, fine);
      else {
        byClass.add(segment.class, fine);
        bySize.add(heightBand(segment.box.height), fine);
        byWeather.add(repaint.prompt.weather ?? 'any', fine);
      }
      for (const test of VALIDITY_TESTS)
        if (segment.measured[test] !== undefined) tests.add(test, !segment.failed.includes(test));
      if (!fine) worst.push({ ...where, outcome: repaint.outcome, ...failureOf(segment) });
    }
    for (const { class: name, box, pixels } of appeared) {
      const thing = { class: name, instance: 0, box, pixels, safety: false, why: ['appeared'] };
      worst.push({ ...where, outcome: repaint.outcome, ...thing });
    }
    worst = worst.sort(worstFirst).slice(0, MOST_WORST);
    for (const { strength, validity } of attempts) {
      taken.add(strengthBand(strength), validity.valid);
      for (const { instance, failed } of validity.segments)
        if (instance > 0) byStrength.add(strengthBand(strength), failed.length === 0);
    }
  }
  return {
    frames,
    byClass: byClass.shares(),
    bySize: bySize.shares(),
    byWeather: byWeather.shares(),
    byStrength: byStrength.shares(),
    stuff: stuff.shares(),
    tests: tests.shares(),
    hallucinations,
    attempts: taken.shares(),
    worst,
  };
}

function failureOf({ class: name, instance, box, pixels, safety, failed, measured }: SegmentValidity) {
  const why = failed.map((test) => `${test} ${(measured[test] ?? Number.NaN).toFixed(2)}`);
  return { class: name, instance, box, pixels, safety, why };
}

const SEVERITY: Readonly<Record<Outcome, number>> = { kept: 0, repaired: 1, dropped: 2 };

/** Dropped before repaired, people and animals before other bodies and those before surfaces, then by how many tests failed and how large it is. */
function worstFirst(a: Worst, b: Worst): number {
  const keys = ({ outcome, safety, instance, why, pixels }: Worst): readonly number[] => [
    SEVERITY[outcome],
    Number(safety),
    Number(instance > 0),
    why.length,
    pixels,
  ];
  const [of, other] = [keys(a), keys(b)];
  const k = of.findIndex((key, i) => key !== other[i]);
  if (k >= 0) return (other[k] as number) - (of[k] as number);
  return nameOf(a) < nameOf(b) ? -1 : 1;
}

export function nameOf({ sample, sensor, frame }: Pick<Worst, 'sample' | 'sensor' | 'frame'>): string {
  return `${sample}/${sensor}/${String(frame).padStart(6, '0')}`;
}
