/** Accelerations out of a run's trace, which has velocities alone. */
import type { Trace } from '#contracts/run';
import { scale, sub, type Vec3 } from '#core/pose';

/**
 * At an instant, of each body that the trace follows: the mean, m/s^2, over the step between two ticks that the instant lies in
 * or ends; at the start, over the first step. Undefined after the last tick and for who isn't there at both.
 */
export function accelerationsAt({ ticks }: Pick<Trace, 'ticks'>, timeNs: number): (id: string) => Vec3 | undefined {
  const k = Math.max(
    1,
    ticks.findIndex((tick) => tick.timeNs >= timeNs),
  );
  const [before, after] = [ticks[k - 1], ticks[k]];
  return (id) => {
    const [from, to] = [before?.bodies[id], after?.bodies[id]];
    if (before === undefined || after === undefined || after.timeNs < timeNs || from === undefined || to === undefined)
      return undefined;
    return scale(sub(velocityOf(to), velocityOf(from)), 1e9 / (after.timeNs - before.timeNs));
  };
}

/** Behind position and quaternion. */
function velocityOf(state: readonly number[]): Vec3 {
  return state.slice(7, 10) as unknown as Vec3;
}
