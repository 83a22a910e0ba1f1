/** The scheduler by its formulas, and DDIM against a predictor that knows the picture. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomRoot } from '#core/random';
import { denoised, noised } from '#diffusion/large/ddim';
import { type SchedulerConfig, schedulerOf } from '#diffusion/large/scheduler';

/** Of Stable Diffusion 1.5. */
const STABLE: SchedulerConfig = {
  num_train_timesteps: 1000,
  beta_start: 0.00085,
  beta_end: 0.012,
  beta_schedule: 'scaled_linear',
  set_alpha_to_one: false,
  steps_offset: 1,
};
const LINEAR: SchedulerConfig = { num_train_timesteps: 1000, beta_start: 0.0001, beta_end: 0.02 };

describe('shares of the picture', () => {
  it('are the products of 1 - beta', () => {
    const { shares } = schedulerOf(LINEAR);
    expect(shares.length).toBe(1000);
    expect(shares[0]).toBeCloseTo(0.9999, 12);
    expect(shares[1]).toBeCloseTo(0.9999 * (1 - (0.0001 + 0.0199 / 999)), 12);
    // ln of the product is about -sum of beta - sum of beta^2 / 2: -10.05 - 0.0675.
    expect(Math.log(shares[999] as number)).toBeCloseTo(-10.118, 2);
    const stable = schedulerOf(STABLE).shares;
    expect(stable[0]).toBeCloseTo(1 - 0.00085, 12);
    const middle = ((Math.sqrt(0.00085) * 499 + Math.sqrt(0.012) * 500) / 999) ** 2;
    expect((stable[500] as number) / (stable[499] as number)).toBeCloseTo(1 - middle, 12);
    // Known of Stable Diffusion: at its last time 0.47 % of the picture's variance is left.
    expect(stable[999]).toBeCloseTo(0.00466, 5);
  });

  it('follow the cosine, never a step to nothing', () => {
    const { shares } = schedulerOf({ ...LINEAR, beta_schedule: 'squaredcos_cap_v2' });
    const cosine = (t: number): number => Math.cos((((t + 0.008) / 1.008) * Math.PI) / 2) ** 2;
    for (const i of [0, 99, 499, 900]) expect(shares[i]).toBeCloseTo(cosine((i + 1) / 1000) / cosine(0), 9);
    expect(shares[999]).toBeGreaterThan(0);
  });

  it('end at 0 where the file wants that, and begin as before', () => {
    const { shares } = schedulerOf({ ...STABLE, rescale_betas_zero_snr: true, prediction_type: 'v_prediction' });
    expect(shares[999]).toBe(0);
    expect(shares[0]).toBeCloseTo(1 - 0.00085, 12);
    expect(() => schedulerOf({ ...STABLE, rescale_betas_zero_snr: true })).toThrow('epsilon');
  });

  it('are taken as given where the betas are', () => {
    const { shares } = schedulerOf({ trained_betas: [0.1, 0.2] });
    expect(shares[0]).toBeCloseTo(0.9, 12);
    expect(shares[1]).toBeCloseTo(0.72, 12);
  });

  it("lead to the first time's, or to all", () => {
    expect(schedulerOf(STABLE).last).toBeCloseTo(1 - 0.00085, 12);
    expect(schedulerOf(LINEAR).last).toBe(1);
  });
});

describe('times', () => {
  const of = (timestep_spacing: string, steps: number, strength = 1) =>
    schedulerOf({ ...LINEAR, timestep_spacing, steps_offset: timestep_spacing === 'leading' ? 1 : 0 }).times(steps, strength);
  it('are spaced as table 2 of arXiv 2305.08891 has them', () => {
    expect(of('leading', 5)).toEqual([801, 601, 401, 201, 1]);
    expect(of('trailing', 5)).toEqual([999, 799, 599, 399, 199]);
    expect(of('linspace', 5)).toEqual([999, 749, 500, 250, 0]);
    expect(of('trailing', 16).slice(0, 3)).toEqual([999, 937, 874]);
  });

  it('reach as far as the strength, with as many steps', () => {
    expect(of('trailing', 5, 0.5)).toEqual([499, 399, 299, 199, 99]);
    expect(of('leading', 4, 0.2)).toEqual([151, 101, 51, 1]);
  });

  it('descend, stay within, and are none at strength 0', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('leading', 'trailing', 'linspace'),
        fc.integer({ min: 1, max: 60 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (spacing, steps, strength) => {
          const times = of(spacing, steps, strength);
          expect(times.length).toBe(Math.min(steps, Math.round(1000 * strength)));
          for (const [k, time] of times.entries()) {
            expect(Number.isInteger(time) && time >= 0 && time < 1000).toBe(true);
            if (k > 0) expect(time).toBeLessThan(times[k - 1] as number);
          }
        },
      ),
    );
    expect(of('trailing', 8, 0)).toEqual([]);
  });
});

