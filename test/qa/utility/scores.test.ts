/** Figures and how sure they are. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomRoot } from '#core/random';
import { VOID } from '#qa/classes/class-map';
import { confusionOf, pooled, scoresOf } from '#qa/utility/scores/confusion';
import { bootstrap, type Interval, middle, spreadOf } from '#qa/utility/scores/intervals';
import { commonMistakes } from '#qa/utility/scores/mistakes';
import { centralT, quantileOfCentralT } from '#qa/utility/scores/student';
import { classWeights } from '#qa/utility/training/class-weights';

describe('scores', () => {
  it('by hand', () => {
    // truth:      0 0 0 1 1 void;  predicted: 0 0 1 1 2 0
    const confusion = confusionOf([0, 0, 0, 1, 1, VOID], [0, 0, 1, 1, 2, 0], 3);
    expect([...confusion]).toEqual([2, 1, 0, 0, 1, 1, 0, 0, 0]);
    const { iou, meanIou, pixelAccuracy, meanAccuracy } = scoresOf(confusion);
    expect(iou).toEqual([2 / 3, 1 / 3, null]);
    expect(meanIou).toBeCloseTo(1 / 2, 12);
    expect(pixelAccuracy).toBeCloseTo(3 / 5, 12);
    expect(meanAccuracy).toBeCloseTo((2 / 3 + 1 / 2) / 2, 12);
  });

  it('IoU is the overlap of sets, whatever the maps', () => {
    const map = fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 })), {
      minLength: 1,
      maxLength: 60,
    });
    fc.assert(
      fc.property(map, (pixels) => {
        const { iou } = scoresOf(
          confusionOf(
            pixels.map(([t]) => t),
            pixels.map(([, p]) => p),
            4,
          ),
        );
        for (const k of [0, 1, 2, 3]) {
          const both = pixels.filter(([t, p]) => t === k && p === k).length;
          const either = pixels.filter(([t, p]) => t === k || p === k).length;
          const present = pixels.some(([t]) => t === k);
          expect(iou[k]).toEqual(present ? both / either : null);
        }
      }),
    );
  });
});

it('mistakes come with the commonest first', () => {
  const found = commonMistakes(
    ['a', 'b'],
    [
      [6, 2],
      [1, 1],
    ],
    5,
  );
  expect(found).toEqual([
    { truth: 'a', taken: 'b', share: 0.2, shareOfTruth: 0.25 },
    { truth: 'b', taken: 'a', share: 0.1, shareOfTruth: 0.5 },
  ]);
});

describe("Student's t", () => {
  it('agrees with the printed table (two-sided 95 %)', () => {
    // Abramowitz & Stegun 1964, table 26.10.
    const printed: readonly (readonly [number, number])[] = [
      [1, 12.706],
      [2, 4.303],
      [3, 3.182],
      [4, 2.776],
      [5, 2.571],
      [9, 2.262],
      [10, 2.228],
      [30, 2.042],
      [120, 1.98],
    ];
    for (const [n, t] of printed) expect(quantileOfCentralT(0.95, n)).toBeCloseTo(t, 3);
  });
  it("with one degree is Cauchy's, with two has a closed form", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 20, noNaN: true }), (t) => {
        expect(centralT(t, 1)).toBeCloseTo((2 / Math.PI) * Math.atan(t), 12);
        expect(centralT(t, 2)).toBeCloseTo(t / Math.sqrt(2 + t * t), 12);
      }),
    );
  });
  it('covers the mean of three normal numbers 95 % of the time', () => {
    const random = randomRoot('t covers');
    const rounds = 4000;
    const hits = Array.from(
      { length: rounds },
      () => spreadOf([random.normal(), random.normal(), random.normal()]).interval as Interval,
    ).filter(({ low, high }) => low <= 0 && high >= 0).length;
    // Four deviations of a share of 0.95 among 4000: 0.0138.
    expect(Math.abs(hits / rounds - 0.95)).toBeLessThan(4 * Math.sqrt((0.95 * 0.05) / rounds));
  });
  it('says nothing with one seed', () => {
    expect(spreadOf([0.4])).toEqual({ mean: 0.4, deviation: null, interval: null });
  });
});

describe('the bootstrap over pictures', () => {
  /** A picture's confusion: some get more right than others. */
  const draw = (random: ReturnType<typeof randomRoot>): Float64Array => {
    const skill = 0.5 + 0.4 * random.uniform();
    const truth = Array.from({ length: 60 }, (_, i) => (i < 45 ? 0 : 1));
    return confusionOf(
      truth,
      truth.map((t) => (random.chance(skill) ? t : 1 - t)),
      2,
    );
  };
  const many = pooled(Array.from({ length: 40_000 }, (_, i) => draw(randomRoot('population').child(i))));
  const real = scoresOf(many).meanIou;

  function covered(pictures: number, trials: number, narrowed = 1): number {
    let hits = 0;
    for (let trial = 0; trial < trials; trial++) {
      const random = randomRoot('trial').child(trial);
      const sample = Array.from({ length: pictures }, () => draw(random));
      const figure = (drawn: readonly number[]): number[] => [
        scoresOf(pooled(drawn.map((i) => sample[i] as Float64Array))).meanIou,
      ];
      const [range] = bootstrap(pictures, figure, 300, random.child('rounds')) as [Interval];
      const centre = (range.low + range.high) / 2;
      if (Math.abs(real - centre) <= (narrowed * (range.high - range.low)) / 2) hits++;
    }
    return hits / trials;
  }

  it('covers the mean IoU of all pictures there could be about 95 % of the time', () => {
    // Four deviations of a share among 300 trials are 0.05; a percentile interval from 40 pictures may fall short by 0.02.
    const share = covered(40, 300);
    expect(share).toBeGreaterThan(0.88);
    expect(share).toBeLessThanOrEqual(1);
  });
  it('would not, were it half as wide', () => {
    expect(covered(40, 300, 0.5)).toBeLessThan(0.8);
  });

  it('leaves out figures that a draw does not have', () => {
    expect(middle([Number.NaN, 1, 1, 1])).toEqual({ low: 1, high: 1 });
    expect(middle([Number.NaN])).toBeNull();
  });
});

describe('class weights', () => {
  it('are their formulas, with mean 1 over what occurs', () => {
    const shares = [0.5, 0.4, 0.1, 0];
    for (const kind of ['none', 'log', 'median'] as const) {
      const weights = classWeights(shares, kind);
      expect(((weights[0] as number) + (weights[1] as number) + (weights[2] as number)) / 3).toBeCloseTo(1, 12);
      expect(weights[3]).toBe(1);
    }
    const [log, median] = [classWeights(shares, 'log'), classWeights(shares, 'median')];
    expect((log[2] as number) / (log[0] as number)).toBeCloseTo(Math.log(1.52) / Math.log(1.12), 12);
    expect((median[2] as number) / (median[0] as number)).toBeCloseTo(5, 12);
    expect(
      (classWeights([0.999, 0.0009, 0.0001], 'median')[2] as number) /
        (classWeights([0.999, 0.0009, 0.0001], 'median')[1] as number),
    ).toBeCloseTo(9, 9);
  });
});
