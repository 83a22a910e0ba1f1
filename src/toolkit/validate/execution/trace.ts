/** What checks ask a trace for. */
import type { Trace, TraceTick } from '#contracts/run';
import type { ExecutionCheck } from '#contracts/validation';

export const KMH = 3.6;

/** Position, quaternion, velocity; see `TraceTick`. */
export type TraceState = readonly number[];

export function checked(
  name: string,
  declared: number,
  measured: number,
  tolerance: number,
  unit: ExecutionCheck['unit'],
): ExecutionCheck {
  return { name, declared, measured, tolerance, unit, kept: Math.abs(measured - declared) <= tolerance };
}

/** On the ground plane, m/s. */
export function speedOf(state: TraceState): number {
  const [vx = 0, vy = 0] = state.slice(7);
  return Math.sqrt(vx * vx + vy * vy);
}

/** The first that is not before that time. */
export function stateAt(ticks: readonly TraceTick[], actor: string, timeNs: number): TraceState | undefined {
  return ticks.find((tick) => tick.timeNs >= timeNs)?.bodies[actor];
}

/** When an event of the story first came, or the start; undefined where it never did. */
export function timeOf(name: string, { events }: Trace): number | undefined {
  if (name === 'start') return 0;
  return events.find((event) => event.name === name && event.kind === 'trigger')?.timeNs;
}

/** When somebody or something first touches the actor; Infinity where nobody does. */
export function touchedAt(actor: string, { events }: Trace): number {
  return events.find(({ kind, bodies }) => kind === 'contact' && bodies.includes(actor))?.timeNs ?? Number.POSITIVE_INFINITY;
}
