/** The moment of a run that says most, for whoever looks at one picture alone. */
import type { Run } from '#contracts/run';

/** So long before a contact or the closest call, s: who crosses is then still ahead, whole and in the picture. */
const BEFORE = 0.5;

/** Half a second before the first contact of the first actor, else before its smallest time to collision, else before the nearest anybody comes; else the middle of the capture. @returns ns */
export function tellingMoment(run: Run): number {
  const { windows, scenario } = run;
  const contact = run.trace.events.find(
    ({ kind, bodies }) => kind === 'contact' && bodies.includes(scenario.actors[0]?.id ?? ''),
  );
  const closest = contact === undefined ? closestCall(run) : contact.timeNs / 1e9;
  const time = closest === undefined ? middleOf(windows, scenario.duration) : closest - BEFORE;
  return Math.round(Math.min(Math.max(0, time), scenario.duration) * 1e9);
}

function closestCall({ curves }: Run): number | undefined {
  if (curves === undefined) return undefined;
  const nearest = curves.times.map((_, i) =>
    Math.min(...Object.values(curves.gaps).map((gaps) => gaps[i] ?? Number.POSITIVE_INFINITY)),
  );
  return timeOfLeast(curves.times, curves.ttc) ?? timeOfLeast(curves.times, nearest);
}

function timeOfLeast(times: readonly number[], values: readonly (number | null)[]): number | undefined {
  let best: number | undefined;
  for (const [i, value] of values.entries()) {
    if (value === null || !Number.isFinite(value)) continue;
    if (best === undefined || value < (values[best] as number)) best = i;
  }
  return best === undefined ? undefined : times[best];
}

function middleOf(windows: Run['windows'], duration: number): number {
  const [first] = windows;
  return first === undefined ? duration / 2 : (first.start + first.end) / 2;
}