const COUNT = 32;
const normals = (name: string): Float32Array => {
  const random = randomRoot(name);
  return Float32Array.from({ length: COUNT }, () => random.normal());
};

describe('DDIM', () => {
  const [picture, noise] = [normals('picture'), normals('noise')];
  /** What each kind of network says that knows the picture. */
  const knowing = (prediction: string, shares: Float64Array) => async (noisy: Float32Array, time: number) => {
    const [a, b] = [Math.sqrt(shares[time] as number), Math.sqrt(1 - (shares[time] as number))];
    return noisy.map((x, i) => {
      const rest = (x - a * (picture[i] as number)) / b;
      return prediction === 'epsilon'
        ? rest
        : prediction === 'sample'
          ? (picture[i] as number)
          : a * rest - b * (picture[i] as number);
    });
  };

  it.each(['epsilon', 'v_prediction', 'sample'])(
    'a predictor of %s that knows the picture leads to it, from any strength in any number of steps',
    async (prediction_type) => {
      const scheduler = schedulerOf({ ...STABLE, prediction_type, set_alpha_to_one: true });
      for (const steps of [1, 3, 10]) {
        for (const strength of [0.1, 0.6, 1]) {
          const times = scheduler.times(steps, strength);
          const start = noised(normals('another'), noise, scheduler.shares[times[0] as number] as number);
          const found = await denoised(start, scheduler, times, knowing(prediction_type, scheduler.shares));
          for (const [i, value] of found.entries()) expect(value).toBeCloseTo(picture[i] as number, 3);
        }
      }
    },
  );

  it.each(['epsilon', 'v_prediction', 'sample'])(
    'leaves a share of the very noise that was put in, by %s',
    async (prediction_type) => {
      const scheduler = { ...schedulerOf({ ...STABLE, prediction_type }), last: 0.64 };
      const times = scheduler.times(2, 1);
      const start = noised(picture, noise, scheduler.shares[times[0] as number] as number);
      const found = await denoised(start, scheduler, times, knowing(prediction_type, scheduler.shares));
      for (const [i, value] of found.entries()) {
        expect(value).toBeCloseTo(0.8 * (picture[i] as number) + 0.6 * (noise[i] as number), 3);
      }
    },
  );

  it('asks at each time in turn, and clips where the file says so', async () => {
    const scheduler = schedulerOf({ ...LINEAR, clip_sample: true, clip_sample_range: 0.5, prediction_type: 'sample' });
    const asked: number[] = [];
    const times = scheduler.times(3, 1);
    const found = await denoised(noise, scheduler, times, async (x, time) => {
      asked.push(time);
      return x.map(() => 9);
    });
    expect(asked).toEqual(times);
    for (const value of found) expect(value).toBeCloseTo(0.5, 5);
  });

  it('without times gives back what came in', async () => {
    expect(await denoised(noise, schedulerOf(LINEAR), [], async () => Float32Array.of())).toEqual(noise);
  });
});

it.each<[string, SchedulerConfig]>([
  ['beta_schedule', { ...LINEAR, beta_schedule: 'sigmoid' }],
  ['prediction_type', { ...LINEAR, prediction_type: 'flow_prediction' }],
  ['timestep_spacing', { ...LINEAR, timestep_spacing: 'karras' }],
  ['thresholding', { ...LINEAR, thresholding: true }],
  ['beta_end', { beta_start: 0.1 }],
])('says that %s is not known', (key, config) => {
  expect(() => schedulerOf(config)).toThrow(key);
});
