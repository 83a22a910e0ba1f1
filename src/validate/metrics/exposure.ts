/** How long and how deep a time to collision lies below a limit (TET and TIT, Minderhoud and Bovy 2001). */

/** Both in s. `ttc` is Infinity where the two do not close. */
export interface TtcSample {
  readonly time: number;
  readonly ttc: number;
}

export interface Exposure {
  /** Time exposed (TET), s. */
  readonly exposed: number;
  /** Time integrated (TIT), s^2: the integral of (limit - TTC) over the time exposed. */
  readonly integrated: number;
  /** The least TTC and when it first was there; missing before the first sample. */
  readonly worst?: TtcSample;
  /** The sample that the next one goes on from. */
  readonly last?: TtcSample;
}

export const NO_EXPOSURE: Exposure = { exposed: 0, integrated: 0 };

/**
 * One sample more. TTC is linear between samples, and both integrals are exact for that. Between a finite and an infinite TTC the
 * line is infinitely steep, so nothing is added.
 * @throws RangeError when time runs backwards.
 */
export function expose(sofar: Exposure, sample: TtcSample, limit: number): Exposure {
  const { last, worst } = sofar;
  const piece = last === undefined ? NO_EXPOSURE : between(last, sample, limit);
  return {
    exposed: sofar.exposed + piece.exposed,
    integrated: sofar.integrated + piece.integrated,
    worst: worst !== undefined && worst.ttc <= sample.ttc ? worst : sample,
    last: sample,
  };
}

/** Over a whole series; CommonRoad-CriMe takes a limit of 2 s, others 1.5 s. */
export function exposureOf(samples: readonly TtcSample[], limit: number): Exposure {
  return samples.reduce((sofar, sample) => expose(sofar, sample, limit), NO_EXPOSURE);
}

function between(from: TtcSample, to: TtcSample, limit: number): Exposure {
  const duration = to.time - from.time;
  if (duration < 0) throw new RangeError(`samples run backwards in time: ${from.time} s, then ${to.time} s`);
  const depths = [limit - from.ttc, limit - to.ttc] as const;
  const deep = Math.max(...depths);
  const shallow = Math.min(...depths);
  if (deep <= 0 || shallow === Number.NEGATIVE_INFINITY) return NO_EXPOSURE;
  if (shallow >= 0) return { exposed: duration, integrated: (duration * (deep + shallow)) / 2 };
  const exposed = (duration * deep) / (deep - shallow);
  return { exposed, integrated: (exposed * deep) / 2 };
}
