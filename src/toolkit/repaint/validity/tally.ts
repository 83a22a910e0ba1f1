/** What the gate said over a whole dataset: counts, shares by what may matter, and where labels fared worst. */
import type { PixelBox } from '#contracts/label';
import type { Attempt, Outcome, OutcomeCounts } from '#contracts/repaint';
import { type SegmentValidity, VALIDITY_TESTS } from '#contracts/validity';
import type { FrameNote } from './notes.js';

export interface Share {
  readonly name: string;
  readonly seen: number;
  readonly valid: number;
}

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
/** Upper edges of the bands of height, px. */
const HEIGHTS = [16, 32, 64, 128, 256] as const;

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

class Counter {
  readonly #counts = new Map<string, { seen: number; valid: number }>();
  add(name: string, valid: boolean): void {
    const known = this.#counts.get(name) ?? { seen: 0, valid: 0 };
    this.#counts.set(name, { seen: known.seen + 1, valid: known.valid + (valid ? 1 : 0) });
  }
  /** By name; bands begin with their number. */
  shares(): readonly Share[] {
    const all = [...this.#counts].map(([name, counts]) => ({ name, ...counts }));
    return all.sort((a, b) => leading(a.name) - leading(b.name) || (a.name < b.name ? -1 : 1));
  }
}
function leading(name: string): number {
  const number = Number.parseFloat(name);
  return Number.isNaN(number) ? 0 : number;
}

function heightBand(height: number): string {
  const above = HEIGHTS.findIndex((edge) => height < edge);
  if (above < 0) return `${HEIGHTS.at(-1)} px and more`;
  return `${HEIGHTS[above - 1] ?? 0} to ${HEIGHTS[above]} px`;
}

/** Tenths. */
function strengthBand(strength: number): string {
  const tenth = Math.min(9, Math.floor(strength * 10 + 1e-9));
  return `${(tenth / 10).toFixed(1)} to ${((tenth + 1) / 10).toFixed(1)}`;
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
