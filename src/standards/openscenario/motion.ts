/** How a body's reference point moved in a run, from its trace. */
import type { Trace } from '#contracts/run';
import type { BodySpec } from '#contracts/scene';
import { lerp, wrapAngle } from '#core/math';
import { add, headingPitchRollOf, type Quat, rotate, type Vec3 } from '#core/pose';
import { referencePointOf } from './categories.js';

export interface Sample {
  /** s since the start */
  readonly time: number;
  /** World, m. */
  readonly position: Vec3;
  /** Heading, pitch and roll, rad; headings go on beyond half a turn rather than jump. */
  readonly angles: Vec3;
}

export interface Motion {
  /** Ascending in time, at least one. */
  readonly samples: readonly Sample[];
  /** Straight between ticks; straight on before the first and behind the last. */
  at(time: number): Sample;
  /** Samples at both times and the ticks between. */
  between(from: number, to: number): readonly Sample[];
}

/** Times nearer than this are one. */
const SAME = 1e-6;

/** @throws Error for a body that the trace does not know */
export function motionOf(trace: Trace, body: BodySpec): Motion {
  const samples = samplesOf(trace, body);
  if (samples.length === 0) throw new Error(`the trace has no body ${body.id}`);
  const at = (time: number): Sample => interpolated(samples, time);
  return {
    samples,
    at,
    between(from, to) {
      const inside = samples.filter(({ time }) => time > from + SAME && time < to - SAME);
      const ends = to > from + SAME ? [at(from), ...inside, at(to)] : [at(from)];
      return ends;
    },
  };
}

function samplesOf(trace: Trace, body: BodySpec): Sample[] {
  const offset = referencePointOf(body);
  const samples: Sample[] = [];
  let heading: number | undefined;
  for (const { timeNs, bodies } of trace.ticks) {
    const state = bodies[body.id];
    if (state === undefined) continue;
    const orientation = state.slice(3, 7) as unknown as Quat;
    const [h, p, r] = headingPitchRollOf(orientation);
    heading = heading === undefined ? h : heading + wrapAngle(h - heading);
    const position = add(state.slice(0, 3) as unknown as Vec3, rotate(orientation, offset));
    samples.push({ time: timeNs / 1e9, position, angles: [heading, p, r] });
  }
  return samples;
}

function interpolated(samples: readonly Sample[], time: number): Sample {
  const after = samples.findIndex((sample) => sample.time >= time);
  const next = samples[after === -1 ? samples.length - 1 : Math.max(after, 1)] as Sample | undefined;
  const previous = samples[(after === -1 ? samples.length - 1 : Math.max(after, 1)) - 1];
  if (next === undefined || previous === undefined) return { ...(samples[0] as Sample), time };
  return between(previous, next, (time - previous.time) / (next.time - previous.time), time);
}

export function between(a: Sample, b: Sample, share: number, time: number): Sample {
  const mixed = (from: Vec3, to: Vec3): Vec3 => [
    lerp(from[0], to[0], share),
    lerp(from[1], to[1], share),
    lerp(from[2], to[2], share),
  ];
  return { time, position: mixed(a.position, b.position), angles: mixed(a.angles, b.angles) };
}
