/** How much picture and how much noise there is at each of a model's times, and which times are visited; from scheduler_config.json. */
import { usageError } from '#core/errors';
import { cos, PI, roundHalfEven, sqrt } from '#core/math';

export interface Scheduler {
  /** Share of the picture's variance by time, 1 towards 0 (Ho et al. 2020, arXiv 2006.11239: the product of 1 - beta). */
  readonly shares: Float64Array;
  /** That share where the last step leads. */
  readonly last: number;
  readonly prediction: (typeof PREDICTIONS)[number];
  /** The most that a picture's numbers are let be; undefined: anything. */
  readonly clip: number | undefined;
  /** @param strength 0..1 of all times, from the last @returns descending, none where strength is 0 */
  times(steps: number, strength: number): readonly number[];
}

/** Keys as the format names them. */
export interface SchedulerConfig {
  readonly num_train_timesteps?: number;
  readonly beta_start?: number;
  readonly beta_end?: number;
  readonly beta_schedule?: string;
  readonly trained_betas?: readonly number[] | null;
  readonly prediction_type?: string;
  readonly set_alpha_to_one?: boolean;
  readonly steps_offset?: number;
  readonly timestep_spacing?: string;
  readonly clip_sample?: boolean;
  readonly clip_sample_range?: number;
  readonly thresholding?: boolean;
  readonly rescale_betas_zero_snr?: boolean;
}

const PREDICTIONS = ['epsilon', 'v_prediction', 'sample'] as const;
const SPACINGS = ['leading', 'trailing', 'linspace'] as const;
type Spacing = (typeof SPACINGS)[number];

/** @throws NearmissError NM8402 for what isn't known here, flow matching among it */
export function schedulerOf(config: SchedulerConfig): Scheduler {
  const prediction = oneOf('prediction_type', config.prediction_type ?? 'epsilon', PREDICTIONS);
  const spacing = oneOf('timestep_spacing', config.timestep_spacing ?? 'leading', SPACINGS);
  if (config.thresholding === true) throw unknown('thresholding', 'true');
  const betas = config.trained_betas ?? betasOf(config);
  const shares = productsOf(betas);
  if (config.rescale_betas_zero_snr === true) {
    if (prediction === 'epsilon')
      throw unknown('rescale_betas_zero_snr', 'true with epsilon, which then knows no picture at the last time');
    withoutPictureAtTheEnd(shares);
  }
  const clip = config.clip_sample === true ? (config.clip_sample_range ?? 1) : undefined;
  const last = config.set_alpha_to_one === false ? (shares[0] as number) : 1;
  return { shares, last, prediction, clip, times: timesOf(shares.length, spacing, config.steps_offset ?? 0) };
}

function betasOf({
  num_train_timesteps: count = 1000,
  beta_start,
  beta_end,
  beta_schedule = 'linear',
}: SchedulerConfig): readonly number[] {
  const along = (from: number, to: number): readonly number[] =>
    Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));
  switch (beta_schedule) {
    case 'linear':
      return along(needed('beta_start', beta_start), needed('beta_end', beta_end));
    case 'scaled_linear':
      return along(sqrt(needed('beta_start', beta_start)), sqrt(needed('beta_end', beta_end))).map((root) => root * root);
    case 'squaredcos_cap_v2':
      return Array.from({ length: count }, (_, i) =>
        Math.min(1 - cosineShare((i + 1) / count) / cosineShare(i / count), 0.999),
      );
    default:
      throw unknown('beta_schedule', beta_schedule);
  }
}

/** Nichol & Dhariwal 2021, arXiv 2102.09672, equation 17. */
function cosineShare(time: number): number {
  const root = cos((((time + 0.008) / 1.008) * PI) / 2);
  return root * root;
}

function productsOf(betas: readonly number[]): Float64Array {
  const shares = new Float64Array(betas.length);
  let product = 1;
  for (const [i, beta] of betas.entries()) {
    product *= 1 - beta;
    shares[i] = product;
  }
  return shares;
}

/** Lin et al. 2024 (arXiv 2305.08891, algorithm 1): roots moved and stretched, so that the first stays and the last is 0. */
function withoutPictureAtTheEnd(shares: Float64Array): void {
  const [first, last] = [sqrt(shares[0] as number), sqrt(shares.at(-1) as number)];
  for (const [i, share] of shares.entries()) {
    const root = ((sqrt(share) - last) * first) / (first - last);
    shares[i] = root * root;
  }
}

/** The spacings of the same paper's table 2, over that part of all times which the strength reaches: every step then counts, whatever the strength. */
function timesOf(all: number, spacing: Spacing, offset: number): Scheduler['times'] {
  return (steps, strength) => {
    const reach = Math.round(strength * all);
    const count = Math.min(steps, reach);
    const at = (fromLast: number): number => {
      const i = count - 1 - fromLast;
      if (spacing === 'leading') return i * Math.floor(reach / count) + offset;
      if (spacing === 'trailing') return roundHalfEven(reach - (fromLast * reach) / count) - 1;
      return count === 1 ? reach - 1 : roundHalfEven((i * (reach - 1)) / (count - 1));
    };
    return Array.from({ length: count }, (_, fromLast) => Math.max(0, Math.min(all - 1, at(fromLast))));
  };
}

function oneOf<T extends string>(key: string, value: string, known: readonly T[]): T {
  const found = known.find((each) => each === value);
  if (found === undefined) throw unknown(key, value);
  return found;
}
function needed(key: string, value: number | undefined): number {
  if (value === undefined) throw unknown(key, 'missing');
  return value;
}
function unknown(key: string, value: string) {
  const hint = 'models that predict noise, v or the picture over betas work; flow matching does not';
  return usageError('NM8402', `scheduler/scheduler_config.json: ${key} is ${value}, which is not known here`, hint);
}
