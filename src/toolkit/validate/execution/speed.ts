/** A declared speed at an instant. */
import type { Run, TraceTick } from '#contracts/run';
import type { Execution } from '#contracts/scenario';
import type { ExecutionCheck } from '#contracts/validation';
import { lerp } from '#core/math';
import { checked, KMH, speedOf, timeOf, touchedAt } from './trace.js';

type Declared = Extract<Execution, { type: 'speed' }>;

/** Nothing where the event never came, where a contact came first, or where the run was over. */
export function speedCheck({ of, is, within, after, by }: Declared, { trace }: Run): readonly ExecutionCheck[] {
  const event = timeOf(after, trace);
  if (event === undefined) return [];
  const due = event + by * 1e9;
  const measured = due < touchedAt(of, trace) ? speedAt(trace.ticks, of, due) : undefined;
  if (measured === undefined) return [];
  const name = `speed of ${of} ${by === 0 ? '' : `${Number(by.toFixed(3))} s `}after ${after}`;
  return [checked(name, is * KMH, measured * KMH, within * KMH, 'km/h')];
}

/** Between two ticks of the trace as far as the time lies between them. */
function speedAt(ticks: readonly TraceTick[], actor: string, timeNs: number): number | undefined {
  const next = ticks.findIndex((tick) => tick.timeNs >= timeNs);
  const [before, after] = [ticks[Math.max(0, next - 1)], ticks[next]];
  const [slower, faster] = [before?.bodies[actor], after?.bodies[actor]];
  if (before === undefined || after === undefined || slower === undefined || faster === undefined) return undefined;
  const share = after.timeNs === before.timeNs ? 0 : (timeNs - before.timeNs) / (after.timeNs - before.timeNs);
  return lerp(speedOf(slower), speedOf(faster), share);
}
